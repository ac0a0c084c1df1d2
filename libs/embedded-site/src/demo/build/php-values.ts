/** A PHP array or object as PHP's `serialize` writes it: what Moodle keeps in some of its columns. Whole numbers only. */
export function serialised(
  values: Readonly<Record<string, string | number>>,
  as: 'array' | 'object' = 'array',
): string {
  const entries = Object.entries(values);
  const body = entries
    .map(([key, value]) => text(key) + (typeof value === 'number' ? `i:${value};` : text(value)))
    .join('');
  return `${as === 'array' ? 'a' : 'O:8:"stdClass"'}:${entries.length}:{${body}}`;
}

function text(value: string): string {
  return `s:${Buffer.byteLength(value)}:"${value}";`;
}
