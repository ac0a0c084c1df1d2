import type { ParameterStyle } from '../translate';

/** MySQL and MariaDB: parameters are written into the text, so that answers come in the text protocol, like PHP's. The
 *  session's sql_mode has NO_BACKSLASH_ESCAPES, hence a doubled quote is all the escaping that there is. */
export const mysqlParameters: ParameterStyle<never> = {
  scalar: literal,
  membership(list, negated) {
    const items = list.length === 0 ? 'SELECT 1 FROM DUAL WHERE FALSE' : list.map(literal).join(',');
    return `${negated ? 'NOT ' : ''}IN (${items})`;
  },
};

function literal(value: string | number | null): string {
  if (value === null) return 'NULL';
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
}
