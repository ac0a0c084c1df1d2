import type { BackupDocument } from '../read/document/backup-document';
import { type DocumentRow, textOf } from '../read/document/document-row';
import type { ComparedDocument } from './compare-rows';
import { entryKey, type QuestionBanks } from './question-banks';

/** A quiz with its slots in a form that those from before and after Moodle 4.0 share: what a slot shows is a
 *  record of its own in it, with a question's entry or with the category that a random question is taken from. */
export function withSlotsAlike(document: BackupDocument, banks: QuestionBanks): ComparedDocument {
  return { size: document.size, digest: () => document.digest(), rows: () => slotsAlike(document, banks) };
}

async function* slotsAlike(document: BackupDocument, banks: QuestionBanks): AsyncGenerator<DocumentRow> {
  const seen = new WeakMap<DocumentRow, DocumentRow>();
  for await (const row of document.rows()) {
    const parent = row.parent ? (seen.get(row.parent) ?? row.parent) : null;
    if (row.name === 'question_instance') {
      const values = new Map(row.values);
      for (const field of SLOT_BEFORE) values.delete(field);
      const slot = { ...row, values };
      seen.set(row, slot);
      yield slot;
      if (row.values.has('questionid')) yield shown(slot, slotBefore(row, banks));
    } else if (row.name === 'question_reference' && parent) {
      yield shown(parent, [['question', banks.label(entryKey(textOf(row, 'questionbankentryid')))]]);
    } else if (row.name === 'question_set_reference' && parent) {
      yield shown(parent, randomSince40(textOf(row, 'filtercondition')));
    } else if (row.parent?.name === 'question_instance') {
      // The tags of a random question: since 4.0 they are part of its condition.
      continue;
    } else yield parent === row.parent ? row : { ...row, parent };
  }
}

type Shown = readonly (readonly [string, string])[];

const SLOT_BEFORE = ['questionid', 'questioncategoryid', 'includingsubcategories'];
const NAME = 'question_of_slot';

const shown = (slot: DocumentRow, values: Shown): DocumentRow => ({
  name: NAME,
  path: `${slot.path}/${NAME}`,
  definition: null,
  values: new Map(values),
  encrypted: new Set(),
  parent: slot,
});

function slotBefore(row: DocumentRow, banks: QuestionBanks): Shown {
  const category = textOf(row, 'questioncategoryid');
  if (category === '') return [['question', banks.label(banks.questionKey(textOf(row, 'questionid')))]];
  return random(category, textOf(row, 'includingsubcategories') === '1');
}

const random = (category: string, withSubcategories: boolean): Shown => [
  ['category', category],
  ['includingsubcategories', withSubcategories ? '1' : '0'],
];

/** The condition of a random slot: of 4.0 to 4.2, or with filters as since 4.3. */
function randomSince40(condition: string): Shown {
  const parsed = parse(condition);
  const filter = parsed.filter?.category;
  if (!filter) return random(String(parsed.questioncategoryid ?? ''), Number(parsed.includingsubcategories ?? 0) === 1);
  return random(filter.values?.map(String).join(' ') ?? '', Boolean(filter.filteroptions?.includesubcategories));
}

interface Condition {
  readonly questioncategoryid?: unknown;
  readonly includingsubcategories?: unknown;
  readonly filter?: {
    readonly category?: {
      readonly values?: readonly unknown[];
      readonly filteroptions?: { readonly includesubcategories?: unknown };
    };
  };
}

function parse(condition: string): Condition {
  try {
    const value: unknown = JSON.parse(condition);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
