/** Numbers between 0 and 1 that look like chance and are the same for the same seed. */
export function lots(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
