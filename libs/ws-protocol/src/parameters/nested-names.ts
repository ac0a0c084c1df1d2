import { WsExceptions } from '../exceptions/ws-exceptions';
import { DEFAULT_LIMITS, type ParameterLimits, type RawParameter, type RawParameters } from './raw-parameters';

/** Builds the tree that PHP makes of names with brackets: `options[ids][0]=1`, `x[]=1`. As in PHP: spaces before a name are
 *  dropped; dots and spaces before the first bracket become `_`; text after the last bracket is ignored; an open bracket without its
 *  end is part of the name; the later of two equal names wins and keeps the place of the first; `[]` takes the next whole number.
 *  Beyond the limits, where PHP would drop fields silently, it throws `WsException` invalidparameter; nothing else is thrown. */
export function parseParameters(
  entries: Iterable<readonly [string, string]>,
  limits: ParameterLimits = DEFAULT_LIMITS,
): RawParameters {
  const root = new PhpArray();
  let fields = 0;
  for (const [name, value] of entries) {
    if (++fields > limits.fields)
      throw WsExceptions.invalidParameter(`More than ${limits.fields} fields in one request: send less at a time.`);
    const path = pathOf(name);
    if (path.length - 1 > limits.depth)
      throw WsExceptions.invalidParameter(`A parameter is nested deeper than ${limits.depth} levels.`);
    if (path.length) put(root, path, value);
  }
  return root;
}

/** Merges query and body as PHP's `$_GET` and `$_POST` are: name by name at the top level, and the body wins. */
export function mergeParameters(query: RawParameters, body: RawParameters): RawParameters {
  return new Map([...query, ...body]);
}

/** A map that knows which key `[]` takes next: one more than the greatest whole number so far, below zero too. */
class PhpArray extends Map<string, RawParameter> {
  private next: bigint | undefined;

  /** undefined: there is no number left. */
  nextKey(): string | undefined {
    const next = this.next ?? 0n;
    return next < INT64 ? String(next) : undefined;
  }

  override set(key: string, value: RawParameter): this {
    if (/^(?:0|-?[1-9]\d{0,18})$/.test(key)) {
      const number = BigInt(key);
      if (number >= (this.next ?? -INT64) && number < INT64) this.next = number + 1n;
    }
    return super.set(key, value);
  }
}
const INT64 = 2n ** 63n;

/** One level of a name; null stands for `[]`. */
type Step = string | null;

function pathOf(field: string): Step[] {
  // PHP reads names as C strings: they end at NUL.
  const name = field.split('\0', 1)[0]!.replace(/^ +/, '');
  const bracket = name.indexOf('[');
  if (bracket < 0) return name ? [name.replace(/[ .]/g, '_')] : [];
  if (bracket === 0) return [];
  const steps: Step[] = [name.slice(0, bracket).replace(/[ .]/g, '_')];
  let open = bracket;
  while (name[open] === '[') {
    const first = /[ \t\n\r\v\f]/.test(name.charAt(open + 1)) ? open + 2 : open + 1;
    if (name[first] === ']') {
      steps.push(null);
      open = first + 1;
      continue;
    }
    const close = name.indexOf(']', first);
    if (close < 0) return open === bracket ? [name.replace(/[ .[]/g, '_')] : steps;
    steps.push(name.slice(open + 1, close));
    open = close + 1;
  }
  return steps;
}

function put(root: PhpArray, path: readonly Step[], value: string): void {
  let at = root;
  for (const [i, step] of path.entries()) {
    const key = step ?? at.nextKey();
    if (key === undefined) return;
    if (i === path.length - 1) {
      at.set(key, value);
      return;
    }
    const inner = at.get(key);
    if (inner instanceof PhpArray) at = inner;
    else {
      const made = new PhpArray();
      at.set(key, made);
      at = made;
    }
  }
}
