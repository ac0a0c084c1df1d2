/** The name that is nearest to a mistyped one (edit distance, at most a third of its length); undefined where none is. */
export function nearestName(wrong: string, names: Iterable<string>): string | undefined {
  const word = wrong.slice(0, LONGEST).toLowerCase();
  let nearest: string | undefined;
  let smallest = Math.floor(word.length / 3) + 1;
  for (const name of names) {
    if (Math.abs(name.length - word.length) >= smallest) continue;
    const distance = editDistance(word, name.toLowerCase());
    if (distance < smallest) [nearest, smallest] = [name, distance];
  }
  return nearest;
}

/** Names come from callers; a long one must not cost time. */
const LONGEST = 80;

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}
