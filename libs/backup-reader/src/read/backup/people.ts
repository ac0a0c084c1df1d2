import type { BackupDocument } from '../document/backup-document';
import { type DocumentRow, numberOf, textOf } from '../document/document-row';

export interface BackupUser {
  readonly id: number;
  readonly username: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly email: string;
  readonly idnumber: string;
  /** Everything the backup says of this user. */
  readonly row: DocumentRow;
}

export interface BackupGroup {
  readonly id: number;
  readonly name: string;
  /** Ids of users; empty where the backup has no users. */
  readonly members: readonly number[];
  readonly row: DocumentRow;
}

export interface BackupGrouping {
  readonly id: number;
  readonly name: string;
  readonly groups: readonly number[];
  readonly row: DocumentRow;
}

/** The people of `users.xml`, one after the other. */
export async function* readUsers(document: BackupDocument | undefined): AsyncGenerator<BackupUser> {
  if (!document) return;
  for await (const row of document.rows()) {
    if (row.path !== 'users/user') continue;
    yield {
      id: numberOf(row, 'id') ?? 0,
      username: textOf(row, 'username'),
      firstname: textOf(row, 'firstname'),
      lastname: textOf(row, 'lastname'),
      email: textOf(row, 'email'),
      idnumber: textOf(row, 'idnumber'),
      row,
    };
  }
}

/** The groups of `groups.xml` with their members. */
export async function* readGroups(document: BackupDocument | undefined): AsyncGenerator<BackupGroup> {
  for await (const [row, members] of withList(document, 'groups/group', 'group_member', 'userid')) {
    yield { id: numberOf(row, 'id') ?? 0, name: textOf(row, 'name'), members, row };
  }
}

/** The groupings of `groups.xml` with their groups. */
export async function* readGroupings(document: BackupDocument | undefined): AsyncGenerator<BackupGrouping> {
  for await (const [row, groups] of withList(document, 'groups/groupings/grouping', 'grouping_group', 'groupid')) {
    yield { id: numberOf(row, 'id') ?? 0, name: textOf(row, 'name'), groups, row };
  }
}

/** The records at a path, each with the numbers that the records inside it hold. */
async function* withList(
  document: BackupDocument | undefined,
  path: string,
  inside: string,
  field: string,
): AsyncGenerator<[DocumentRow, number[]]> {
  if (!document) return;
  let current: DocumentRow | null = null;
  let list: number[] = [];
  for await (const row of document.rows()) {
    if (row.path === path) {
      if (current) yield [current, list];
      [current, list] = [row, []];
    } else if (row.name === inside && row.parent === current) {
      const value = numberOf(row, field);
      if (value !== null) list.push(value);
    }
  }
  if (current) yield [current, list];
}
