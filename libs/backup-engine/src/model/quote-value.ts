/** A caller's value as an error message may show it: short, quoted, whatever it is. */
export function quoteValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (value === undefined) return 'nothing';
  return typeof value === 'object' && value !== null ? 'a structure' : String(value).slice(0, 60);
}
