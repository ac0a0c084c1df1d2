import type { LinkForm } from './links';

/** The language of definitions. A definition is data: which element, from which table, with which fields, and how it hangs
 *  on its parent. It never says how rows are fetched; `document-writer.ts` reads whole kinds at a time. */

/** What a task (a course, section, activity or block that is backed up) knows of itself, by Moodle's names. */
export type TaskVariable = 'course' | 'context' | 'section' | 'module' | 'instance' | 'modname' | 'block' | 'blockname';

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

/** A value that ties an element's rows to their surroundings. */
export type Operand =
  | { readonly kind: 'task'; readonly variable: TaskVariable }
  | { readonly kind: 'ancestor'; readonly element: string | null; readonly column: string }
  | { readonly kind: 'annotated'; readonly item: `${InforefItem}final` }
  | { readonly kind: 'not'; readonly value: string | number }
  | string
  | number
  | null;

/** A variable of the task. */
export const task = (variable: TaskVariable): Operand => ({ kind: 'task', variable });
/** A column of the nearest ancestor that has rows. */
export const parent = (column: string): Operand => ({ kind: 'ancestor', element: null, column });
/** A column of the ancestor of that element name. */
export const ancestor = (element: string, column: string): Operand => ({ kind: 'ancestor', element, column });
/** Any of the ids collected so far under this name. */
export const annotated = (item: `${InforefItem}final`): Operand => ({ kind: 'annotated', item });
/** Anything but this value; NULL does not count as anything. */
export const not = (value: string | number): Operand => ({ kind: 'not', value });

/** What must hold for a part to be read: names of settings that are on; `userinfo` is the activity's own. */
export interface Condition {
  readonly on?: readonly string[];
  readonly off?: readonly string[];
}

/** The rows of one table by equality. `without`: what is asked in addition while a setting is off. */
export interface TableSource {
  readonly kind: 'table';
  readonly table: string;
  readonly where: Readonly<Record<string, Operand>>;
  readonly orderBy: string;
  readonly without?: Readonly<Record<string, Readonly<Record<string, Operand>>>>;
}

/** Rows of a join. In `join`, `on` parts and columns, `$x` is the alias of a table of this very element, `:task.course` a
 *  variable of the task, `:parent.id` a column of the nearest ancestor with rows, `:question.id` one of the ancestor
 *  element of that name, `IN (@groupfinal)` the ids collected so far under a name. `join` continues a FROM:
 *  `JOIN {tag} $t ON …`. */
export interface QuerySource {
  readonly kind: 'query';
  readonly join: string;
  /** Element or column name → SQL expression. */
  readonly columns: Readonly<Record<string, string>>;
  /** Aliases whose declared columns are all selected, by their table: `{ $q: 'question' }`. */
  readonly all?: Readonly<Record<string, string>>;
  /** What tells two rows of one parent apart and orders them at the end; unique within the parent. */
  readonly key: string;
  readonly orderBy?: string;
  /** How an import puts such a row back, where `all` and `join` do not say it. */
  readonly writes?: QueryWrites;
}

/** The way back from an element to tables. Without `table` it is the only one of `all`; what `join` demands of that table
 *  by equality need not be said again. */
export interface QueryWrites {
  readonly table?: string;
  /** Columns that the element does not show. */
  readonly set?: Readonly<Record<string, WriteOperand>>;
  /** Not one row of a table, but something that an import knows by name (a tag, a custom field …), or nothing at all. */
  readonly as?: WriteWay;
  /** A row of another table that comes with each of these: the one of the join that has no element of its own. */
  readonly tie?: { readonly table: string; readonly set: Readonly<Record<string, WriteOperand>> };
  /** What that way needs to know. */
  readonly with?: Readonly<Record<string, WriteOperand>>;
}

export type WriteWay =
  'tag' | 'custom field' | 'profile field' | 'competency' | 'sco track' | 'role' | 'user' | 'nothing';

/** A value that an import writes besides those that the element shows. `own`: one that the element shows under another
 *  name; `named`: the id of the row of `table` that has this `name`; `text`: with something before it. */
export type WriteOperand =
  | Operand
  | { readonly kind: 'own'; readonly field: string }
  | { readonly kind: 'named'; readonly table: string; readonly name: WriteOperand }
  | { readonly kind: 'text'; readonly before: string; readonly value: WriteOperand };

/** A value that the element itself shows. */
export const own = (field: string): WriteOperand => ({ kind: 'own', field });
/** The id of the row with this name in a table that has a column `name`. */
export const named = (table: string, name: WriteOperand): WriteOperand => ({ kind: 'named', table, name });
/** A value with a text before it. */
export const prefixed = (before: string, value: WriteOperand): WriteOperand => ({ kind: 'text', before, value });

