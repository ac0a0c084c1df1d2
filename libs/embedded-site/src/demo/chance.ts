/** Numbers from 0 to below 1 that look random and are the same for the same key (mulberry32 on an FNV-1a hash). */
export function chance(key: string): () => number {
  let state = 0x811c9dc5;
  for (const char of key) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A number around `mean`, roughly normal with the given deviation. */
export function around(next: () => number, mean: number, deviation: number): number {
  const sum = Array.from({ length: 12 }, next).reduce((a, b) => a + b, 0);
  return mean + (sum - 6) * deviation;
}

/** Those of a list that chance picks; each with the same share, always the same ones for the same key. */
export function share<T>(list: readonly T[], part: number, key: string): T[] {
  const next = chance(key);
  return list.filter(() => next() < part);
}
