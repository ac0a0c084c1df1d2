import type { Parameter, Query } from '@coursekeep/moodle-site';
import type { CompileContext } from './compile-context';
import {
  type ElementDefinition,
  type Operand,
  type PluginDefinition,
  type Source,
  type Sql,
  type TaskVariable,
  DefinitionError,
} from '@coursekeep/definitions';
import { querySelection } from './element-columns';
import { literal } from './scope';

/** How the rows of an element join those above it. */
export interface Link {
  readonly definition: ElementDefinition;
  readonly source: Source;
  readonly alias: string;
  readonly join: string;
  readonly parameters: readonly Parameter[];
  /** What stands in the WHERE, and what it asks for. */
  readonly conditions: readonly string[];
  readonly conditionParameters: readonly Parameter[];
  readonly orderBy: readonly string[];
  readonly groupBy: readonly string[];
  readonly key: string;
}

/** Null where the rows need no query. */
export function linkOf(
  definition: ElementDefinition,
  source: Source,
  links: readonly Link[],
  alias: string,
  context: CompileContext,
): Link | null {
  if (source.kind === 'task' || source.kind === 'computed' || source.kind === 'given') return null;
  if (source.kind === 'query') {
    const parameters: Parameter[] = [];
    const conditionParameters: Parameter[] = [];
    const print = (sql: Sql) => printSql(sql, { alias, links, context, parameters });
    return {
      definition,
      source,
      alias,
      join: print(source.join),
      parameters,
      conditions: source.where
        ? [printSql(source.where, { alias, links, context, parameters: conditionParameters })]
        : [],
      conditionParameters,
      orderBy: source.orderBy.map(print),
      groupBy: (source.groupBy ?? []).map(print),
      key: print(source.key),
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
    source,
    alias,
    join: `JOIN {${source.table}} ${alias} ON ${conditions.join(' AND ')}`,
    parameters,
    conditions: [],
    conditionParameters: [],
    orderBy: splitList(source.orderBy)
      .map((item) => item.split(/\s+/))
      .filter(
        ([column = '', way]) =>
          (column !== 'id' || way !== undefined) && context.schema.hasColumn(source.table, column),
      )
      .map(([column = '', way]) => `${alias}."${column}"${way?.toUpperCase() === 'DESC' ? ' DESC' : ''}`),
    groupBy: [],
    key: hasId ? `${alias}."id"` : `${alias}."${splitList(source.orderBy)[0]?.split(/\s+/)[0] ?? ''}"`,
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
  const { source } = link;
  if (source.kind === 'query') {
    const expression = querySelection(source, column, context.schema);
    if (!expression) throw new DefinitionError(`${link.definition.name} does not give the column "${column}".`);
    return printSql(expression, {
      alias: link.alias,
      links: links.slice(0, links.indexOf(link)),
      context,
      parameters: [],
    });
  }
  return `${link.alias}."${column}"`;
}

interface Printing {
  /** Tells the tables of this element from those of others. */
  readonly alias: string;
  readonly links: readonly Link[];
  readonly context: CompileContext;
  /** Gets what the SQL asks for, in the order of its question marks. */
  readonly parameters: Parameter[];
}

function printSql({ chunks }: Sql, { alias, links, context, parameters }: Printing): string {
  return chunks
    .map((chunk) => {
      switch (chunk.kind) {
        case 'text':
        case 'literal':
          return chunk.text;
        case 'table':
          return chunk.alias === null ? `{${chunk.table}}` : `{${chunk.table}} ${chunk.alias}_${alias}`;
        case 'column':
          return `${chunk.alias}_${alias}."${chunk.column}"`;
        case 'task':
          return variable(chunk.variable, context);
        case 'ancestor':
          return ancestorColumn(chunk.element, chunk.column, links, context);
        case 'collected':
          parameters.push(context.annotated(chunk.name));
          return '?';
      }
    })
    .join('');
}

/** The query that gives the rows of the last of these links for all tasks, sorted as they will be written. */
export function queryOf(
  links: readonly Link[],
  selected: ReadonlyMap<string, string | Sql>,
  tasks: readonly string[],
  onlyIf: PluginDefinition['onlyIf'],
  context: CompileContext,
): Query {
  const own = links.at(-1);
  const before = links.slice(0, -1);
  const keys = [context.relation.key, ...links.map((link) => link.key)];
  const parameters: Parameter[] = [];
  const columns = [...selected.values()].map((value) =>
    typeof value === 'string' || !own
      ? String(value)
      : printSql(value, { alias: own.alias, links: before, context, parameters }),
  );
  const list = [...keys, ...columns].map((expression, at) => `${expression} AS c${at}`);
  const where = [
    `${context.relation.key} IN (?)`,
    ...links.flatMap((link) => link.conditions.map((one) => `(${one})`)),
  ];
  if (onlyIf) where.push(`${ancestorColumn(onlyIf.element, onlyIf.column, links, context)} = ${literal(onlyIf.is)}`);
  const grouped = links.flatMap((link) => link.groupBy);
  const group =
    grouped.length > 0 ? ` GROUP BY ${[...new Set([...keys, ...links.flatMap(sorting), ...grouped])].join(', ')}` : '';
  const order = [context.relation.key, ...links.flatMap((link) => [...link.orderBy, link.key])];
  return {
    text:
      `SELECT ${list.join(', ')} FROM ${context.relation.from} ${links.map((link) => link.join).join(' ')} ` +
      `WHERE ${where.join(' AND ')}${group} ORDER BY ${order.join(', ')}`,
    parameters: [
      ...parameters,
      ...links.flatMap((link) => link.parameters),
      tasks,
      ...links.flatMap((link) => link.conditionParameters),
    ],
  };
}

/** What a link is sorted by, without its direction. */
const sorting = ({ orderBy }: Link): string[] => orderBy.map((one) => one.replace(/ (ASC|DESC)$/i, ''));

const splitList = (list: string): string[] => list.split(',').map((item) => item.trim());
