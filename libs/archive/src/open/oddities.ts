/** Some things of one kind in an archive. */
export interface Oddity {
  readonly count: number;
  /** The first few paths. */
  readonly examples: readonly string[];
}

const EXAMPLES = 3;

/** What an archive holds that no backup needs and that harms nothing, counted by kind. */
export class Oddities {
  private readonly kinds = new Map<string, { count: number; examples: string[] }>();

  note(kind: string, path: string): void {
    const known = this.kinds.get(kind);
    if (!known) this.kinds.set(kind, { count: 1, examples: [path] });
    else {
      known.count += 1;
      if (known.examples.length < EXAMPLES) known.examples.push(path);
    }
  }

  of(kind: string): Oddity | null {
    return this.kinds.get(kind) ?? null;
  }
}
