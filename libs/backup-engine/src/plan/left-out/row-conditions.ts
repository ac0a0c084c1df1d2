import type { Parameter, SiteSchema } from '@coursekeep/moodle-site';

/** Ids of one kind of thing that are the course's: what may stand in `IN (…)`. */
export interface Ids {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}

/** Which rows of a table are the course's: what may stand after WHERE. */
export interface RowCondition {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}

/** What the rows of a plugin may hang on. Names are those of columns without `_` and without `id` at the end: `cmid`, `cm` and
 *  `cm_id` are all `cm`. */
export interface Ties {
  /** What the plugin itself is about (its instances, its questions …): looked for first. */
  readonly own: ReadonlyMap<string, Ids>;
  /** What every part of a course may hang on. */
  readonly course: ReadonlyMap<string, Ids>;
  /** Tables whose rows are known, by their names. */
  readonly roots: ReadonlyMap<string, RowCondition>;
  /** The tables that may be parents of others, and what their names begin with. */
  readonly family: readonly string[];
  readonly prefixes: readonly string[];
}

/** Finds which rows of a plugin's tables are the course's, from the names of columns. Pure. */
export class RowConditions {
  private readonly known = new Map<string, RowCondition | null>();

  constructor(
    private readonly schema: SiteSchema,
    private readonly ties: Ties,
  ) {}

  /** Null where nothing tells. */
  of(table: string): RowCondition | null {
    const known = this.known.get(table);
    if (known !== undefined) return known;
    this.known.set(table, null); // Tables that are each other's parents lead nowhere.
    const found = this.ties.roots.get(table) ?? this.find(table);
    this.known.set(table, found);
    return found;
  }

  private find(table: string): RowCondition | null {
    const columns = this.numbersOf(table);
    return (
      first(columns, (column) => tied(column, this.ties.own)) ??
      allOf(columns.flatMap((column) => tied(column, this.ties.course, CERTAIN) ?? [])) ??
      first(columns.filter(isId), (column) => this.throughParent(table, column)) ??
      first(columns, (column) => tied(column, this.ties.course)) ??
      first(columns, (column) => this.throughParent(table, column)) ??
      this.throughArea(table)
    );
  }

  private numbersOf(table: string): readonly string[] {
    return this.schema
      .columns(table)
      .filter(({ name, type }) => type === 'int' && name !== 'id' && /^[a-z0-9_]+$/.test(name))
      .map(({ name }) => name);
  }

  /** `treeid` is the id of a row of `orchard_trees`. */
  private throughParent(table: string, column: string): RowCondition | null {
    const stem = stemOf(column);
    if (needsId(column, stem)) return null;
    for (const parent of this.ties.family) {
      if (parent === table || !formsOf(parent, this.ties.prefixes).has(stem) || !this.schema.hasColumn(parent, 'id'))
        continue;
      const condition = this.of(parent);
      if (!condition) continue;
      const sql = `"${column}" IN (SELECT "id" FROM {${parent}} WHERE ${condition.sql})`;
      return { sql, parameters: condition.parameters };
    }
    return null;
  }

  /** `itemid` beside a column that says of what it is the id: `area`, `component` … */
  private throughArea(table: string): RowCondition | null {
    const columns = this.schema.columns(table);
    const area = AREA_COLUMNS.find((name) => columns.some((column) => column.name === name && column.type !== 'int'));
    if (area === undefined || !columns.some(({ name, type }) => name === 'itemid' && type === 'int')) return null;
    const cases = Object.entries(AREAS).flatMap(([stem, names]) => {
      const ids = this.ties.course.get(stem);
      if (!ids) return [];
      return { sql: `("${area}" IN (?) AND "itemid" IN (${ids.sql}))`, parameters: [names, ...ids.parameters] };
    });
    return allOf(cases);
  }
}

/** Columns that mean the same everywhere. A row that has several of them is the course's by any. */
const CERTAIN: ReadonlySet<string> = new Set(['course', 'cm', 'coursemodule', 'context']);
/** Words that mean something else where they stand without `id`: the number of a section, a grade, a kind of module. */
const ONLY_WITH_ID: ReadonlySet<string> = new Set(['section', 'module', 'group', 'grade', 'instance', 'definition']);

const AREA_COLUMNS = [
  'area',
  'itemarea',
  'itemtype',
  'filearea',
  'objecttable',
  'objecttype',
  'tablename',
  'component',
  'type',
];
/** What such a column says, by the name under which the ids are known. */
const AREAS: Readonly<Record<string, readonly string[]>> = {
  course: ['course', 'core_course'],
  cm: ['cm', 'course_module', 'course_modules', 'coursemodule', 'module', 'activity'],
  section: ['section', 'course_section', 'course_sections', 'coursesection'],
  question: ['question', 'questions', 'core_question'],
  gradeitem: ['grade_item', 'grade_items', 'gradeitem'],
  submission: ['submission', 'submissions', 'assign_submission'],
  post: ['post', 'posts', 'forum_post', 'forum_posts'],
};

function tied(column: string, ids: ReadonlyMap<string, Ids>, only?: ReadonlySet<string>): RowCondition | null {
  const stem = stemOf(column);
  const found = only && !only.has(stem) ? undefined : ids.get(stem);
  if (!found || needsId(column, stem)) return null;
  return { sql: `"${column}" IN (${found.sql})`, parameters: found.parameters };
}

const needsId = (column: string, stem: string): boolean => ONLY_WITH_ID.has(stem) && !isId(column);

function first(columns: readonly string[], find: (column: string) => RowCondition | null): RowCondition | null {
  for (const column of columns) {
    const found = find(column);
    if (found) return found;
  }
  return null;
}

function allOf(conditions: readonly RowCondition[]): RowCondition | null {
  if (conditions.length === 0) return null;
  const sql = conditions.map((condition) => condition.sql).join(' OR ');
  return {
    sql: conditions.length > 1 ? `(${sql})` : sql,
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}

/** `treeid` says more clearly than `tree` that it is an id. */
const isId = (column: string): boolean => /id$/.test(column);

/** `tree_id`, `treeid` and `tree` are all `tree`. */
const stemOf = (column: string): string => column.replaceAll('_', '').replace(/(?<=.)id$/, '');

/** The stems that a column may have for the rows of a table: `orchard_trees` is `trees` and `tree`, with its prefix and without. */
function formsOf(table: string, prefixes: readonly string[]): ReadonlySet<string> {
  const short = prefixes
    .filter((prefix) => table.startsWith(`${prefix}_`))
    .map((prefix) => table.slice(prefix.length + 1));
  const names = [table, ...short].map((name) => name.replaceAll('_', ''));
  return new Set(names.flatMap((name) => [name, ...SINGULARS.map(([plural, one]) => name.replace(plural, one))]));
}

const SINGULARS: readonly [RegExp, string][] = [
  [/s$/, ''],
  [/es$/, ''],
  [/ies$/, 'y'],
  [/ia$/, 'ion'],
];
