/** How much of a plugin's code is looked at. Real declarations stay far below; what goes beyond is not a declaration. */
export const LIMITS = {
  fileBytes: 1_000_000,
  files: 60,
  /** Statements and expressions computed for one plugin. */
  steps: 200_000,
  /** Expressions inside each other. */
  nesting: 400,
  /** Calls inside each other. */
  calls: 40,
  rounds: 1_000,
  items: 3_000,
  textLength: 200_000,
  /** Different combinations of settings that are held apart. */
  formulas: 20_000,
  elements: 2_000,
} as const;

/** A limit was reached: the plugin is not read any further. */
export class LimitReached extends Error {}

/** Counts what has been done for one plugin. */
export class Budget {
  private steps = 0;
  private nesting = 0;

  step(): void {
    if (++this.steps > LIMITS.steps) throw new LimitReached(`It takes more than ${LIMITS.steps} steps.`);
  }

  nested<T>(work: () => T): T {
    if (++this.nesting > LIMITS.nesting) throw new LimitReached(`It is nested more than ${LIMITS.nesting} deep.`);
    try {
      return work();
    } finally {
      this.nesting--;
    }
  }
}
