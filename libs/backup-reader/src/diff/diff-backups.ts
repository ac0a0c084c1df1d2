import { DEFAULT_LIMITS } from '@coursekeep/archive';
import type { Backup } from '../read/backup/backup';
import type { BackupDiff, Change, ChangedThing } from './backup-diff';
import { ChangeList } from './change-list';
import { compareDocuments } from './compare-documents';
import { compareFiles } from './compare-files';
import { compareOutlines } from './compare-outlines';
import { compareSettings } from './compare-settings';
import { activitySubject, Parts, sectionSubject } from './parts';
import { readNames } from './people-names';

export interface DiffOptions {
  /** How many differing records of one document are told in detail; the rest is counted. Default 20,000. */
  readonly records?: number;
}

/** What changed in a course between two backups of it, in people's words. Parts are matched by their ids, records by theirs;
 *  order of records, dates of change, ids of backups and encrypted values are no change. */
export async function diffBackups(before: Backup, after: Backup, options: DiffOptions = {}): Promise<BackupDiff> {
  const changes = new ChangeList();
  compareSettings(before, after, changes);
  await compareOutlines(before, after, changes);
  const names = await readNames([before, after]);
  const parts = new Parts(before, after);
  await compareDocuments(before, after, parts, names, changes, {
    records: options.records ?? 20_000,
    isOneRelease: branch(before) === branch(after),
  });
  await compareFiles(before, after, changes, DEFAULT_LIMITS.records);
  return { changes: changes.list().sort(inOrder(before, after)), notes: notes(before, after) };
}

/** `4.5` of `4.5.6+ (Build: 20250814)`. */
const branch = ({ information }: Backup) => /^\d+\.\d+/.exec(information.moodleRelease)?.[0];

const ORDER: readonly ChangedThing[] = [
  'course',
  'section',
  'activity',
  'block',
  'file',
  'question',
  'participant',
  'enrolment',
  'role',
  'group',
  'grouping',
  'grade',
  'completion',
  'scale',
  'outcome',
  'badge',
  'event',
  'log',
  'setting',
];

/** By the thing; what has no part first, then sections and activities as they follow in the course, those that are gone last. */
function inOrder(before: Backup, after: Backup): (a: Change, b: Change) => number {
  const places = new Map<string | null, number>([[null, 0]]);
  for (const { sections, activities } of [after, before]) {
    for (const { part } of [...sections.map(sectionSubject), ...activities.map(activitySubject)]) {
      if (!places.has(part)) places.set(part, places.size);
    }
  }
  const place = ({ part }: Change) => places.get(part) ?? places.size;
  return (a, b) => ORDER.indexOf(a.thing) - ORDER.indexOf(b.thing) || place(a) - place(b);
}

function notes(before: Backup, after: Backup): string[] {
  const [old, now] = [before.information, after.information];
  const found: string[] = [];
  if (old.course.id !== now.course.id) {
    found.push('These are backups of two courses: what has the same number need not be the same thing.');
  }
  if (old.moodleRelease !== now.moodleRelease) {
    found.push(`The first was made by Moodle ${old.moodleRelease}, the second by ${now.moodleRelease}.`);
  }
  if (branch(before) !== branch(after)) {
    found.push('Fields that only one of these releases knows are not compared.');
  }
  const [usersBefore, usersAfter] = [before, after].map((backup) =>
    backup.settings.some(({ level, name, value }) => level === 'root' && name === 'users' && value === '1'),
  );
  if (usersBefore !== usersAfter) {
    found.push(`Only the ${usersBefore ? 'first' : 'second'} backup holds the data of users.`);
  }
  return found;
}
