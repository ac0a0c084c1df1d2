import type { Backup } from '../read/backup/backup';
import { type DocumentRow, numberOf } from '../read/document/document-row';

/** Names of people by their ids, from whichever backup has them. */
export async function readNames(backups: readonly Backup[]): Promise<ReadonlyMap<number, string>> {
  const names = new Map<number, string>();
  for (const backup of backups) {
    for await (const { id, firstname, lastname, username } of backup.users()) {
      names.set(id, `${firstname} ${lastname}`.trim() || username);
    }
  }
  return names;
}

/** The person that a record is about, as the definitions say which field names one. */
export function personOf(row: DocumentRow, names: ReadonlyMap<number, string>): string {
  const reference = row.definition?.refers.find(({ item }) => item === 'user' || item === 'userfinal');
  const id = numberOf(row, reference?.field ?? 'userid');
  return id === null ? '' : (names.get(id) ?? `user ${id}`);
}
