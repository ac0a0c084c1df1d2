import type { DialectName, Query, SiteConnection, Value } from '../database/reader';
import type { Column, ColumnType, SiteSchema } from './schema';

type SchemaRow = Record<string, Value>;

interface SchemaSource {
  /** Rows with `tablename`, `columnname`, `type` (as the database calls it) and `scale`, columns in their order. */
  readonly query: string;
  readonly type: (row: SchemaRow) => ColumnType;
}

const sources: Readonly<Record<DialectName, SchemaSource>> = {
  pgsql: {
    query: `SELECT c.relname AS tablename, a.attname AS columnname, t.typname AS type,
                   CASE WHEN t.typname = 'numeric' AND a.atttypmod > 0 THEN (a.atttypmod - 4) & 65535 END AS scale
              FROM pg_class c
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
              JOIN pg_type t ON t.oid = a.atttypid
             WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
          ORDER BY c.relname, a.attnum`,
    type: (row) => typeNamed(row.type ?? ''),
  },
  mysql: {
    query: `SELECT table_name AS tablename, column_name AS columnname, data_type AS type, numeric_scale AS scale
              FROM information_schema.columns
             WHERE table_schema = DATABASE()
          ORDER BY table_name, ordinal_position`,
    type: (row) => typeNamed(row.type ?? ''),
  },
  sqlite: {
    query: `SELECT m.name AS tablename, c.name AS columnname, c.type AS type, NULL AS scale
              FROM sqlite_master m JOIN pragma_table_info(m.name) c
             WHERE m.type = 'table'
          ORDER BY m.name, c.cid`,
    type: (row) => typeNamed(row.type ?? ''),
  },
};

/** The words of all three databases for Moodle's types, the first match counts. */
const typeNames: readonly (readonly [RegExp, ColumnType])[] = [
  [/^(tiny|small|medium|big)?int|^integer|^bool/i, 'int'],
  [/^(numeric|decimal|number)/i, 'number'],
  [/^(float|double|real)/i, 'float'],
  [/^(bytea|(tiny|medium|long)?blob|binary|varbinary)/i, 'binary'],
  [/^(varchar|bpchar|char|character)/i, 'char'],
];

function typeNamed(name: string): ColumnType {
  return typeNames.find(([pattern]) => pattern.test(name))?.[1] ?? 'text';
}

/** Reads the tables and columns that the site's database really has. */
export async function readSchema(database: SiteConnection, prefix: string): Promise<SiteSchema> {
  const source = sources[database.dialect];
  const query: Query = { text: source.query };
  const tables = new Map<string, Column[]>();
  for (const row of await database.all(query)) {
    const table = row.tablename ?? '';
    if (!table.startsWith(prefix)) continue;
    const name = table.slice(prefix.length);
    const columns = tables.get(name) ?? [];
    columns.push(column(row, source.type(row)));
    tables.set(name, columns);
  }
  return new ReadSchema(tables);
}

function column(row: SchemaRow, type: ColumnType): Column {
  const name = row.columnname ?? '';
  const declaredScale = /,\s*(\d+)\s*\)/.exec(row.type ?? '')?.[1];
  return type === 'number' ? { name, type, decimals: Number(row.scale ?? declaredScale ?? 0) } : { name, type };
}

class ReadSchema implements SiteSchema {
  readonly tables: readonly string[];

  constructor(private readonly found: ReadonlyMap<string, readonly Column[]>) {
    this.tables = [...found.keys()].sort();
  }

  hasTable(table: string): boolean {
    return this.found.has(table);
  }

  hasColumn(table: string, column: string): boolean {
    return this.columns(table).some((candidate) => candidate.name === column);
  }

  columns(table: string): readonly Column[] {
    return this.found.get(table) ?? [];
  }
}
