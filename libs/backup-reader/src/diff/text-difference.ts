import { diffWordsWithSpace } from 'diff';

/** A piece of a text that both have, or only the one before or the one after. */
export interface TextPart {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** What differs between two texts, word by word; what both have is shortened. Null where they differ too much to be shown
 *  that way. */
export function textDifference(before: string, after: string): TextPart[] | null {
  if (before.length + after.length > MAXIMUM) return null;
  const parts = diffWordsWithSpace(before, after, { maxEditLength: MAXIMUM_EDITS });
  return (
    parts?.map(({ value, added, removed }, at) =>
      added
        ? { kind: 'added', text: value }
        : removed
          ? { kind: 'removed', text: value }
          : { kind: 'same', text: shortened(value, at > 0, at < parts.length - 1) },
    ) ?? null
  );
}

const MAXIMUM = 400_000;
const MAXIMUM_EDITS = 1000;
const KEPT = 40;

/** The ends beside a difference stay. */
function shortened(text: string, hasBefore: boolean, hasAfter: boolean): string {
  if (text.length <= 2 * KEPT + 1) return text;
  const start = hasBefore ? text.slice(0, KEPT) : '';
  const end = hasAfter ? text.slice(-KEPT) : '';
  return `${start}…${end}`;
}
