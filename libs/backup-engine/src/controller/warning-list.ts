import { WARNINGS, warningKind, type BackupWarning } from '@coursekeep/errors';

/** The warnings of a backup. Of each code the first ones are kept and the others counted, so that a site that has lost its
 *  files does not fill the memory; the log names more. */
export class WarningList {
  private readonly kept: BackupWarning[] = [];
  private readonly counts = new Map<string, number>();

  add(warning: BackupWarning): void {
    const count = (this.counts.get(warning.code) ?? 0) + 1;
    this.counts.set(warning.code, count);
    if (count <= MOST_OF_A_CODE) this.kept.push(warning);
  }

  /** In the order in which they came, with a closing one for each code that had too many. */
  all(): readonly BackupWarning[] {
    const crowded = [...this.counts].filter(([, count]) => count > MOST_OF_A_CODE);
    return [...this.kept, ...crowded.map(([code, count]) => remainder(code, count - MOST_OF_A_CODE))];
  }
}

const MOST_OF_A_CODE = 100;

function remainder(code: string, count: number): BackupWarning {
  const meaning: string = (WARNINGS as Readonly<Record<string, string>>)[code] ?? `The same (${code}).`;
  return { code, kind: warningKind(code), message: `${meaning} ${count} more like this are not listed.` };
}
