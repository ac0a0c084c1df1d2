import type { DocumentSpool } from '@coursekeep/archive';
import type { InforefItem } from '@coursekeep/definitions';
import { XML_PROLOGUE } from '../structure/xml-text';

/** Writes a task's `inforef.xml`: the ids that its documents refer to, by kind (format.md, section 5). */
export async function writeInforef(
  spool: DocumentSpool,
  directory: string,
  ids: ReadonlyMap<InforefItem, readonly number[]>,
): Promise<void> {
  const out = spool.begin(`${directory}inforef.xml`);
  await out.write(`${XML_PROLOGUE}\n<inforef>`);
  for (const [item, list] of ids) {
    await out.write(`\n  <${item}ref>`);
    for (const id of list) await out.write(`\n    <${item}>\n      <id>${id}</id>\n    </${item}>`);
    await out.write(`\n  </${item}ref>`);
  }
  await out.write('\n</inforef>');
  await out.end();
}
