import type { SiteSchema, Parameter, Query } from '@coursekeep/moodle-site';
import type {
  Condition,
  ElementDefinition,
  Field,
  FileArea,
  Node,
  Operand,
  PluginDefinition,
  QuerySource,
  Reference,
  Rewrite,
  Source,
  SourceRow,
  TaskVariable,
} from './definition';
import { DefinitionError } from './definition-error';
import type { ScopeRelation } from './scope';

/** An element of a definition made ready to run against one site under given settings. */
export interface CompiledElement {
  readonly name: string;
  readonly source: Source | null;
  /** The query that gives the rows of this element for all tasks at once; null without rows of its own. */
  readonly query: Query | null;
  /** How many of a row's first values are the keys of task and ancestors; the next one is the row's own key. */
  readonly depth: number;
  /** Value name → its place in the row. */
  readonly columns: ReadonlyMap<string, number>;
  readonly attributes: readonly string[];
  readonly fields: readonly Field[];
  readonly refers: readonly Reference[];
  readonly files: readonly FileArea[];
  readonly onlyIf: PluginDefinition['onlyIf'];
  readonly children: readonly CompiledElement[];
  readonly arrange: ((rows: SourceRow[]) => SourceRow[]) | null;
  readonly rewrite: Readonly<Record<string, Rewrite>>;
}

export interface CompileContext {
  readonly schema: SiteSchema;
  readonly relation: ScopeRelation;
  /** The keys of the tasks, and of those whose users' data go in. */
  readonly tasks: readonly string[];
  readonly tasksWithUserinfo: readonly string[];
  isOn(setting: string): boolean;
  annotated(item: string): readonly number[];
  pluginsAt(point: string): readonly PluginDefinition[];
}

interface Link {
  readonly definition: ElementDefinition;
  readonly alias: string;
  readonly join: string;
  readonly parameters: readonly Parameter[];
  readonly conditions: readonly string[];
  readonly orderBy: readonly string[];
  readonly key: string;
}

interface Surroundings {
  readonly links: readonly Link[];
  readonly onlyIf: PluginDefinition['onlyIf'];
  readonly needsUserinfo: boolean;
}

/** Compiles a definition: settings decided, columns that the site lacks left out, one query for each element with rows. */
export function compile(root: ElementDefinition, context: CompileContext): CompiledElement | null {
  let aliases = 0;
  return compileElement(root, { links: [], onlyIf: null, needsUserinfo: false });

  function compileElement(definition: ElementDefinition, around: Surroundings): CompiledElement | null {
    const state = conditionState(definition.when, context);
    const needsUserinfo = around.needsUserinfo || state === 'userinfo';
    const hasSource = definition.source !== null && state !== 'off' && isAvailable(definition.source, context.schema);
    const isContainer = definition.source === null && definition.fields.length === 0;
    if (isContainer ? definition.absentOtherwise && state === 'off' : !hasSource) return null;
    const source = hasSource ? definition.source : null;
    const link = source ? linkOf(definition, source, around.links, `e${++aliases}`, context) : null;
    const links = link ? [...around.links, link] : around.links;
    const tasks = needsUserinfo ? context.tasksWithUserinfo : context.tasks;
    const fields = definition.fields.filter(
      ({ name }) => conditionState(definition.fieldsWhen[name] ?? null, context) !== 'off',
    );
    const selected = source
      ? selectedColumns({ ...definition, fields }, source, link, context.schema)
      : new Map<string, string>();
    const inner = { links, onlyIf: around.onlyIf, needsUserinfo };
    return {
      name: definition.name,
      source,
      query: link && tasks.length > 0 ? queryOf(links, selected, tasks, around.onlyIf, context) : null,
      depth: links.length - (link ? 1 : 0) + 1,
      columns: new Map([...selected.keys()].map((name, at) => [name, at + (link ? links.length + 1 : 0)])),
      attributes: definition.attributes,
      fields,
      refers: definition.refers.filter((reference) => selected.has(reference.field)),
      files: definition.files.filter((area) => conditionState(area.when ?? null, context) !== 'off'),
      onlyIf: null,
      children: definition.children.flatMap((node) => compileNode(node, inner)),
      arrange: definition.arrange,
      rewrite: definition.rewrite,
    };
  }

  function compileNode(node: Node, around: Surroundings): CompiledElement[] {
    if (node.kind === 'element') {
      const compiled = compileElement(node, around);
      return compiled ? [compiled] : [];
    }
    return context.pluginsAt(node.name).flatMap((plugin) =>
      plugin.children.flatMap((child) => {
        const compiled = compileElement(child, { ...around, onlyIf: plugin.onlyIf ?? around.onlyIf });
        return compiled ? [{ ...compiled, onlyIf: plugin.onlyIf }] : [];
      }),
    );
  }
}

