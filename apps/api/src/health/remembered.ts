/** What a look gave, remembered for a while from its end on. Those who ask meanwhile, or while somebody looks, share it: however
 *  many ask, the look is made at most once in that time. */
export class Remembered<T> {
  private looking: Promise<T> | null = null;
  private known: { readonly value: T; readonly since: number } | null = null;

  /** `elapsed`: milliseconds of a clock that nobody sets. */
  constructor(
    private readonly look: () => Promise<T>,
    private readonly milliseconds: number,
    private readonly elapsed: () => number = () => performance.now(),
  ) {}

  /** Rejects as the look does; a failure is not remembered. */
  get(): Promise<T> {
    const { known } = this;
    if (known && this.elapsed() - known.since < this.milliseconds) return Promise.resolve(known.value);
    this.looking ??= this.lookNow().finally(() => (this.looking = null));
    return this.looking;
  }

  private async lookNow(): Promise<T> {
    const value = await this.look();
    this.known = { value, since: this.elapsed() };
    return value;
  }
}
