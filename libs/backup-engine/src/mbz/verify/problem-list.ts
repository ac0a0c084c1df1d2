import type { BackupProblem, ProblemCode } from './report';

/** Problems in the order they are found; a file with thousands of them does not fill the memory. */
export class ProblemList {
  private readonly found: BackupProblem[] = [];
  private more = 0;

  constructor(private readonly maximum: number) {}

  add(code: ProblemCode, message: string, consequence: string, path: string | null = null): void {
    if (this.found.length < this.maximum) this.found.push({ code, message, consequence, path });
    else this.more += 1;
  }

  list(): BackupProblem[] {
    if (this.more === 0) return [...this.found];
    const message = `${this.more} more problems are not listed.`;
    return [
      ...this.found,
      { code: 'too-many-problems', message, consequence: 'Do not rely on this file.', path: null },
    ];
  }
}