/** One row that the task itself gives: no query. */
export interface TaskSource {
  readonly kind: 'task';
  readonly columns: Readonly<Record<string, TaskVariable>>;
}

/** Rows that code makes, for what no join can say; small by nature. */
export interface ComputedSource {
  readonly kind: 'computed';
  readonly name: string;
}

export type Source = TableSource | QuerySource | TaskSource | ComputedSource;
export type SourceRow = Readonly<Record<string, string | null>>;

export type FieldForm = 'plain' | 'base64' | 'encrypted' | 'nonempty';
export interface Field {
  readonly name: string;
  readonly form: FieldForm;
}

/** Files that belong to a row. `item`: the column that is their item id, null for any item. */
export interface FileArea {
  readonly component: string;
  /** Null: every area of the component. */
  readonly area: string | null;
  readonly item: string | null;
  /** The element whose column `item` is; null: this one. */
  readonly itemElement?: string;
  readonly context: 'task' | 'system';
  readonly when?: Condition;
}

/** Ids in a row that other documents must then carry. */
export interface Reference {
  readonly item: AnnotationItem;
  readonly field: string;
}

export interface ElementDefinition {
  readonly kind: 'element';
  readonly name: string;
  readonly attributes: readonly string[];
  readonly fields: readonly Field[];
  readonly source: Source | null;
  /** Fields that are there only while a condition holds, by their names. */
  readonly fieldsWhen: Readonly<Record<string, Condition>>;
  /** Column name → name of the field that it fills too. */
  readonly aliases: Readonly<Record<string, string>>;
  readonly when: Condition | null;
  /** True: the whole element, not only its rows, is absent where `when` does not hold. */
  readonly absentOtherwise: boolean;
  readonly refers: readonly Reference[];
  readonly files: readonly FileArea[];
  readonly children: readonly Node[];
  /** The rows of one parent, seen together before they are written (small lists only). */
  readonly arrange: ((rows: SourceRow[]) => SourceRow[]) | null;
  /** What is done to a field's value before it is written, by field name. */
  readonly rewrite: Readonly<Record<string, Rewrite>>;
}

/** Changes a value before it is written. `column` gives the row's other values. */
export type Rewrite = (value: string | null, context: RewriteContext) => string | null;
export interface RewriteContext {
  column(name: string): string | null;
  isOn(setting: string): boolean;
  /** Moodle's content transformer (links to placeholders). */
  encodeLinks(text: string): string;
  /** How many rows of this element were written so far, this one included. */
  readonly count: number;
}

/** A place where plugins add elements of their own; they are taken in alphabetical order of the plugin's name. */
export interface PluginPoint {
  readonly kind: 'point';
  readonly name: string;
}

export type Node = ElementDefinition | PluginPoint;

/** What a plugin writes at a plugin point. `onlyIf`: only where that column of the nearest row has that value. */
export interface PluginDefinition {
  readonly point: string;
  /** Frankenstyle name such as `qtype_multichoice`. */
  readonly plugin: string;
  readonly onlyIf: { readonly element: string; readonly column: string; readonly is: string } | null;
  readonly children: readonly ElementDefinition[];
}

/** A block that keeps more in its settings (`configdata`) than plain values. */
export interface BlockDefinition {
  readonly kind: 'block';
  /** Its name without `block_`. */
  readonly block: string;
  /** The settings in whose texts links to the site become placeholders. */
  readonly linkedTexts: readonly string[];
  /** Files of the block itself, in its context. */
  readonly files: readonly FileArea[];
}

export type DocumentScope = 'course' | 'section' | 'activity' | 'block' | 'final';

/** One kind of document. */
export interface DocumentDefinition {
  readonly scope: DocumentScope;
  readonly file: string;
  readonly when: Condition | null;
  /** Of an activity or block document: the module or block names that have it; null for all. */
  readonly only: readonly string[] | null;
  /** Written after the task's inforef.xml, so that what it refers to shows in the next one. */
  readonly afterInforef: boolean;
  /** Of an activity's own document: its addresses below `/mod/<module>/` that texts of a backup have as placeholders. */
  readonly links: readonly LinkForm[];
  /** Of an activity's own document: can the activity be graded with forms (rubric, guide), so that it has a grading.xml? */
  readonly advancedGrading: boolean;
  readonly root: ElementDefinition;
}

export interface ElementOptions {
  /** Names separated by white space; default `id` where there are rows, else none. */
  attributes?: string;
  /** Names separated by white space, in Moodle's order; `name:base64` and so on choose a form. */
  fields?: string;
  /** Field → what must hold for it to be there; no `userinfo` here. */
  fieldsWhen?: Readonly<Record<string, Condition>>;
  from?: Source;
  aliases?: Readonly<Record<string, string>>;
  when?: Condition;
  absentOtherwise?: true;
  /** Item → the fields that hold its ids, separated by white space. */
  refers?: Partial<Record<AnnotationItem, string>>;
  files?: readonly FileArea[];
  arrange?: (rows: SourceRow[]) => SourceRow[];
  rewrite?: Readonly<Record<string, Rewrite>>;
}

