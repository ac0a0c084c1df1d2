import type { CompiledElement } from '../../src/structure/compile';
import type { FileArea, Operand, Source, TableSource } from '@coursekeep/definitions';
import type { ReferenceElement, ReferenceFiles, ReferenceNode, ReferenceSource, ReferenceValue } from './structure';

/** One place where a definition is not what the reference says: `path what: ours <> reference`. */
export interface Difference {
  readonly path: string;
  readonly what: string;
  readonly ours: string;
  readonly reference: string;
}

interface Ancestor {
  readonly path: string;
  readonly element: CompiledElement;
}

/** Holds a compiled definition against the reference, element by element: names in order, attributes, fields and their
 *  forms, where rows come from and in which order, what is annotated, and under what condition a plugin's part stands. */
export function compareStructure(reference: ReferenceElement, ours: CompiledElement | null): Difference[] {
  const found: Difference[] = [];
  if (ours) compareElement(reference, ours, []);
  else note(reference.path, 'element', 'absent', 'there');
  return found;

  function note(path: string, what: string, ourValue: unknown, referenceValue: unknown): void {
    const [ours, reference] = [ourValue, referenceValue].map((value) => JSON.stringify(value));
    if (ours !== reference) found.push({ path, what, ours: ours ?? '', reference: reference ?? '' });
  }

  function compareElement(expected: ReferenceElement, element: CompiledElement, above: readonly Ancestor[]): void {
    const { path } = expected;
    const here = [...above, { path, element }];
    note(path, 'name', element.name, expected.element);
    note(
      path,
      'attributes',
      element.attributes.map(({ name }) => name),
      expected.attributes ?? [],
    );
    const declared = (expected.final_elements ?? []).map(referenceField);
    const known = new Set(declared);
    const notWritten = neverWritten(element).filter((name) => known.has(name));
    const fields = element.fields.filter((field) => known.has(fieldText(field)) || isWritten(element, field));
    note(path, 'fields', fields.map(fieldText), declared);
    note(path, 'not written', notWritten, [...(expected.declared_but_never_written ?? [])].sort());
    compareSource(expected, element, above);
    note(path, 'annotated ids', annotatedIds(element), referenceIds(expected));
    note(path, 'annotated files', element.files.map((area) => filesText(area, here)).sort(), referenceFiles(expected));
    compareChildren(expected, element, here);
  }

  function compareSource(expected: ReferenceElement, element: CompiledElement, above: readonly Ancestor[]): void {
    const { source } = element;
    const { path } = expected;
    if (source?.kind === 'table' && expected.source.kind === 'table') {
      note(path, 'rows', tableText(source, above), referenceTable(expected.source));
    } else if (expected.source.kind === 'computed') {
      const temporary = (name: string) => name.endsWith('_temp');
      note(path, 'tables', tablesOf(source), expected.source.tables.filter((name) => !temporary(name)).sort());
    } else if (expected.source.kind === 'array') note(path, 'has rows', source !== null, true);
    else note(path, 'source', sourceKind(element), expected.source.kind);
  }

  function compareChildren(expected: ReferenceElement, element: CompiledElement, here: readonly Ancestor[]): void {
    const children = expandPoints(expected.children ?? []);
    const theirs = children.map(({ child, onlyIf }) => `${child.element}${onlyIf}`);
    note(expected.path, 'children', element.children.map(conditionalName), theirs);
    for (const { child, onlyIf } of children) {
      const own = element.children.find((candidate) => conditionalName(candidate) === `${child.element}${onlyIf}`);
      if (own) compareElement(child, own, here);
    }
  }
}

/** A plugin's element with the condition under which it stands. */
const conditionalName = ({ name, onlyIf }: CompiledElement): string =>
  onlyIf ? `${name} if ${onlyIf.element}/${onlyIf.column} = ${onlyIf.is}` : name;

/** The elements inside an element, those of plugins at their points included. */
export function expandPoints(nodes: readonly ReferenceNode[]): { child: ReferenceElement; onlyIf: string }[] {
  return nodes.flatMap((node) => {
    if ('element' in node) return [{ child: node, onlyIf: '' }];
    return (node.children ?? []).flatMap(({ condition, children = [] }) => {
      const onlyIf =
        typeof condition === 'string'
          ? ''
          : ` if ${condition.param.element.split('/').slice(-2).join('/')} = ${condition.equals}`;
      return children.map((child) => ({ child, onlyIf }));
    });
  });
}

const FORMS: Readonly<Record<string, string>> = {
  base64_encode_final_element: 'base64',
  encrypted_final_element: 'encrypted',
  mnethosturl_final_element: 'nonempty',
};

function referenceField(field: string | { readonly name: string; readonly class: string }): string {
  return typeof field === 'string' ? field : `${field.name}:${FORMS[field.class] ?? field.class}`;
}

const fieldText = ({ name, form }: CompiledElement['fields'][number]): string =>
  form === 'plain' ? name : `${name}:${form}`;

