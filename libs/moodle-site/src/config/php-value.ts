/** A value that a config.php computes. */
export type PhpValue = string | number | boolean | null | PhpArray | NotUnderstood;

/** An array's values by key; PHP's integer keys as text. */
export type PhpArray = ReadonlyMap<string, PhpValue>;

/** What cannot be computed without running PHP, and where it stands. */
export class NotUnderstood {
  constructor(
    readonly line: number,
    readonly what: string,
  ) {}
}

/** The value as PHP turns it into text; an array cannot be. */
export function phpText(value: PhpValue, line: number): string | NotUnderstood {
  if (value instanceof NotUnderstood) return value;
  if (value instanceof Map) return new NotUnderstood(line, 'an array where a text is needed');
  if (typeof value === 'boolean') return value ? '1' : '';
  return value === null ? '' : String(value);
}

export function phpTruth(value: PhpValue): boolean | NotUnderstood {
  if (value instanceof NotUnderstood) return value;
  if (value instanceof Map) return value.size > 0;
  return value !== '0' && Boolean(value);
}
