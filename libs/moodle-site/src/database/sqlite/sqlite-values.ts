import type { ColumnDefinition } from 'better-sqlite3';
import type { Row, Value } from '../reader';

/** What better-sqlite3 gives with safeIntegers. */
export type StoredValue = null | bigint | number | string | Buffer;

type Format = (value: StoredValue) => Value;

/** How to turn the stored values of a result into text, column by column, by the declared types. */
export function rowFormat(columns: readonly ColumnDefinition[]): (row: readonly StoredValue[]) => Row {
  const formats = columns.map((column) => columnFormat(column.type));
  return (row) => row.map((value, position) => formats[position]!(value));
}

function columnFormat(declaredType: string | null): Format {
  const scale = /^(?:DECIMAL|NUMERIC|NUMBER)\s*\(\s*\d+\s*,\s*(\d+)\s*\)/i.exec(declaredType ?? '')?.[1];
  return scale === undefined ? plain : (value) => decimal(value, Number(scale));
}

function plain(value: StoredValue): Value {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'bigint') return value.toString();
  return typeof value === 'number' ? phpFloat(value) : value.toString('utf8');
}

/** SQLite keeps `100.00000` as the integer 100; Moodle's other databases give it with its scale. */
function decimal(value: StoredValue, scale: number): Value {
  if (typeof value === 'number') return shortestDecimal(value, scale);
  if (typeof value === 'bigint') return scale === 0 ? value.toString() : `${value}.${'0'.repeat(scale)}`;
  return plain(value);
}

/** With fixed digits after the point, without the noise that a float has behind its 17 true digits. */
function shortestDecimal(value: number, scale: number): string {
  const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const point = Number(exponent) + 1;
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  const fraction = point > 0 ? digits.slice(point) : '0'.repeat(-point) + digits;
  if (fraction.length > scale) return value.toFixed(scale);
  return `${value < 0 ? '-' : ''}${whole}${scale > 0 ? `.${fraction.padEnd(scale, '0')}` : ''}`;
}

/** A float as PHP writes it with 17 digits of precision: the shortest text that reads back, `1.0E+25` for large ones. */
function phpFloat(value: number): string {
  const text = String(value);
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-4 && size < 1e15)) return text;
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${exponent}`;
}
