import type { SiteWriter } from '@coursekeep/embedded-site';

/** The short name for a new course: the one wanted, with a number where another course has it. */
export async function freeShortname(wanted: string, writer: SiteWriter): Promise<string> {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted} (${number})`;
    const taken = await writer.read('SELECT id FROM mdl_course WHERE shortname = ?', [name]);
    if (taken.length === 0) return name;
  }
}
