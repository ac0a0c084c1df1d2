import type { BackupProblem, ProblemCode, Severity } from './report';

/** What is no damage. */
const SEVERITY: Readonly<Partial<Record<ProblemCode, Severity>>> = {
  'course-gap': 'gap',
  'archive-noise': 'remark',
  'entry-skipped': 'remark',
  'entry-repeated': 'remark',
  'document-changed': 'remark',
};

/** Problems in the order they are found; a file with thousands of them does not fill the memory. */
export class ProblemList {
  private readonly found: BackupProblem[] = [];
  private readonly worst = new Set<Severity>();
  private more = 0;

  constructor(private readonly maximum: number) {}

  add(code: ProblemCode, message: string, consequence: string, path: string | null = null): void {
    const severity = SEVERITY[code] ?? 'damage';
    this.worst.add(severity);
    if (this.found.length < this.maximum) this.found.push({ code, severity, message, consequence, path });
    else this.more += 1;
  }

  /** Whether anything of this severity was found, also where it is not listed. */
  has(severity: Severity): boolean {
    return this.worst.has(severity);
  }

  list(): BackupProblem[] {
    if (this.more === 0) return [...this.found];
    const message = `${this.more} more problems are not listed.`;
    return [
      ...this.found,
      { code: 'too-many-problems', severity: 'damage', message, consequence: 'Do not rely on this file.', path: null },
    ];
  }
}
