import { phpObject, phpProperties, phpString, scalarText } from '@coursekeep/definitions';

/** What texts that hold ids are rewritten with. */
export interface TextContext {
  /** The id in the site for one of the backup; the same where the backup does not bring it; null where it is someone else's. */
  id(table: string, id: number): Promise<number | null>;
  decodeLinks(text: string): string;
  /** The settings of a block, by its name, in whose texts a backup encodes links. */
  linkedTexts(block: string): readonly string[];
  /** Another value of the same row, as the backup has it. */
  column(name: string): string | null;
}

type Rewriting = (text: string, context: TextContext) => Promise<string>;

/** Columns whose text holds ids, by `table.column`. */
export const ID_TEXTS: Readonly<Record<string, Rewriting>> = {
  'badge_criteria_param.name': (text, context) =>
    replaceIds(text, /^(module|course|competency|role)_(\d+)$/, BADGE, context),
  'badge_criteria_param.value': (text, context) => {
    const kind = /^(module|course|competency|role)_\d+$/.exec(context.column('name') ?? '')?.[1];
    return kind && /^\d+$/.test(text) ? mapOne(text, BADGE[kind] ?? '', context) : Promise.resolve(text);
  },
  'block_instances.configdata': blockConfiguration,
  'course_modules.availability': availability,
  'course_sections.availability': availability,
  'course_sections.sequence': (text, context) => idList(text, 'course_modules', context),
  'grade_categories.path': (text, context) => replaceIds(text, /()(\d+)/g, { '': 'grade_categories' }, context),
  'grade_items.calculation': (text, context) =>
    replaceIds(text, /(##gi)(\d+)(?=##)/g, { '##gi': 'grade_items' }, context),
  'question_attempt_step_data.value': (text, context) =>
    context.column('name') === '_order' ? idList(text, 'question_answers', context) : Promise.resolve(text),
  'question_multianswer.sequence': (text, context) => idList(text, 'question', context),
  'question_set_references.filtercondition': filterCondition,
};

const BADGE: Readonly<Record<string, string>> = {
  module: 'course_modules',
  course: 'course',
  competency: 'competency',
  role: 'role',
};

async function mapOne(text: string, table: string, context: TextContext): Promise<string> {
  return String((await context.id(table, Number(text))) ?? 0);
}

/** Ids separated by commas; those of someone else go. */
async function idList(text: string, table: string, context: TextContext): Promise<string> {
  if (!/^\s*\d+\s*(,\s*\d+\s*)*$/.test(text)) return text;
  const ids = await Promise.all(text.split(',').map((id) => context.id(table, Number(id))));
  return ids.filter((id) => id !== null).join(',');
}

/** Ids after a mark, which says what they are of. */
async function replaceIds(
  text: string,
  pattern: RegExp,
  tables: Readonly<Record<string, string>>,
  context: TextContext,
): Promise<string> {
  let result = '';
  let at = 0;
  const matches = pattern.global ? text.matchAll(pattern) : [pattern.exec(text)].filter((match) => match !== null);
  for (const match of matches) {
    const [whole, mark = '', id = ''] = match;
    const mapped = await mapOne(id, tables[mark] ?? '', context);
    result += text.slice(at, match.index) + whole.slice(0, whole.length - id.length) + mapped;
    at = match.index + whole.length;
  }
  return result + text.slice(at);
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Rewrites JSON in place; the very text stays where nothing changes, or where it does not parse. */
async function inJson(text: string, change: (value: unknown) => Promise<boolean>): Promise<string> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text;
  }
  return (await change(value)) ? JSON.stringify(value) : text;
}

async function changeId(holder: Json, key: string, table: string, context: TextContext): Promise<boolean> {
  const id = Number(holder[key]);
  if (!Number.isInteger(id) || id <= 0) return false;
  const mapped = (await context.id(table, id)) ?? 0;
  if (mapped === id) return false;
  holder[key] = typeof holder[key] === 'string' ? String(mapped) : mapped;
  return true;
}

const CONDITIONS: Readonly<Record<string, readonly [key: string, table: string]>> = {
  completion: ['cm', 'course_modules'],
  grade: ['id', 'grade_items'],
  group: ['id', 'groups'],
  grouping: ['id', 'groupings'],
};

function availability(text: string, context: TextContext): Promise<string> {
  return inJson(text, (value) => changeConditions(value, context, 0));
}

async function changeConditions(value: unknown, context: TextContext, depth: number): Promise<boolean> {
  if (!isObject(value) || depth > 50) return false;
  const [key, table] = CONDITIONS[String(value.type)] ?? [];
  let changed = key && table ? await changeId(value, key, table, context) : false;
  if (Array.isArray(value.c)) {
    for (const child of value.c) changed = (await changeConditions(child, context, depth + 1)) || changed;
  }
  return changed;
}

/** Which questions a random slot draws from, in today's form and in the one before Moodle 4.3. */
function filterCondition(text: string, context: TextContext): Promise<string> {
  return inJson(text, async (value) => {
    if (!isObject(value)) return false;
    let changed = await changeId(value, 'questioncategoryid', 'question_categories', context);
    changed = (await changePair(value, 'cat', ['question_categories', 'context'], context)) || changed;
    changed = (await changeTags(value.tags, context)) || changed;
    const filter = isObject(value.filter) ? value.filter : {};
    changed = (await changeValues(filter.category, 'question_categories', context)) || changed;
    return (await changeValues(filter.qtagids, 'tag', context)) || changed;
  });
}

async function changeValues(part: unknown, table: string, context: TextContext): Promise<boolean> {
  if (!isObject(part) || !Array.isArray(part.values)) return false;
  let changed = false;
  const holder = part.values as unknown as Json;
  for (const key of Object.keys(part.values)) changed = (await changeId(holder, key, table, context)) || changed;
  return changed;
}

async function changePair(
  holder: Json,
  key: string,
  tables: readonly string[],
  context: TextContext,
): Promise<boolean> {
  const parts = typeof holder[key] === 'string' ? holder[key].split(',') : [];
  if (parts.length !== tables.length) return false;
  const mapped = await Promise.all(parts.map((id, at) => mapOne(id, tables[at] ?? '', context)));
  if (mapped.join(',') === holder[key]) return false;
  holder[key] = mapped.join(',');
  return true;
}

async function changeTags(tags: unknown, context: TextContext): Promise<boolean> {
  if (!Array.isArray(tags)) return false;
  let changed = false;
  for (const [at, tag] of tags.entries()) {
    const [id = '', ...name] = String(tag).split(',');
    const mapped = /^\d+$/.test(id) ? await mapOne(id, 'tag', context) : id;
    changed ||= mapped !== id;
    tags[at] = [mapped, ...name].join(',');
  }
  return changed;
}

/** Which properties of a block's configuration are ids, by the block's name. */
const BLOCK_IDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  glossary_random: { glossary: 'glossary' },
};

