/** Which questions a random slot of a quiz draws from. */
export interface SlotFilter {
  readonly categories: readonly number[];
  readonly includeSubcategories: boolean;
  /** Ids of tags. */
  readonly tags: readonly string[];
  /** How many of the tags a question must have. */
  readonly tagsMatch: 'none' | 'any' | 'all';
}

const NOTHING: SlotFilter = { categories: [], includeSubcategories: false, tags: [], tagsMatch: 'all' };
/** By the join type in the stored condition. */
const TAG_MATCHES = ['none', 'any', 'all'] as const;

/** Reads the condition that a random slot stores, in today's form (`{"filter":{"category":{"values":[9],…}}}`) and in the
 *  one before Moodle 4.3 (`{"questioncategoryid":9,"includingsubcategories":1,"tags":["20,leaf"]}`). What does not parse
 *  matches nothing. */
export function parseSlotFilter(condition: string | null): SlotFilter {
  const stored = parseObject(condition);
  if (!stored) return NOTHING;
  const filter = asObject(stored.filter);
  if (!filter) return legacyFilter(stored);
  const category = asObject(filter.category);
  const tags = asObject(filter.qtagids);
  return {
    categories: ids(listed(category)).map(Number),
    // PHP may have stored a boolean, a number or a digit.
    includeSubcategories: Number(asObject(category?.filteroptions)?.includesubcategories) > 0,
    tags: ids(listed(tags)),
    tagsMatch: TAG_MATCHES[Number(tags?.jointype)] ?? 'all',
  };
}

function legacyFilter(stored: Record<string, unknown>): SlotFilter {
  const tags = Array.isArray(stored.tags) ? stored.tags : [];
  return {
    categories: ids([stored.questioncategoryid]).map(Number),
    includeSubcategories: Number(stored.includingsubcategories) > 0,
    tags: ids(tags.map((tag) => String(tag).split(',')[0])),
    tagsMatch: 'all',
  };
}

/** A list that PHP has stored: an object where its keys are not 0, 1, 2 … */
const listed = (part: Record<string, unknown> | null): unknown[] =>
  typeof part?.values === 'object' && part.values !== null ? Object.values(part.values) : [];

/** What can be an id; a database would refuse a whole query for anything else. */
const ids = (values: readonly unknown[]): string[] =>
  values.map(String).filter((value) => /^\d+$/.test(value) && Number.isSafeInteger(Number(value)));

function parseObject(json: string | null): Record<string, unknown> | null {
  try {
    return asObject(JSON.parse(json ?? 'null'));
  } catch {
    return null;
  }
}

function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
