/** So many items are worked on without a pause. */
const SLICE = 100;

/** Works on the items of a long list a slice at a time, and lets others have their turn between two of them. */
export async function* inTurns<Item>(
  items: readonly Item[],
): AsyncGenerator<{ slice: readonly Item[]; start: number }> {
  for (let start = 0; start < items.length; start += SLICE) {
    if (start > 0) await new Promise((resolve) => setTimeout(resolve, 0));
    yield { slice: items.slice(start, start + SLICE), start };
  }
}
