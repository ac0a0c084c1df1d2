/** One property of a serialised PHP object or array; `value` is its serialised form, untouched. */
export interface PhpProperty {
  readonly name: string;
  readonly value: string;
}

/** The properties of a serialised object or array, in order; null where the text is neither or is damaged. Texts are byte
 *  strings (`latin1`), because PHP counts bytes. */
export function phpProperties(serialized: string): PhpProperty[] | null {
  const head = /^(?:a:(\d+):\{|O:\d+:"[^"]*":(\d+):\{)/.exec(serialized);
  if (!head) return null;
  const properties: PhpProperty[] = [];
  let at = head[0].length;
  for (let left = Number(head[1] ?? head[2]); left > 0; left--) {
    const keyEnd = endOfValue(serialized, at);
    const valueEnd = keyEnd === null ? null : endOfValue(serialized, keyEnd);
    if (keyEnd === null || valueEnd === null) return null;
    properties.push({
      name: scalarText(serialized.slice(at, keyEnd)) ?? '',
      value: serialized.slice(keyEnd, valueEnd),
    });
    at = valueEnd;
  }
  return serialized[at] === '}' ? properties : null;
}

/** Serialises properties as an object of PHP's stdClass. */
export function phpObject(properties: readonly PhpProperty[]): string {
  const body = properties.map(({ name, value }) => phpString(name) + value).join('');
  return `O:8:"stdClass":${properties.length}:{${body}}`;
}

/** Serialises a byte string. */
export function phpString(bytes: string): string {
  return `s:${bytes.length}:"${bytes}";`;
}

/** The text of a serialised string or number; null for anything else. */
export function scalarText(serialized: string): string | null {
  const string = /^s:(\d+):"/.exec(serialized);
  if (string) return serialized.substr(string[0].length, Number(string[1]));
  return /^[id]:([^;]*);/.exec(serialized)?.[1] ?? null;
}

const DEEPEST = 100;

/** Where the value that begins at `at` ends; null where it does not parse. */
function endOfValue(text: string, at: number, depth = 0): number | null {
  if (depth > DEEPEST) return null;
  const kind = text[at];
  if (kind === 'N') return text.startsWith('N;', at) ? at + 2 : null;
  if (kind === 's') return endOfString(text, at);
  if (kind === 'b' || kind === 'i' || kind === 'd' || kind === 'r' || kind === 'R') {
    const end = text.indexOf(';', at);
    return end < 0 ? null : end + 1;
  }
  if (kind !== 'a' && kind !== 'O') return null;
  const open = text.indexOf('{', at);
  const head = open < 0 ? null : /:(\d+):$/.exec(text.slice(at, open));
  if (!head) return null;
  let next: number | null = open + 1;
  for (let parts = 2 * Number(head[1]); parts > 0 && next !== null; parts--) next = endOfValue(text, next, depth + 1);
  return next !== null && text[next] === '}' ? next + 1 : null;
}

function endOfString(text: string, at: number): number | null {
  const colon = text.indexOf(':', at + 2);
  const length = Number(text.slice(at + 2, colon));
  const end = colon + 2 + length;
  return colon > 0 && Number.isInteger(length) && text.startsWith('";', end) ? end + 2 : null;
}
