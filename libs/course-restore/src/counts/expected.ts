import type { Backup, BackupDocument } from '@coursekeep/backup-reader';
import { type Countable, COUNTABLES, type Counts } from './countables';

/** How much of what is in a backup: what a restore of all of it brings. */
export async function expectedCounts(backup: Backup): Promise<Counts> {
  const found = Object.entries(COUNTABLES).map(([kind, countable]) => [kind, new Count(countable)] as const);
  for await (const document of backup.documents())
    for (const [, count] of found) if (count.isIn(document)) await count.add(document);
  return {
    sections: backup.sections.length,
    activities: backup.activities.length,
    ...Object.fromEntries(found.map(([kind, count]) => [kind, count.number])),
    files: await countFiles(backup),
  };
}

class Count {
  private readonly values = new Set<string>();
  private elements = 0;

  constructor(private readonly countable: Countable) {}

  get number(): number {
    return this.countable.distinct === undefined ? this.elements : this.values.size;
  }

  isIn(document: BackupDocument): boolean {
    return this.countable.documents.test(document.path);
  }

  async add(document: BackupDocument): Promise<void> {
    const { element, distinct } = this.countable;
    for await (const row of document.rows()) {
      if (row.name !== element) continue;
      if (distinct === undefined) this.elements += 1;
      else this.values.add(row.values.get(distinct) ?? '');
    }
  }
}

/** The files of the course and its parts. Those of people, and question files, which go where the question goes, are not
 *  of the new course's contexts alone. */
async function countFiles(backup: Backup): Promise<number> {
  const owners = await backup.contexts();
  let number = 0;
  for await (const { contextId, component } of backup.files())
    if (isOfCourse(owners.get(contextId)?.kind, component)) number += 1;
  return number;
}

function isOfCourse(owner: string | undefined, component: string): boolean {
  return (owner === 'course' || owner === 'activity' || owner === 'block') && !isElsewhere(component);
}

const isElsewhere = (component: string): boolean => /^(user|backup|qtype_.*|question)$/.test(component);
