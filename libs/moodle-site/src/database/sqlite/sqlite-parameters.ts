import type { ParameterStyle } from '../translate';

export type SqliteValue = string | number | bigint | null;

/** SQLite: a list travels as one JSON text. Whole numbers are bound as integers; the driver would make them floats. */
export const sqliteParameters: ParameterStyle<SqliteValue> = {
  scalar(value, values) {
    values.push(Number.isSafeInteger(value) ? BigInt(value as number) : value);
    return '?';
  },
  membership(list, negated, values) {
    values.push(JSON.stringify(list));
    return `${negated ? 'NOT ' : ''}IN (SELECT value FROM json_each(?))`;
  },
};
