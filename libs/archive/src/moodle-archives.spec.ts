import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import { describeWithShared } from '../../../tools/testing/shared';
import type { ArchiveEntry } from './write/archive';
import { openArchive } from './open/open-archive';
import { DEFAULT_LIMITS } from './open/limits';
import { Collector, directory, fileEntry } from '../testing/entries';
import { writeTgz } from './write/tgz';

/** What Moodle has packed, but for its index. */
async function entriesOf(tar: Buffer): Promise<ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  const unpacked = extract();
  unpacked.end(tar);
  for await (const entry of unpacked) {
    const parts: Buffer[] = [];
    for await (const chunk of entry as AsyncIterable<unknown>) parts.push(chunk as Buffer);
    const { name, type, mtime } = entry.header;
    if (type === 'directory') entries.push(directory(name.replace(/\/?$/, '/')));
    else entries.push(fileEntry(name, Buffer.concat(parts), { mtime: Number(mtime) / 1000, content: 'stored' }));
  }
  return entries.slice(1);
}

describeWithShared("Moodle's own backups", (shared) => {
  it.each([
    'moodle45-pgsql/backups/plain.default.mbz',
    'moodle45-mariadb/backups/everything.all.mbz',
    'moodle51-mariadb/backups/everything.default.mbz',
  ])('%s is read, and packed again is the same tar to the byte', async (path) => {
    const golden = readFileSync(join(shared, 'moodle', path));
    const tar = gunzipSync(golden);
    const entries = await entriesOf(tar);
    const read = await openArchive(join(shared, 'moodle', path), DEFAULT_LIMITS);
    await read.pass(async () => undefined);
    expect(read.contents.entryCount - 1).toBe(entries.length);
    const target = new Collector();
    await writeTgz(entries, target);
    expect(gunzipSync(target.bytes).equals(tar)).toBe(true);
  });
});
