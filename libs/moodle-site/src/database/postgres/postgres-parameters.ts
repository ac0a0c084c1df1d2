import type { ParameterStyle } from '../translate';

/** PostgreSQL: numbered parameters whose types the server infers, so that ids may be given as numbers or as text. */
export const postgresParameters: ParameterStyle<string | null> = {
  scalar(value, values) {
    values.push(value === null ? null : String(value));
    return `$${values.length}`;
  },
  membership(list, negated, values) {
    values.push(arrayLiteral(list));
    return `${negated ? '<> ALL' : '= ANY'}($${values.length})`;
  },
};

function arrayLiteral(list: readonly (string | number)[]): string {
  const items = list.map((item) => (typeof item === 'number' ? item : `"${item.replace(/["\\]/g, '\\$&')}"`));
  return `{${items.join(',')}}`;
}
