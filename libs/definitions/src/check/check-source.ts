import type { ElementDefinition } from '../language/elements';
import { COMPUTED_ROWS, WRITE_WAYS } from '../language/names';
import type { QuerySource, Source, TableSource } from '../language/sources';
import { checkSetting } from './check-condition';
import { checkOperand, checkSql, checkVariable } from './check-operand';
import type { Place } from './problem';
import { declaredNames, type Surroundings } from './surroundings';

const KINDS = ['table', 'query', 'task', 'computed', 'given', 'first of'];

/** Checks where an element's rows come from. */
export function checkSource(source: Source, element: ElementDefinition, around: Surroundings): void {
  const here = [...around.place, 'from'];
  switch (source.kind) {
    case 'table':
      return checkTable(source, element, around, here);
    case 'query':
      return checkQuery(source, element, around, here);
    case 'task':
      return Object.values(source.columns).forEach((variable) => checkVariable(variable, around, here));
    case 'given':
      return source.rows.flatMap((row) => Object.values(row)).forEach((value) => checkOperand(value, around, here));
    case 'computed':
      return around.problems.unlessKnown('computed list', source.name, COMPUTED_ROWS, here);
    default:
      return around.problems.unlessKnown('source', (source as { kind: unknown }).kind, KINDS, here);
  }
}

function checkTable(source: TableSource, element: ElementDefinition, around: Surroundings, here: Place): void {
  const { problems } = around;
  checkTableName(source.table, around, here);
  for (const [column, operand] of Object.entries(source.where)) checkOperand(operand, around, [...here, column]);
  for (const [setting, where] of Object.entries(source.without ?? {})) {
    checkSetting(setting, around, [...here, 'without']);
    for (const operand of Object.values(where)) checkOperand(operand, around, [...here, `without.${setting}`]);
  }
  const columns = ['id', ...declaredNames(element), ...Object.keys(element.aliases), ...Object.keys(source.where)];
  for (const item of String(source.orderBy).split(',')) {
    const [column = ''] = item.trim().split(/\s+/);
    if (/^\w+(\s+(asc|desc))?$/i.test(item.trim())) problems.ifNearly('column', column, columns, [...here, 'orderBy']);
    else problems.malformed('order', item.trim(), 'an order is columns, each with ASC or DESC', [...here, 'orderBy']);
  }
}

function checkQuery(source: QuerySource, element: ElementDefinition, around: Surroundings, here: Place): void {
  const { problems } = around;
  const pieces = { join: [source.join], where: source.where ? [source.where] : [], key: [source.key] };
  const lists = { columns: Object.values(source.columns), orderBy: source.orderBy, groupBy: source.groupBy ?? [] };
  for (const [option, all] of Object.entries({ ...pieces, ...lists })) {
    for (const sql of all) checkSql(sql, around, [...here, option]);
  }
  const tables = source.join.chunks.flatMap((chunk) => (chunk.kind === 'table' && chunk.alias ? [chunk] : []));
  for (const { table, alias } of source.all) {
    const named = tables.find((one) => one.alias === alias);
    problems.unlessKnown('table of the join', `${table} $${alias}`, named ? [`${named.table} $${named.alias}`] : [], [
      ...here,
      'all',
    ]);
  }
  const own = [...declaredNames(element), ...Object.keys(source.columns)];
  const { as, set = {}, tie, with: further = {} } = source.writes ?? {};
  if (as !== undefined) problems.unlessKnown('way back', as, WRITE_WAYS, [...here, 'writes.as']);
  for (const operand of [set, further, tie?.set ?? {}].flatMap((one) => Object.values(one))) {
    checkOperand(operand, around, [...here, 'writes'], own);
  }
}

/** Checks that a table is named without prefix and braces. */
export function checkTableName(table: unknown, { problems }: Surroundings, place: Place): void {
  if (typeof table !== 'string' || !/^[a-z]\w*$/.test(table)) {
    problems.malformed('table', table, 'a table is named in small letters, without the prefix of the site', place);
  }
}