/** `userinfo` where the condition holds for those tasks only whose users' data go in. */
export function conditionState(
  condition: Condition | null,
  context: Pick<CompileContext, 'isOn'>,
): 'on' | 'off' | 'userinfo' {
  if (!condition) return 'on';
  const wanted = (condition.on ?? []).filter((name) => name !== 'userinfo');
  if (!wanted.every((name) => context.isOn(name))) return 'off';
  if ((condition.off ?? []).some((name) => context.isOn(name))) return 'off';
  return condition.on?.includes('userinfo') ? 'userinfo' : 'on';
}

function isAvailable(source: Source, schema: SiteSchema): boolean {
  if (source.kind === 'table') return schema.hasTable(source.table);
  if (source.kind !== 'query') return true;
  return [...source.join.matchAll(/\{(\w+)\}/g)].every((match) => schema.hasTable(match[1] ?? ''));
}

function linkOf(
  definition: ElementDefinition,
  source: Source,
  links: readonly Link[],
  alias: string,
  context: CompileContext,
): Link | null {
  if (source.kind === 'task' || source.kind === 'computed') return null;
  if (source.kind === 'query') {
    const expand = (text: string) => expandQuery(text, alias, links, context);
    const key = expand(source.key);
    const parameters = [...source.join.matchAll(/@(\w+)/g)].map((match) => context.annotated(match[1] ?? ''));
    return {
      definition,
      alias,
      join: expand(source.join).replace(/@\w+/g, '?'),
      parameters,
      conditions: [],
      orderBy: source.orderBy ? splitList(expand(source.orderBy)) : [],
      key,
    };
  }
  const parameters: Parameter[] = [];
  const conditions = Object.entries(source.where).map(([column, operand]) =>
    equality(`${alias}."${column}"`, operand, links, parameters, context),
  );
  for (const [setting, where] of Object.entries(source.without ?? {})) {
    const extra = Object.entries(where).map(([column, operand]) =>
      equality(`${alias}."${column}"`, operand, links, parameters, context),
    );
    if (setting === 'userinfo') {
      if (context.tasksWithUserinfo.length === context.tasks.length) continue;
      conditions.push(`(${context.relation.key} IN (?) OR (${extra.join(' AND ')}))`);
      parameters.push(context.tasksWithUserinfo);
    } else if (!context.isOn(setting)) conditions.push(...extra);
  }
  const hasId = context.schema.hasColumn(source.table, 'id');
  return {
    definition,
    alias,
    join: `JOIN {${source.table}} ${alias} ON ${conditions.join(' AND ')}`,
    parameters,
    conditions: [],
    orderBy: splitList(source.orderBy)
      .filter((column) => column !== 'id' && context.schema.hasColumn(source.table, column))
      .map((column) => `${alias}."${column}"`),
    key: hasId ? `${alias}."id"` : `${alias}."${splitList(source.orderBy)[0] ?? ''}"`,
  };
}

function equality(
  left: string,
  operand: Operand,
  links: readonly Link[],
  parameters: Parameter[],
  context: CompileContext,
): string {
  if (operand === null) return `${left} IS NULL`;
  if (typeof operand === 'number') return `${left} = ${operand}`;
  if (typeof operand === 'string') return `${left} = ${literal(operand)}`;
  switch (operand.kind) {
    case 'task':
      return `${left} = ${variable(operand.variable, context)}`;
    case 'ancestor':
      return `${left} = ${ancestorColumn(operand.element, operand.column, links, context)}`;
    case 'annotated':
      parameters.push(context.annotated(operand.item));
      return `${left} IN (?)`;
    case 'not':
      return `${left} <> ${typeof operand.value === 'number' ? operand.value : literal(operand.value)}`;
  }
}

function variable(name: TaskVariable, context: CompileContext): string {
  const expression = context.relation.variables[name];
  if (!expression) throw new DefinitionError(`A task of this scope has no variable "${name}".`);
  return expression;
}

