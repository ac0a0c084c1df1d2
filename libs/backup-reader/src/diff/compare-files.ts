import { moduleWord } from '../inspect/module-word';
import type { Backup } from '../read/backup/backup';
import type { ContextOwner } from '../read/backup/contexts';
import type { BackupFile } from '../read/backup/files';
import type { ListedActivity } from '../read/backup/main-document';
import { BackupReadError } from '@coursekeep/archive';
import type { ChangeList, Subject } from './change-list';
import { quote } from './words';

/** Files of the parts that both backups have: added, removed, renamed, changed. */
export async function compareFiles(before: Backup, after: Backup, changes: ChangeList, maximum: number): Promise<void> {
  const old = await collect(before, after, maximum);
  const added: Listed[] = [];
  const owners = await after.contexts();
  const isCommon = await commonTo(before);
  for await (const file of after.files()) {
    const owner = owners.get(file.contextId);
    if (!isCommon(file, owner)) continue;
    const key = keyOf(file, owner);
    const was = old.get(key);
    old.delete(key);
    if (!was) added.push(listed(file, owner));
    else if (was.contenthash !== file.contenthash) {
      const { subject, where } = listed(file, owner);
      const detail = { kind: 'field' as const, field: 'content', before: was.contenthash, after: file.contenthash };
      changes.add(subject, 'changed', `File ${quote(subject.title)} ${where} has another content.`, [detail]);
    }
  }
  tellRest([...old.values()], added, changes);
}

interface Listed {
  readonly contenthash: string;
  /** The file area and item it is in. */
  readonly place: string;
  readonly subject: Subject;
  /** Where it is, in words. */
  readonly where: string;
}

async function collect(before: Backup, after: Backup, maximum: number): Promise<Map<string, Listed>> {
  const files = new Map<string, Listed>();
  const owners = await before.contexts();
  const isCommon = await commonTo(after);
  for await (const file of before.files()) {
    const owner = owners.get(file.contextId);
    if (!isCommon(file, owner)) continue;
    if (files.size >= maximum) throw new BackupReadError('limit-exceeded', `There are more than ${maximum} files.`);
    files.set(keyOf(file, owner), listed(file, owner));
  }
  return files;
}

/** A content that went under one name and came under another in the same place was renamed. */
function tellRest(removed: readonly Listed[], added: readonly Listed[], changes: ChangeList): void {
  const gone = new Map(removed.map((file) => [`${file.place} ${file.contenthash}`, file]));
  const renamed = new Set<Listed>();
  for (const file of added) {
    const key = `${file.place} ${file.contenthash}`;
    const was = gone.get(key);
    if (!was) {
      changes.add(file.subject, 'added', `File ${quote(file.subject.title)} was added ${file.where}.`);
      continue;
    }
    gone.delete(key);
    renamed.add(was);
    const message = `File ${quote(was.subject.title)} ${file.where} is now called ${quote(file.subject.title)}.`;
    changes.add(file.subject, 'renamed', message);
  }
  for (const file of removed) {
    if (renamed.has(file)) continue;
    changes.add(file.subject, 'removed', `File ${quote(file.subject.title)} was removed ${file.where}.`);
  }
}

/** Files of an activity or a person that only one backup has come and go with it. */
async function commonTo(other: Backup): Promise<(file: BackupFile, owner: ContextOwner | undefined) => boolean> {
  const activities = new Set(other.activities.map(({ id }) => id));
  const people = new Set<number>();
  for (const owner of (await other.contexts()).values()) if (owner.kind === 'user') people.add(owner.userId);
  return (file, owner) => {
    if (file.component === 'user') return owner?.kind === 'user' && people.has(owner.userId);
    const activity = activityOf(owner);
    return activity === null || activities.has(activity.id);
  };
}

function activityOf(owner: ContextOwner | undefined): ListedActivity | null {
  return owner?.kind === 'activity' || owner?.kind === 'block' ? owner.activity : null;
}

function keyOf(file: BackupFile, owner: ContextOwner | undefined): string {
  return `${placeOf(file, owner)}${file.filepath}${file.filename}`;
}

/** Contexts of the course's parts are known by the part: their numbers are another site's. */
function placeOf({ contextId, component, filearea, itemId }: BackupFile, owner: ContextOwner | undefined): string {
  return `${ownerKey(contextId, owner)}/${component}/${filearea}/${itemId}`;
}

function ownerKey(contextId: number, owner: ContextOwner | undefined): string {
  if (owner?.kind === 'activity') return `activity ${owner.activity.id}`;
  if (owner?.kind === 'user') return `user ${owner.userId}`;
  return owner?.kind === 'course' || owner?.kind === 'system' ? owner.kind : `context ${contextId}`;
}

function listed(file: BackupFile, owner: ContextOwner | undefined): Listed {
  const path = `${file.filepath}${file.filename}`.slice(1);
  const activity = activityOf(owner);
  const subject: Subject = {
    key: `file ${keyOf(file, owner)}`,
    thing: 'file',
    title: path,
    part: activity ? `${activity.modname}_${activity.id}` : owner?.kind === 'course' ? 'course' : null,
  };
  return { contenthash: file.contenthash, place: placeOf(file, owner), subject, where: whereOf(file, owner) };
}

function whereOf(file: BackupFile, owner: ContextOwner | undefined): string {
  const activity = activityOf(owner);
  if (activity) return `in ${moduleWord(activity.modname)} ${quote(activity.title)}`;
  if (file.component === 'question' || file.component.startsWith('qtype_')) return `in question ${file.itemId}`;
  if (file.component === 'course' && file.filearea === 'section') return `in section ${file.itemId}`;
  if (owner?.kind === 'user') return `of user ${owner.userId}`;
  return owner?.kind === 'course' ? 'in the course' : `in ${file.component}`;
}
