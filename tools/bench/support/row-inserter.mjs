// Rows for a scratch site, in statements of many rows; the SQL is the same for all three databases.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { repository } from '../../workspace/repository.mjs';

const { tablesOf } = createRequire(join(repository, 'libs', 'embedded-site', 'package.json'))(
  '@coursekeep/moodle-site',
);
const tables = new Map(tablesOf('4.5').map((table) => [table.name, table]));

/** Above all ids that a sample site or an empty embedded site has. */
const FIRST_ID = 2_000_000;
const ROWS_AT_ONCE = 500;

/** Collects rows by table. `add` gives the new row's id at once; `drain` sends what is enough for a statement, `finish` the
 *  rest. Columns that a row does not name get the table's default. */
export class RowInserter {
  #waiting = new Map();
  #ids = new Map();
  rows = 0;

  /** @param {(sql: string) => Promise<unknown>} execute */
  constructor(execute) {
    this.execute = execute;
  }

  add(table, values) {
    const id = this.#ids.get(table) ?? FIRST_ID;
    this.#ids.set(table, id + 1);
    if (!this.#waiting.has(table)) this.#waiting.set(table, []);
    this.#waiting.get(table).push({ ...values, id });
    this.rows += 1;
    return id;
  }

  /** The row that was added last; it may be completed until `drain`. */
  last(table) {
    return this.#waiting.get(table).at(-1);
  }

  async drain(atLeast = ROWS_AT_ONCE) {
    for (const [table, rows] of this.#waiting) {
      while (rows.length >= atLeast) await this.execute(insertion(table, rows.splice(0, ROWS_AT_ONCE)));
    }
  }

  finish() {
    return this.drain(1);
  }
}

function insertion(name, rows) {
  const { columns } = tables.get(name);
  const unknown = Object.keys(rows[0]).find((key) => !columns.some((column) => column.name === key));
  if (unknown) throw new Error(`${name} has no column ${unknown}`);
  const values = rows.map((row) => `(${columns.map((column) => literal(row[column.name] ?? standard(column)))})`);
  return `INSERT INTO "mdl_${name}" (${columns.map((column) => `"${column.name}"`)}) VALUES ${values}`;
}

function standard(column) {
  if (column.default !== undefined) return column.default;
  if (!column.notNull) return null;
  return ['char', 'text', 'binary'].includes(column.type) ? '' : 0;
}

function literal(value) {
  if (value === null) return 'NULL';
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
}
