/** A value that a config.php computes. */
export type PhpValue = string | number | boolean | null | PhpArray | PhpObject | NotUnderstood;

/** An array's values by key; PHP's integer keys as text. */
export type PhpArray = ReadonlyMap<string, PhpValue>;

/** An object: `$CFG` itself, under whatever name, or another one. */
export class PhpObject {
  constructor(readonly isCfg: boolean) {}
}

/** What cannot be computed without running PHP, and where it stands. */
export class NotUnderstood {
  constructor(
    readonly line: number,
    readonly what: string,
    /** Null: the file that is read at the moment. */
    readonly file: string | null = null,
  ) {}

  /** The same with the file in which it stands. */
  in(file: string): NotUnderstood {
    return this.file === null ? new NotUnderstood(this.line, this.what, file) : this;
  }
}

/** Reading what was never set; `??`, isset and empty take it as null. */
export class Unset extends NotUnderstood {}

/** A part of a web request, taken as the command line has it: it has none. */
export class NoRequest extends Unset {}

/** The value as PHP turns it into text; an array cannot be. */
export function phpText(value: PhpValue, line: number): string | NotUnderstood {
  if (value instanceof NotUnderstood) return value;
  if (value instanceof Map) return new NotUnderstood(line, 'an array where a text is needed');
  if (value instanceof PhpObject) return new NotUnderstood(line, 'an object where a text is needed');
  if (typeof value === 'boolean') return value ? '1' : '';
  return value === null ? '' : String(value);
}

export function phpTruth(value: PhpValue): boolean | NotUnderstood {
  if (value instanceof NoRequest) return false;
  if (value instanceof NotUnderstood) return value;
  if (value instanceof Map) return value.size > 0;
  return value !== '0' && Boolean(value);
}

/** PHP's `===`, and its `==` of two values of one type; of others nothing is said. */
export function phpEquals(one: PhpValue, other: PhpValue, line: number, isStrict: boolean): boolean | NotUnderstood {
  const [left, right] = [one, other].map((value) => (value instanceof NoRequest ? null : value)) as [
    PhpValue,
    PhpValue,
  ];
  if (left instanceof NotUnderstood) return left;
  if (right instanceof NotUnderstood) return right;
  const isPlain = ![left, right].some((value) => value instanceof Map || value instanceof PhpObject);
  if (isPlain && (isStrict || typeof left === typeof right)) return left === right;
  // No text but an empty one is equal to null.
  if (isPlain && (left === null || right === null)) return !(left ?? right);
  return new NotUnderstood(line, 'a comparison of two kinds of values');
}
