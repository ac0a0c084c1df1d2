import type { Backup } from '@coursekeep/backup-reader';
import type { Site } from '@coursekeep/moodle-site';

const BATCH = 500;

/** Does the backup hold people, and any whom the site does not know? Known is only who has the same user name and the same
 *  address there: Moodle makes an account anew for any other. */
export async function peopleOf(backup: Backup, site: Site): Promise<{ people: boolean; newPeople: boolean }> {
  let people = false;
  let batch = new Map<string, string>();
  const isNew = async () => {
    const known = await knownPeople(site, [...batch.keys()]);
    return [...batch].some(([username, email]) => !known.get(username)?.has(email));
  };
  for await (const { username, email } of backup.users()) {
    people = true;
    if (batch.has(username) && batch.get(username) !== email.toLowerCase()) return { people, newPeople: true };
    batch.set(username, email.toLowerCase());
    if (batch.size < BATCH) continue;
    if (await isNew()) return { people, newPeople: true };
    batch = new Map();
  }
  return { people, newPeople: await isNew() };
}

async function knownPeople(site: Site, usernames: readonly string[]): Promise<Map<string, Set<string>>> {
  const plain = usernames.filter((name) => !name.includes('\0'));
  if (plain.length === 0) return new Map();
  const rows = await site.database.all({
    text: 'SELECT username, email FROM {user} WHERE deleted = 0 AND username IN (?)',
    parameters: [plain],
  });
  const known = new Map<string, Set<string>>();
  for (const { username, email } of rows)
    known.set(username ?? '', (known.get(username ?? '') ?? new Set()).add((email ?? '').toLowerCase()));
  return known;
}
