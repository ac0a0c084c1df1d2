import type { AnnotationItem } from './items';
import type { SiteOperand, TaskVariable } from './operands';
import type { DeclaredSource, SourceRow } from './sources';
import { knownOptions } from './known-options';
import { words } from './words';

/** What must hold for a part to be read: names of settings that are on; `userinfo` is the activity's own, `.name` a setting
 *  that activities of this kind alone have. */
export interface Condition {
  readonly on?: readonly string[];
  readonly off?: readonly string[];
  /** Moodle's version number (`MOODLE['4.3']`) with which it came, and with which it went. */
  readonly since?: number;
  readonly before?: number;
  /** Does not hold while this does. */
  readonly unless?: Condition;
  /** At least one of these holds. */
  readonly any?: readonly Condition[];
  /** Rows that the site has. */
  readonly rows?: readonly RowTest[];
}

/** Whether the site has a row for the task, and what is in it. */
export interface RowTest {
  readonly table: string;
  readonly where: Readonly<Record<string, SiteOperand>>;
  /** The column that decides; null: that there is such a row is enough. */
  readonly column: string | null;
  /** What its value is; absent: anything that PHP takes for true. */
  readonly is?: string;
  /** The column holds the settings of a block (`configdata`); this one of them decides. */
  readonly property?: string;
}

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
  /** The item id itself, where no column has it; `item` is null then. */
  readonly itemIs?: string;
  readonly context: 'task' | 'course' | 'system';
  readonly when?: Condition;
}

/** Ids in a row that other documents must then carry. */
export interface Reference {
  readonly item: AnnotationItem;
  readonly field: string;
  readonly when?: Condition;
}

export interface ElementDefinition {
  readonly kind: 'element';
  readonly name: string;
  readonly attributes: readonly string[];
  readonly fields: readonly Field[];
  readonly source: DeclaredSource | null;
  /** Fields that are there only while a condition holds, by their names. */
  readonly fieldsWhen: Readonly<Record<string, Condition>>;
  /** Fields that only a site without a certain table has, with that table: a newer version keeps there what they say. */
  readonly fieldsBefore: Readonly<Record<string, string>>;
  /** Column name → name of the field that it fills too. */
  readonly aliases: Readonly<Record<string, string>>;
  readonly when: Condition | null;
  /** True: the whole element, not only its rows, is absent where `when` does not hold. */
  readonly absentOtherwise: boolean;
  /** The value without which the element is written with nothing in it; null where there is none such. */
  readonly bareWithout: string | null;
  readonly refers: readonly Reference[];
  readonly files: readonly FileArea[];
  readonly children: readonly Node[];
  /** The rows of one parent, seen together before they are written (small lists only). */
  readonly arrange: ((rows: SourceRow[]) => SourceRow[]) | null;
  /** What is done to a field's or attribute's value before it is written, by name. */
  readonly rewrite: Readonly<Record<string, Rewrite>>;
  /** Has no tags of its own: its fields stand right in the element around it. */
  readonly bare?: true;
}

/** Changes a value before it is written. `column` gives the row's other values. */
export type Rewrite = (value: string | null, context: RewriteContext) => string | null;
export interface RewriteContext {
  column(name: string): string | null;
  isOn(setting: string): boolean;
  /** The ids collected so far under a name. */
  annotated(item: string): readonly number[];
  /** Moodle's content transformer (links to placeholders). */
  encodeLinks(text: string): string;
  /** Is a plugin (`qtype_multichoice`) Moodle's own, or has it a definition? */
  knowsPlugin(plugin: string): boolean;
  /** The number that a user has in an anonymised backup. */
  userNumber(id: string | null): number;
  /** The context of a user for whom the site has none yet; null for everybody else. */
  userContext(id: string | null): string | null;
  /** A variable of the task. */
  task(variable: TaskVariable): string | null;
}

/** A place where plugins add elements of their own; they are taken in alphabetical order of the plugin's name. */
export interface PluginPoint {
  readonly kind: 'point';
  readonly name: string;
}

export type Node = ElementDefinition | PluginPoint;

export interface ElementOptions {
  /** Names separated by white space; default `id` where there are rows, else none. */
  attributes?: string;
  /** Names separated by white space, in Moodle's order; `name:base64` and so on choose a form. */
  fields?: string;
  /** Field → what must hold for it to be there; no `userinfo` here. */
  fieldsWhen?: Readonly<Record<string, Condition>>;
  /** Table → the fields, separated by white space, that only a site without it has. */
  fieldsBefore?: Readonly<Record<string, string>>;
  from?: DeclaredSource;
  aliases?: Readonly<Record<string, string>>;
  when?: Condition;
  absentOtherwise?: true;
  bareWithout?: string;
  /** Item → the fields that hold its ids, separated by white space. */
  refers?: Partial<Record<AnnotationItem, string>>;
  files?: readonly FileArea[];
  arrange?: (rows: SourceRow[]) => SourceRow[];
  rewrite?: Readonly<Record<string, Rewrite>>;
  bare?: true;
}

export const ELEMENT_OPTIONS: readonly (keyof ElementOptions)[] = [
  ...(['attributes', 'fields', 'fieldsWhen', 'fieldsBefore', 'from', 'aliases', 'when', 'absentOtherwise'] as const),
  ...(['bareWithout', 'refers', 'files', 'arrange', 'rewrite', 'bare'] as const),
];

/** An element with its fields and the elements inside it. Throws DefinitionError for an option that there is not. */
export function element(name: string, options: ElementOptions, children: readonly Node[] = []): ElementDefinition {
  knownOptions(`element "${name}"`, options, ELEMENT_OPTIONS);
  return {
    kind: 'element',
    name,
    attributes: words(options.attributes ?? (options.from ? 'id' : '')),
    fields: words(options.fields ?? '').map(parseField),
    fieldsWhen: options.fieldsWhen ?? {},
    fieldsBefore: Object.fromEntries(
      Object.entries(options.fieldsBefore ?? {}).flatMap(([table, fields]) =>
        words(fields).map((field) => [field, table]),
      ),
    ),
    source: options.from ?? null,
    aliases: options.aliases ?? {},
    when: options.when ?? null,
    absentOtherwise: options.absentOtherwise ?? false,
    bareWithout: options.bareWithout ?? null,
    refers: Object.entries(options.refers ?? {}).flatMap(([item, fields]) =>
      words(fields).map((field) => ({ item: item as AnnotationItem, field })),
    ),
    files: options.files ?? [],
    children,
    arrange: options.arrange ?? null,
    rewrite: options.rewrite ?? {},
    bare: options.bare,
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

function parseField(word: string): Field {
  const [name = '', form = 'plain'] = word.split(':');
  return { name, form: form as FieldForm };
}
