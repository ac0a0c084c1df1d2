import { moduleWord } from '../inspect/module-word';
import type { Backup } from '../read/backup/backup';
import type { ListedActivity, ListedSection } from '../read/backup/main-document';
import type { DocumentKind } from '../read/document/document-kind';
import type { Area } from './areas';
import type { Subject } from './change-list';

/** The sections and activities of two backups, matched by their ids. */
export class Parts {
  private readonly renamed = new Set<string>();
  private readonly subjects = new Map<string, Subject>();
  private readonly course: Subject;

  constructor(before: Backup, after: Backup) {
    const { fullname } = after.information.course;
    this.course = { key: 'course', thing: 'course', title: fullname, part: 'course' };
    this.match(before.sections, after.sections, sectionSubject);
    this.match(before.activities, after.activities, activitySubject);
  }

  /** The thing that a document belongs to; null where only one of the backups has it. */
  subjectOf({ scope, directory, kind }: DocumentKind): Subject | null {
    if (scope === 'final' || scope === 'course') return this.course;
    const part = directory.slice(0, -1);
    if (scope !== 'block') return this.subjects.get(part) ?? null;
    const around = part.replace(/\/blocks\/[^/]+$/, '');
    const owner = around === 'course' ? this.course : this.subjects.get(around);
    const title = owner === this.course ? (kind ?? '') : `${kind} (${owner?.title})`;
    return owner ? { key: part, thing: 'block', title, part: owner.part } : null;
  }

  /** What a document tells of as a whole, where that is not the part itself. */
  within({ thing, word }: Area, part: Subject): Subject {
    if (thing === part.thing) return part;
    const own = word === null ? {} : { word };
    return { ...own, key: `${word} ${thing} of ${part.key}`, thing, title: part.title, part: part.part };
  }

  isRenamed(part: string | null): boolean {
    return part !== null && this.renamed.has(part);
  }

  private match<T extends { id: number; title: string; directory: string }>(
    olds: readonly T[],
    news: readonly T[],
    subject: (part: T) => Subject,
  ): void {
    const byId = new Map(olds.map((part) => [part.id, part]));
    for (const part of news) {
      const old = byId.get(part.id);
      if (!old) continue;
      const both = subject(part);
      this.subjects.set(part.directory, both);
      if (old.title !== part.title && both.part) this.renamed.add(both.part);
    }
  }
}

export function sectionSubject({ id, title }: ListedSection): Subject {
  return { key: `section ${id}`, thing: 'section', title, part: `section_${id}` };
}

export function activitySubject({ id, title, modname }: ListedActivity): Subject {
  return { key: `activity ${id}`, thing: 'activity', word: moduleWord(modname), title, part: `${modname}_${id}` };
}
