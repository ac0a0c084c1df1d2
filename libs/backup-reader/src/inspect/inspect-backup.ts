import type { Backup } from '../read/backup/backup';
import type { BackupSection } from '../read/backup/outline';
import type { ListedActivity } from '../read/backup/main-document';
import { countFiles } from './count-files';
import type { Inspection } from './inspection';

/** Looks through a backup and tells what is in it. Reads lists, not contents; memory does not grow with the contents. */
export async function inspectBackup(backup: Backup): Promise<Inspection> {
  const sections = await backup.outline();
  const placed = new Set(sections.flatMap((section) => [...activityIds(section)]));
  const { files, documents, space } = await countFiles(backup);
  return {
    file: backup.file,
    format: backup.format,
    size: backup.size,
    unpackedSize: backup.unpackedSize,
    information: backup.information,
    warnings: await backup.warnings(),
    settings: backup.settings,
    sections,
    looseActivities: backup.activities.filter((activity: ListedActivity) => !placed.has(activity.id)),
    users: await count(backup.users()),
    groups: await list(backup.groups(), ({ id, name, members }) => ({ id, name, members: members.length })),
    groupings: await list(backup.groupings(), ({ id, name, groups }) => ({ id, name, groups: groups.length })),
    questions: await countQuestions(backup),
    files,
    documents,
    space,
  };
}

function* activityIds(section: BackupSection): Generator<number> {
  for (const activity of section.activities) {
    yield activity.id;
    if (activity.section) yield* activityIds(activity.section);
  }
}

async function countQuestions(backup: Backup): Promise<Inspection['questions']> {
  const types = new Map<string, number>();
  const categories = new Set<number>();
  const entries = new Set<string>();
  let versions = 0;
  for await (const { id, qtype, category, version, parentId, row } of backup.questions()) {
    if (category) categories.add(category.id);
    // Before Moodle 4 a place of a quiz for any question of a category was kept as a question.
    if (version === null && qtype === 'random') continue;
    versions += 1;
    if (parentId !== null) continue;
    // Versions of one question share an entry of the question bank; before Moodle 4 each question stands alone.
    const entry = row.parent?.parent?.name === 'question_bank_entry' ? row.parent.parent.values.get('id') : `q${id}`;
    if (entries.has(String(entry))) continue;
    entries.add(String(entry));
    types.set(qtype, (types.get(qtype) ?? 0) + 1);
  }
  const byCount = [...types].map(([qtype, number]) => ({ qtype, count: number }));
  byCount.sort((a, b) => b.count - a.count || (a.qtype < b.qtype ? -1 : 1));
  return { count: entries.size, versions, categories: categories.size, types: byCount };
}

async function count(items: AsyncIterable<unknown>): Promise<number> {
  let number = 0;
  for await (const _ of items) number += 1;
  return number;
}

async function list<T, R>(items: AsyncIterable<T>, map: (item: T) => R): Promise<R[]> {
  const result: R[] = [];
  for await (const item of items) result.push(map(item));
  return result;
}