/** An element with its fields and the elements inside it. */
export function element(name: string, options: ElementOptions, children: readonly Node[] = []): ElementDefinition {
  return {
    kind: 'element',
    name,
    attributes: words(options.attributes ?? (options.from ? 'id' : '')),
    fields: words(options.fields ?? '').map(parseField),
    fieldsWhen: options.fieldsWhen ?? {},
    source: options.from ?? null,
    aliases: options.aliases ?? {},
    when: options.when ?? null,
    absentOtherwise: options.absentOtherwise ?? false,
    refers: Object.entries(options.refers ?? {}).flatMap(([item, fields]) =>
      words(fields).map((field) => ({ item: item as AnnotationItem, field })),
    ),
    files: options.files ?? [],
    children,
    arrange: options.arrange ?? null,
    rewrite: options.rewrite ?? {},
  };
}

/** An element that is always there once and only holds others. */
export function container(name: string, children: readonly Node[] = []): ElementDefinition {
  return element(name, {}, children);
}

/** A place for plugins. */
export function point(name: string): PluginPoint {
  return { kind: 'point', name };
}

export function table(
  name: string,
  where: Readonly<Record<string, Operand>>,
  options: { orderBy?: string; without?: TableSource['without'] } = {},
): TableSource {
  return { kind: 'table', table: name, where, orderBy: options.orderBy ?? 'id', without: options.without };
}

export function query(source: Omit<QuerySource, 'kind'>): QuerySource {
  return { kind: 'query', ...source };
}

export function fromTask(columns: Readonly<Record<string, TaskVariable>>): TaskSource {
  return { kind: 'task', columns };
}

export function computed(name: string): ComputedSource {
  return { kind: 'computed', name };
}

/** The files of an area, of any item. */
export function area(component: string, name: string | null, when?: Condition): FileArea {
  return { component, area: name, item: null, context: 'task', when };
}

/** The files of an area whose item id is a column of this row (or of the ancestor named). */
export function itemArea(component: string, name: string, item: string, itemElement?: string): FileArea {
  return { component, area: name, item, itemElement, context: 'task' };
}

/** The same, of the site's system context. */
export function systemArea(component: string, name: string, item: string): FileArea {
  return { component, area: name, item, context: 'system' };
}

export function plugin(
  point: string,
  name: string,
  children: readonly ElementDefinition[],
  onlyIf: PluginDefinition['onlyIf'] = null,
): PluginDefinition {
  return { point, plugin: name, onlyIf, children };
}

/** What is to be known of a block besides its documents; see BlockDefinition. */
export function block(
  name: string,
  options: { linkedTexts?: string; files?: readonly FileArea[] } = {},
): BlockDefinition {
  return { kind: 'block', block: name, linkedTexts: words(options.linkedTexts ?? ''), files: options.files ?? [] };
}

export function document(
  scope: DocumentScope,
  file: string,
  root: ElementDefinition,
  options: {
    when?: Condition;
    only?: readonly string[];
    afterInforef?: true;
    links?: readonly LinkForm[];
    advancedGrading?: true;
  } = {},
): DocumentDefinition {
  return {
    scope,
    file,
    root,
    when: options.when ?? null,
    only: options.only ?? null,
    afterInforef: options.afterInforef ?? false,
    links: options.links ?? [],
    advancedGrading: options.advancedGrading ?? false,
  };
}

/** What an activity's definition says of the module as a whole; see DocumentDefinition. */
export interface ActivityOptions {
  links?: readonly LinkForm[];
  advancedGrading?: true;
}

/** The document of an activity module: `<activity>` around the module's own element, whose row is the one of the module's
 *  table. */
export function activity(
  modname: string,
  { links, advancedGrading, ...own }: Omit<ElementOptions, 'from'> & ActivityOptions,
  children: readonly Node[] = [],
): DocumentDefinition {
  const inner = element(modname, { ...own, from: table(modname, { id: task('instance') }) }, children);
  const root = element(
    'activity',
    {
      attributes: 'id moduleid modulename contextid',
      from: fromTask({ id: 'instance', moduleid: 'module', modulename: 'modname', contextid: 'context' }),
    },
    [inner],
  );
  return document('activity', `${modname}.xml`, root, { only: [modname], links, advancedGrading });
}

const words = (list: string): string[] => list.split(/\s+/).filter((word) => word !== '');

function parseField(word: string): Field {
  const [name = '', form = 'plain'] = word.split(':');
  return { name, form: form as FieldForm };
}
