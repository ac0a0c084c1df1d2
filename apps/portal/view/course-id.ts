/** The course id in an address; null where it is none. */
export function courseIdOf(text: string): number | null {
  return /^[1-9]\d{0,9}$/.test(text) ? Number(text) : null;
}
