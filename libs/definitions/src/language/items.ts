/** The nine kinds of things that `inforef.xml` lists, in its order. */
export const INFOREF_ITEMS = [
  'user',
  'grouping',
  'group',
  'role',
  'file',
  'scale',
  'outcome',
  'grade_item',
  'question_category',
] as const;
export type InforefItem = (typeof INFOREF_ITEMS)[number];
/** An item annotated under `<name>final` goes straight to the final list and is in no inforef. */
export type AnnotationItem = InforefItem | `${InforefItem}final` | 'question' | 'question_bank_entry';
