/** A set of ids that may hold a million: 8 bytes each, put in order only when it is asked for. */
export class IdSet {
  private ids = new Float64Array(4);
  private length = 0;
  private inOrder = true;

  add(id: number): void {
    if (id === this.last()) return;
    if (this.length === this.ids.length) this.makeRoom();
    this.inOrder &&= id > this.last();
    this.ids[this.length++] = id;
  }

  addAll(others: IdSet): void {
    for (const id of others.ascending()) this.add(id);
  }

  has(id: number): boolean {
    const ids = this.ascending();
    let low = 0;
    for (let high = ids.length; low < high;) {
      const middle = (low + high) >> 1;
      if (ids[middle]! < id) low = middle + 1;
      else high = middle;
    }
    return ids[low] === id;
  }

  /** The ids, each once; a view that the next `add` makes invalid. */
  ascending(): Float64Array {
    if (!this.inOrder) this.putInOrder();
    return this.ids.subarray(0, this.length);
  }

  private last(): number {
    return this.ids[this.length - 1] ?? -Infinity;
  }

  private makeRoom(): void {
    if (!this.inOrder) this.putInOrder();
    if (this.length <= this.ids.length / 2) return;
    const larger = new Float64Array(this.ids.length * 2);
    larger.set(this.ids);
    this.ids = larger;
  }

  private putInOrder(): void {
    const ids = this.ids.subarray(0, this.length).sort();
    let kept = 0;
    for (const id of ids) if (kept === 0 || id !== ids[kept - 1]) ids[kept++] = id;
    this.length = kept;
    this.inOrder = true;
  }
}
