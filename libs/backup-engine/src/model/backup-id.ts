/** A backup's id as Moodle's: 32 lower-case hexadecimal digits. */
export function isBackupId(value: string): boolean {
  return /^[0-9a-f]{32}$/.test(value);
}
