const mostEntries = 10_000;

/** What is remembered for a while by a key. */
export class Remembered<Value> {
  private readonly entries = new Map<string, { readonly value: Value; readonly until: number }>();

  constructor(
    private readonly lifetimeMs: number,
    private readonly clock: () => number = Date.now,
  ) {}

  get(key: string): Value | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    if (this.clock() < entry.until) return entry.value;
    this.entries.delete(key);
    return undefined;
  }

  /** `since`: when the value was asked for; it may have changed ever since. */
  set(key: string, value: Value, since: number): void {
    if (this.lifetimeMs === 0) return;
    if (this.entries.size >= mostEntries) this.entries.clear();
    this.entries.set(key, { value, until: since + this.lifetimeMs });
  }
}
