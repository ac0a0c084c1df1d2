import type { ColumnType } from './schema';
import type { ColumnDescription, ForeignKeyDescription, IndexDescription, Lifetime, TableDescription } from './tables';

const keyLine = /^ {2}(unique|foreign|foreignunique|index|uniqueindex) (\S+) \(([^)]+)\)(?: (\w+)\(([^)]+)\))?/;
const columnLine = /^ {2}(\w+) (\w+)(?:\((\d+)(?:,(\d+))?\))?( notnull)?(?: default ("[^"]*"))?/;

interface OpenTable extends Lifetime {
  name: string;
  columns: ColumnDescription[];
  primaryKey: readonly string[];
  foreignKeys: ForeignKeyDescription[];
  indexes: IndexDescription[];
}

/** Reads the notation of table-list.ts: a table's name at the margin, then a line for each column, key and index. */
export function parseTables(list: string): TableDescription[] {
  const tables: OpenTable[] = [];
  for (const line of list.split('\n')) {
    const table = tables.at(-1);
    if (line === '') continue;
    if (!line.startsWith('  ')) {
      const [name = ''] = line.split(' ', 1);
      tables.push({ name, columns: [], primaryKey: ['id'], foreignKeys: [], indexes: [], ...lifetime(line) });
    } else if (table) addLine(table, line);
  }
  return tables;
}

function addLine(table: OpenTable, line: string): void {
  const key = keyLine.exec(line);
  if (key) addKey(table, key, lifetime(line));
  else {
    const [, name = '', type = '', length, decimals, notNull, standard] = columnLine.exec(line) ?? [];
    table.columns.push({
      name,
      type: type as ColumnType,
      ...(length === undefined ? {} : { length: Number(length) }),
      ...(decimals === undefined ? {} : { decimals: Number(decimals) }),
      notNull: notNull !== undefined,
      ...(standard === undefined ? {} : { default: JSON.parse(standard) as string }),
      ...lifetime(line),
    });
  }
}

function addKey(table: OpenTable, key: RegExpExecArray, life: Lifetime): void {
  const [, kind = '', name = '', columnList = '', referencedTable, referencedColumns] = key;
  const columns = columnList.split(',');
  table.indexes.push({ name, columns, unique: kind.includes('unique'), ...life });
  if (referencedTable && referencedColumns)
    table.foreignKeys.push({
      name,
      columns,
      referencedTable,
      referencedColumns: referencedColumns.split(','),
      ...life,
    });
}

function lifetime(line: string): Lifetime {
  const [, word, release] = / (since|until) (4\.5|5\.1)$/.exec(line) ?? [];
  return word ? { [word]: release } : {};
}
