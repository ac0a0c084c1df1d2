import type { ColumnDescription, TableDescription } from '@coursekeep/moodle-site';
import { columnDefault } from '../database/create-tables';
import { SiteWriteError } from '../errors';

export type Cell = string | number | null;

/** Values by column name. */
export type RowInput = Readonly<Record<string, Cell | undefined>>;

/** The values of a row for all columns of a table, in their order, defaults filled in; an `id` that is not given is null.
 *  Throws SiteWriteError where a name is not a column of the table or a value cannot be one of its column. */
export function rowValues(table: TableDescription, row: RowInput): Cell[] {
  const known = new Set(table.columns.map((column) => column.name));
  for (const name of Object.keys(row))
    if (!known.has(name)) throw new SiteWriteError('write-refused', `Table ${table.name} has no column ${name}.`);
  return table.columns.map((column) => cellOf(table, column, row[column.name]));
}

function cellOf(table: TableDescription, column: ColumnDescription, value: Cell | undefined): Cell {
  const cell = value === undefined ? columnDefault(column) : value;
  if (cell === null) {
    if (column.notNull && column.name !== 'id') refuse(table, column, 'must have a value');
    return null;
  }
  switch (column.type) {
    case 'int':
      if (!/^-?\d+$/.test(String(cell))) refuse(table, column, `must be a whole number, not ${String(cell)}`);
      return cell;
    case 'number':
    case 'float':
      if (!Number.isFinite(Number(cell)) || cell === '') refuse(table, column, `must be a number, not ${String(cell)}`);
      return cell;
    case 'char':
      if (column.length !== undefined && [...String(cell)].length > column.length)
        refuse(table, column, `takes no more than ${column.length} characters`);
      return String(cell);
    default:
      return String(cell);
  }
}

function refuse(table: TableDescription, column: ColumnDescription, reason: string): never {
  throw new SiteWriteError('write-refused', `${table.name}.${column.name} ${reason}.`);
}