function ancestorColumn(name: string | null, column: string, links: readonly Link[], context: CompileContext): string {
  const link = name === null ? links.at(-1) : links.findLast((candidate) => candidate.definition.name === name);
  if (!link) throw new DefinitionError(`No ancestor ${name ?? ''} with rows gives the column "${column}".`);
  const source = link.definition.source;
  if (source?.kind === 'query') {
    const expression = querySelection(source, column, context.schema);
    if (!expression) throw new DefinitionError(`${link.definition.name} does not give the column "${column}".`);
    return expandQuery(expression, link.alias, links.slice(0, links.indexOf(link)), context);
  }
  return `${link.alias}."${column}"`;
}

/** `$x` → an alias of this element alone, `:task.x` → the task's variable, `:parent.x` and `:name.x` → an ancestor's column. */
function expandQuery(text: string, alias: string, links: readonly Link[], context: CompileContext): string {
  return text
    .replace(/\$(\w+)/g, (_, name: string) => `${name}_${alias}`)
    .replace(/(?<!:):(\w+)\.(\w+)/g, (_, from: string, column: string) =>
      from === 'task'
        ? variable(column as TaskVariable, context)
        : ancestorColumn(from === 'parent' ? null : from, column, links, context),
    );
}

function selectedColumns(
  definition: ElementDefinition,
  source: Source,
  link: Link | null,
  schema: SiteSchema,
): Map<string, string> {
  const selected = new Map<string, string>();
  const wanted = new Set([
    ...definition.attributes,
    ...definition.fields.map((field) => field.name),
    ...definition.refers.map((reference) => reference.field),
    ...definition.files.flatMap((area) => (area.item !== null && !area.itemElement ? [area.item] : [])),
  ]);
  for (const name of wanted) {
    const expression = columnExpression(definition, source, link, name, schema);
    if (expression !== null) selected.set(name, expression);
  }
  return selected;
}

function columnExpression(
  definition: ElementDefinition,
  source: Source,
  link: Link | null,
  name: string,
  schema: SiteSchema,
): string | null {
  if (source.kind === 'task') return name in source.columns ? name : null;
  if (source.kind === 'computed') return name;
  const names = [name, ...Object.keys(definition.aliases).filter((column) => definition.aliases[column] === name)];
  for (const candidate of names) {
    if (source.kind === 'table' && schema.hasColumn(source.table, candidate)) return `${link?.alias}."${candidate}"`;
    const expression = source.kind === 'query' ? querySelection(source, candidate, schema) : null;
    if (expression !== null) return expression;
  }
  return null;
}

function querySelection(source: QuerySource, name: string, schema: SiteSchema): string | null {
  const expression = source.columns[name];
  if (expression !== undefined) return readsOnlyWhatIsThere(expression, source, schema) ? expression : null;
  for (const [alias, table] of Object.entries(source.all ?? {})) {
    if (schema.hasColumn(table, name)) return `${alias}."${name}"`;
  }
  return null;
}

/** `$c.name` in an expression is a column of the table that `join` gives the alias `$c`. */
function readsOnlyWhatIsThere(expression: string, source: QuerySource, schema: SiteSchema): boolean {
  const tables = new Map([...source.join.matchAll(/\{(\w+)\} (\$\w+)/g)].map((match) => [match[2], match[1]]));
  return [...expression.matchAll(/(\$\w+)\.(\w+)/g)].every(([, alias, column]) => {
    const table = tables.get(alias);
    return table === undefined || schema.hasColumn(table, column ?? '');
  });
}

function queryOf(
  links: readonly Link[],
  selected: ReadonlyMap<string, string>,
  tasks: readonly string[],
  onlyIf: PluginDefinition['onlyIf'],
  context: CompileContext,
): Query {
  const own = links.at(-1);
  const before = links.slice(0, -1);
  const keys = [context.relation.key, ...links.map((link) => link.key)];
  const columns = [...selected.values()].map((text) =>
    own?.definition.source?.kind === 'query' ? expandQuery(text, own.alias, before, context) : text,
  );
  const list = [...keys, ...columns].map((expression, at) => `${expression} AS c${at}`);
  const where = [`${context.relation.key} IN (?)`];
  if (onlyIf) where.push(`${ancestorColumn(onlyIf.element, onlyIf.column, links, context)} = ${literal(onlyIf.is)}`);
  const order = [context.relation.key, ...links.flatMap((link) => [...link.orderBy, link.key])];
  return {
    text:
      `SELECT ${list.join(', ')} FROM ${context.relation.from} ${links.map((link) => link.join).join(' ')} ` +
      `WHERE ${where.join(' AND ')} ORDER BY ${order.join(', ')}`,
    parameters: [...links.flatMap((link) => link.parameters), tasks],
  };
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const splitList = (list: string): string[] => list.split(',').map((item) => item.trim());
