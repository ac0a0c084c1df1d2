/** The branches of Moodle whose backups were compared with ours, file by file. */
export const VERIFIED_BRANCHES: readonly number[] = [401, 405, 501];

/** Moodle's version numbers (`$version` of a release), for what came or went with one. */
export const MOODLE = {
  '4.2': 2023042400,
  '4.3': 2023100900,
  '4.5': 2024100700,
  '5.1.5': 2025100605,
} as const;

/** The newest branch whose tables are known. */
const NEWEST_KNOWN = 501;

/** Whether Moodle may have moved on from the tables that are known. */
export function isNewerThanKnown(branch: number): boolean {
  return branch > NEWEST_KNOWN;
}

/** The branch number of a release: `4.5.5+ (Build: 20250613)` is 405, `5.1` is 501. Null where it names no version. */
export function branchOfRelease(release: string): number | null {
  const numbers = /^\s*(\d{1,2})\.(\d{1,2})/.exec(release);
  return numbers ? Number(numbers[1]) * 100 + Number(numbers[2]) : null;
}

/** A branch number as people write it: 405 is `4.5`. */
export function branchName(branch: number): string {
  return `${Math.floor(branch / 100)}.${branch % 100}`;
}

/** The number of a version as sites store it: `2025100600.02` is 2025100600. */
export function versionNumber(version: string): number {
  return Math.floor(Number(version)) || 0;
}
