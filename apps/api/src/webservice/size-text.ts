const units = ['KB', 'MB', 'GB', 'TB'];

/** A size for people, as Moodle writes it: `9.1 MB`, `512 bytes`; no digit after the point where it would be 0. */
export function sizeText(bytes: number): string {
  let size = bytes;
  let unit = 'bytes';
  for (const larger of units) {
    if (size < 1024) break;
    size /= 1024;
    unit = larger;
  }
  return `${Number(size.toFixed(1))} ${unit}`;
}