/** Base64 of serialised PHP. Links are decoded in the texts in which a backup encodes them. */
async function blockConfiguration(text: string, context: TextContext): Promise<string> {
  const properties = phpProperties(Buffer.from(text, 'base64').toString('latin1'));
  const name = context.column('blockname') ?? '';
  const linked = context.linkedTexts(name);
  if (!properties || (linked.length === 0 && !BLOCK_IDS[name] && name !== 'rss_client')) return text;
  let changed = false;
  const rewritten = [];
  for (const property of properties) {
    const value = linked.includes(property.name)
      ? decodeProperty(property.value, context)
      : await rewriteProperty(name, property.name, property.value, context);
    changed ||= value !== property.value;
    rewritten.push({ name: property.name, value });
  }
  return changed ? Buffer.from(phpObject(rewritten), 'latin1').toString('base64') : text;
}

function decodeProperty(value: string, context: TextContext): string {
  const text = value.startsWith('s:') ? scalarText(value) : null;
  return text === null ? value : phpString(inUtf8(text, context.decodeLinks));
}

async function rewriteProperty(block: string, name: string, value: string, context: TextContext): Promise<string> {
  const scalar = scalarText(value);
  const table = BLOCK_IDS[block]?.[name];
  if (table && scalar !== null && /^\d+$/.test(scalar)) {
    const mapped = await mapOne(scalar, table, context);
    return mapped === scalar ? value : value.startsWith('i:') ? `i:${mapped};` : phpString(mapped);
  }
  if (block !== 'rss_client' || name !== 'rssid') return value;
  const feeds = phpProperties(value);
  if (!feeds) return value;
  let body = '';
  for (const { name: key, value: id } of feeds) {
    const mapped = await mapOne(scalarText(id) ?? '0', 'block_rss_client', context);
    body += `i:${Number(key)};${id.startsWith('i:') ? `i:${mapped};` : phpString(mapped)}`;
  }
  return `a:${feeds.length}:{${body}}`;
}

function inUtf8(bytes: string, change: (text: string) => string): string {
  return Buffer.from(change(Buffer.from(bytes, 'latin1').toString('utf8')), 'utf8').toString('latin1');
}
