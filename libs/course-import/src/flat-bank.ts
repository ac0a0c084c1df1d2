import { type DocumentRow, numberOf, textOf } from '@coursekeep/backup-reader';

/** Where a question stands in backups made before Moodle 4.0: right in its category, without entry and versions. */
export const FLAT_QUESTION = 'question_categories/question_category/questions/question';

/** A question that stood for any one of a category. */
export interface RandomQuestion {
  readonly category: number | null;
  readonly withSubcategories: boolean;
}

/** What a first pass remembers of a question bank from before Moodle 4.0; ids are the backup's own. */
export class FlatBank {
  readonly randoms = new Map<number, RandomQuestion>();
  /** Category → its context. */
  readonly contexts = new Map<number, number>();
  /** Contexts whose categories have a common one above them, as all have since Moodle 3.5. */
  private readonly withTop = new Set<number>();
  private readonly parents = new Map<number, number>();
  private partsOfThemselves: ReadonlySet<number> | null = null;
  private isEmpty = true;

  takeCategory(id: number, row: DocumentRow): void {
    const context = numberOf(row, 'contextid') ?? 0;
    this.contexts.set(id, context);
    if (isTop(row)) this.withTop.add(context);
  }

  takeQuestion(id: number, row: DocumentRow): void {
    this.isEmpty = false;
    const parent = numberOf(row, 'parent') ?? 0;
    if (textOf(row, 'qtype') === 'random') {
      const category = row.parent ? numberOf(row.parent, 'id') : null;
      this.randoms.set(id, { category, withSubcategories: textOf(row, 'questiontext').trim() === '1' });
    } else if (parent > 0) this.parents.set(id, parent);
  }

  /** Whether a category lacks the one that Moodle has above it today. */
  lacksTop(row: DocumentRow): boolean {
    if (this.isEmpty || (numberOf(row, 'parent') ?? 0) !== 0 || isTop(row)) return false;
    return !this.withTop.has(numberOf(row, 'contextid') ?? 0);
  }

  /** Whether a question is, by way of its parents, a part of itself. */
  isPartOfItself(id: number): boolean {
    this.partsOfThemselves ??= cyclesOf(this.parents);
    return this.partsOfThemselves.has(id);
  }
}

const isTop = (row: DocumentRow): boolean => textOf(row, 'name') === 'top' && (numberOf(row, 'parent') ?? 0) === 0;

/** All that come back to themselves; each is looked at once. */
function cyclesOf(parents: ReadonlyMap<number, number>): ReadonlySet<number> {
  const cycles = new Set<number>();
  const walks = new Map<number, number>();
  for (const start of parents.keys()) {
    let at: number | undefined = start;
    for (; at !== undefined && !walks.has(at); at = parents.get(at)) walks.set(at, start);
    if (at === undefined || walks.get(at) !== start) continue;
    for (; at !== undefined && !cycles.has(at); at = parents.get(at)) cycles.add(at);
  }
  return cycles;
}
