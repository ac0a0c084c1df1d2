import type { Change, ChangeDetail, ChangedThing } from './backup-diff';
import { quote, summary, THING_WORDS } from './words';

/** What has changed in one thing, gathered from several documents. */
export interface Subject {
  /** Tells it from all others. */
  readonly key: string;
  readonly thing: ChangedThing;
  /** As the sentence begins, where that is not the thing's own word: `Page`. */
  readonly word?: string;
  readonly title: string;
  readonly part: string | null;
}

interface Gathered {
  readonly subject: Subject;
  readonly details: ChangeDetail[];
  readonly counts: Map<string, { added: number; removed: number; changed: number }>;
}

/** Changes as they are found; those inside one thing become one change. */
export class ChangeList {
  private readonly changes: Change[] = [];
  private readonly gathered = new Map<string, Gathered>();

  /** A change that stands alone, with its sentence. */
  add(subject: Subject, kind: Change['kind'], message: string, details: ChangeDetail[] = []): void {
    const { thing, title, part } = subject;
    this.changes.push({ thing, kind, title, part, message, details });
  }

  /** Something inside a thing that both backups have. */
  addDetails(subject: Subject, details: readonly ChangeDetail[]): void {
    this.of(subject).details.push(...details);
  }

  count(subject: Subject, element: string, change: 'added' | 'removed' | 'changed', number = 1): void {
    const { counts } = this.of(subject);
    const before = counts.get(element) ?? { added: 0, removed: 0, changed: 0 };
    counts.set(element, { ...before, [change]: before[change] + number });
  }

  /** In the order they were found, single changes before those inside things. */
  list(): Change[] {
    const inside = [...this.gathered.values()].flatMap(({ subject, details: own, counts }) => {
      const details: ChangeDetail[] = [
        ...own,
        ...[...counts].map(([element, numbers]) => ({ kind: 'count' as const, element, ...numbers })),
      ];
      if (details.length === 0) return [];
      const { thing, title, part } = subject;
      const message = `${nameOf(subject)} changed: ${summary(details)}.`;
      return [{ thing, kind: 'changed' as const, title, part, message, details }];
    });
    return [...this.changes, ...inside];
  }

  private of(subject: Subject): Gathered {
    const known = this.gathered.get(subject.key);
    if (known) return known;
    const fresh: Gathered = { subject, details: [], counts: new Map() };
    this.gathered.set(subject.key, fresh);
    return fresh;
  }
}

/** A thing at the start of a sentence. */
export function nameOf({ thing, word, title }: Subject): string {
  const name = word ?? THING_WORDS[thing];
  return title === '' ? name : `${name} ${quote(title)}`;
}
