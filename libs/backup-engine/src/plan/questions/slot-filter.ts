/** Which questions a random slot of a quiz draws from. */
export interface SlotFilter {
  readonly categories: readonly number[];
  readonly includeSubcategories: boolean;
  /** Ids of tags that a question must all have. */
  readonly tags: readonly string[];
}

const NOTHING: SlotFilter = { categories: [], includeSubcategories: false, tags: [] };

/** Reads the condition that a random slot stores, in today's form (`{"filter":{"category":{"values":[9],…}}}`) and in the
 *  one before Moodle 4.3 (`{"questioncategoryid":9,"includingsubcategories":1,"tags":["20,leaf"]}`). What does not parse
 *  matches nothing. */
export function parseSlotFilter(condition: string | null): SlotFilter {
  const stored = parseObject(condition);
  if (!stored) return NOTHING;
  const filter = asObject(stored.filter);
  if (!filter) return legacyFilter(stored);
  const category = asObject(filter.category);
  return {
    categories: values(category).map(Number).filter(Number.isInteger),
    includeSubcategories: Boolean(asObject(category?.filteroptions)?.includesubcategories),
    tags: values(asObject(filter.qtagids)),
  };
}

function legacyFilter(stored: Record<string, unknown>): SlotFilter {
  const category = Number(stored.questioncategoryid);
  const tags = Array.isArray(stored.tags) ? stored.tags : [];
  return {
    categories: category > 0 ? [category] : [],
    includeSubcategories: Number(stored.includingsubcategories) > 0,
    tags: tags.map((tag) => String(tag).split(',')[0] ?? ''),
  };
}

const values = (part: Record<string, unknown> | null): string[] =>
  Array.isArray(part?.values) ? part.values.map(String) : [];

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