const isWritten = ({ source, columns }: CompiledElement, { name }: CompiledElement['fields'][number]): boolean =>
  (source?.kind !== 'table' && source?.kind !== 'query') || columns.has(name);

/** The declared fields that no column fills. */
const neverWritten = (element: CompiledElement): string[] =>
  element.fields.flatMap((field) => (isWritten(element, field) ? [] : [field.name])).sort();

function sourceKind({ source, fields }: CompiledElement): string {
  if (source?.kind === 'table' || source?.kind === 'query') return source.kind;
  return source ? 'array' : fields.length > 0 ? 'rows from nowhere' : 'none';
}

/** Items that Moodle collects and nobody uses (format.md, section 5). */
const UNUSED_ITEMS = ['badge', 'criterion', 'course', 'userid', 'forum'];

function annotatedIds({ refers, name, attributes, fields }: CompiledElement): string[] {
  const shown = new Set([...attributes, ...fields].map((one) => one.name));
  return refers.map(({ item, field }) => `${item} ${shown.has(field) ? field : `${name}?${field}`}`).sort();
}

function referenceIds({ annotate_ids: ids = [] }: ReferenceElement): string[] {
  return ids
    .filter(({ item }) => !UNUSED_ITEMS.includes(item))
    .map(({ item, from }) => `${item} ${from}`)
    .sort();
}

function filesText({ component, area, item, itemElement, context }: FileArea, here: readonly Ancestor[]): string {
  const owner = itemElement ? here.findLast(({ element }) => element.name === itemElement) : here.at(-1);
  return [component, area, item === null || !owner ? item : valuePath(owner, item), context].join(' ');
}

function referenceFiles({ annotate_files: files = [] }: ReferenceElement): string[] {
  const context = (text: string) => (text === 'system context' ? 'system' : 'task');
  return files
    .map((area: ReferenceFiles) => [area.component, area.filearea, area.itemid, context(area.context)].join(' '))
    .sort();
}

function tableText(source: TableSource, above: readonly Ancestor[]): string {
  return rowsText(
    source.table,
    Object.entries(source.where).map(([column, operand]) => [column, operandText(operand, above)]),
    source.orderBy,
  );
}

function referenceTable({ table, where, sort }: Extract<ReferenceSource, { kind: 'table' }>): string {
  return rowsText(
    table,
    Object.entries(where).map(([column, value]) => [column, referenceValue(value)]),
    (sort ?? 'id').replace(/ ASC/g, ''),
  );
}

function rowsText(table: string, where: readonly (readonly [string, string])[], sort: string): string {
  const conditions = where.map(([column, value]) => `${column} = ${value}`).sort();
  return `${table} where ${conditions.join(' and ')} sorted by ${sort.replace(/\s*,\s*/g, ', ')}`;
}

/** How the reference calls the task's variables. */
const VARIABLES: Readonly<Record<string, string>> = {
  VAR_ACTIVITYID: 'instance',
  VAR_CONTEXTID: 'context',
  VAR_COURSEID: 'course',
  VAR_MODID: 'module',
  VAR_SECTIONID: 'section',
};

/** Elements whose id is a variable of the task. */
const SAME_AS_VARIABLE: readonly (readonly [RegExp, string])[] = [
  [/^\/activity\/\w+\/@id$/, 'instance'],
  [/^\/section\/@id$/, 'section'],
  [/^\/course\/@id$/, 'course'],
];

const pathText = (path: string): string => {
  const same = SAME_AS_VARIABLE.find(([pattern]) => pattern.test(path));
  return same ? `task ${same[1]}` : path;
};

function referenceValue({ var: variable, element, literal }: ReferenceValue): string {
  if (variable !== undefined) return `task ${VARIABLES[variable] ?? variable}`;
  return element !== undefined ? pathText(element) : JSON.stringify(literal);
}

function operandText(operand: Operand, above: readonly Ancestor[]): string {
  if (operand === null || typeof operand !== 'object') return JSON.stringify(operand);
  if (operand.kind === 'task') return `task ${operand.variable}`;
  if (operand.kind !== 'ancestor') return JSON.stringify(operand);
  const rows = above.filter(({ element }) => element.source?.kind === 'table' || element.source?.kind === 'query');
  const owner =
    operand.element === null ? rows.at(-1) : rows.findLast(({ element }) => element.name === operand.element);
  return owner ? pathText(valuePath(owner, operand.column)) : `no ${operand.element}`;
}

function valuePath({ path, element }: Ancestor, column: string): string {
  if (element.attributes.some(({ name }) => name === column)) return `${path}/@${column}`;
  return `${path}/${column}`;
}

function tablesOf(source: Source | null): string[] {
  if (source?.kind === 'table') return [source.table];
  if (source?.kind !== 'query') return [];
  const tables = source.join.chunks.flatMap((chunk) => (chunk.kind === 'table' ? [chunk.table] : []));
  return [...new Set(tables)].sort();
}
