/** The first of very many items in an order, found as they come in portions: of those that cannot be among them none is kept, and
 *  no step takes longer than a portion is long. */
export class FirstItems<Item> {
  private kept: readonly Item[] = [];

  constructor(
    private readonly compare: (one: Item, other: Item) => number,
    private readonly most: number,
  ) {}

  add(items: readonly Item[]): void {
    this.kept = merged(this.kept, items.toSorted(this.compare), this.compare, this.most);
  }

  /** In order, at most as many as were wanted. */
  get items(): readonly Item[] {
    return this.kept;
  }
}

function merged<Item>(
  left: readonly Item[],
  right: readonly Item[],
  compare: (one: Item, other: Item) => number,
  most: number,
): readonly Item[] {
  const [last] = left.slice(-1);
  const [first] = right;
  if (first === undefined) return left;
  if (last !== undefined && compare(last, first) <= 0) return [...left, ...right.slice(0, most - left.length)];
  const all: Item[] = [];
  for (let i = 0, j = 0; all.length < most && (i < left.length || j < right.length);) {
    const [one, other] = [left[i], right[j]];
    if (one !== undefined && (other === undefined || compare(one, other) <= 0)) {
      all.push(one);
      i++;
    } else if (other !== undefined) {
      all.push(other);
      j++;
    }
  }
  return all;
}
