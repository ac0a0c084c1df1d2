import type { QueryRunner } from 'typeorm';
import { releaseOf, tablesOfRelease } from '../database/create-tables';
import { tablePrefix } from '../layout';

/** Writes another address of the site into every text that names the old one (links, the site's own row of `mnet_host`).
 *  Serialised values are left alone: they count their characters. */
export async function relink(runner: QueryRunner, from: string, to: string): Promise<void> {
  for (const table of tablesOfRelease(await releaseOf(runner))) {
    const columns = table.columns
      .filter(({ type }) => type === 'text' || type === 'char')
      .map(({ name }) => `"${name}"`);
    if (columns.length === 0) continue;
    const assignments = columns.map(
      (c) =>
        `${c} = CASE WHEN ${c} = :from THEN :to WHEN ${serialised(c)} THEN ${c} ELSE replace(${c}, :from || '/', :to || '/') END`,
    );
    const mentions = columns.map((c) => `${c} = :from OR instr(${c}, :from || '/') > 0`);
    const sql = `UPDATE "${tablePrefix}${table.name}" SET ${assignments.join(', ')} WHERE ${mentions.join(' OR ')}`;
    // better-sqlite3 takes named parameters as one object.
    await runner.query(sql, [{ from, to }]);
  }
}

const serialised = (column: string) => `(${['a', 'O', 's'].map((c) => `${column} GLOB '${c}:[0-9]*'`).join(' OR ')})`;
