import { tablesOf, type ColumnDescription, type KnownRelease, type TableDescription } from '@coursekeep/moodle-site';
import { tablePrefix } from '../layout';
import { Table, TableIndex } from 'typeorm';
import type { QueryRunner, TableColumnOptions } from 'typeorm';

/** The tables of the release that the embedded site is where none is named. */
export const siteTables: readonly TableDescription[] = tablesOf('4.5');

/** The tables of a site of that release. */
export const tablesOfRelease = (release: KnownRelease): readonly TableDescription[] =>
  release === '4.5' ? siteTables : tablesOf(release);

/** Which release the site says it is. */
export async function releaseOf(runner: QueryRunner): Promise<KnownRelease> {
  const rows = (await runner.query(`SELECT value FROM "${tablePrefix}config" WHERE name = 'branch'`)) as unknown[];
  return (rows[0] as { value?: string } | undefined)?.value === '501' ? '5.1' : '4.5';
}

/** Creates every table with its columns, unique keys and indexes, under Moodle's names. The declared types carry length
 *  and scale, so that a reader can format values as a server's driver would. As in Moodle's own databases no foreign key
 *  is enforced. */
export async function createTables(runner: QueryRunner, release: KnownRelease = '4.5'): Promise<void> {
  for (const table of tablesOfRelease(release)) await runner.createTable(asTable(table), false, false, true);
}

function asTable(table: TableDescription): Table {
  const name = tablePrefix + table.name;
  return new Table({
    name,
    columns: table.columns.map(asColumn),
    indices: distinctIndexes(table).map(
      (index) =>
        new TableIndex({
          name: `${name}_${index.name}_${index.unique ? 'uix' : 'ix'}`,
          columnNames: [...index.columns],
          isUnique: index.unique,
        }),
    ),
  });
}

function asColumn(column: ColumnDescription): TableColumnOptions {
  if (column.name === 'id')
    return { name: 'id', type: 'integer', isPrimary: true, isGenerated: true, generationStrategy: 'increment' };
  return {
    name: column.name,
    isNullable: !column.notNull,
    ...(columnDefault(column) === null ? {} : { default: quoted(columnDefault(column) ?? '', column) }),
    ...declaredType(column),
  };
}

/** The value of a column that a new row does not mention, null where there is none. As in Moodle's own databases, text
 *  columns of limited length that must not be null start empty. */
export function columnDefault(column: ColumnDescription): string | null {
  if (column.default !== undefined) return column.default;
  return column.notNull && column.type === 'char' ? '' : null;
}

function declaredType(column: ColumnDescription): Pick<TableColumnOptions, 'type' | 'length' | 'precision' | 'scale'> {
  switch (column.type) {
    case 'int':
      return { type: (column.length ?? 10) < 10 ? 'integer' : 'bigint' };
    case 'number':
      return { type: 'decimal', precision: column.length ?? 10, scale: column.decimals ?? 0 };
    case 'float':
      return { type: 'double' };
    case 'char':
      return { type: 'varchar', length: String(column.length ?? 255) };
    case 'text':
      return { type: 'text' };
    case 'binary':
      return { type: 'blob' };
  }
}

function quoted(value: string, column: ColumnDescription): string {
  return column.type === 'char' || column.type === 'text' ? `'${value.replaceAll("'", "''")}'` : value;
}

/** Some tables describe a key and an index of one name; the stricter one serves both. */
function distinctIndexes(table: TableDescription): TableDescription['indexes'] {
  const byName = new Map<string, TableDescription['indexes'][number]>();
  for (const index of table.indexes) if (index.unique || !byName.has(index.name)) byName.set(index.name, index);
  return [...byName.values()];
}
