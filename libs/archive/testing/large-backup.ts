import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { type ArchiveEntry, type FileEntry, writeTgz } from '../src';

const MiB = 1024 * 1024;
const FILE_SIZE = 8 * MiB;

/** Writes a backup of about this many megabytes (unpacked): a course of folders with incompressible files, a sixth of it
 *  logs. Quick: the contents are one block of noise with a different start each. */
export async function writeLargeBackup(path: string, megabytes: number): Promise<void> {
  const noise = randomBlock();
  const count = Math.max(1, Math.floor((megabytes * MiB * 5) / 6 / FILE_SIZE));
  const contents = Array.from({ length: count }, (_, at) => contentOf(noise, at));
  const entries: ArchiveEntry[] = [
    ...contents.map(({ hash }, at) => file(`files/${hash.slice(0, 2)}/${hash}`, FILE_SIZE, () => pieces(noise, at))),
    document('files.xml', filesXml(contents.map(({ hash }) => hash))),
    document('course/course.xml', xml('<course id="1" contextid="10"><fullname>Large</fullname></course>')),
    ...logs((megabytes * MiB) / 6),
    document('sections/section_1/section.xml', xml('<section id="1"><number>0</number></section>')),
    ...contents.flatMap((_, at) => folder(at + 1)),
    document('moodle_backup.xml', mainXml(count)),
  ];
  await writeTgz(entries, createWriteStream(path));
}

function randomBlock(): Buffer {
  const block = Buffer.alloc(FILE_SIZE);
  let state = 12345;
  for (let at = 0; at < FILE_SIZE; at += 4) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    block.writeInt32LE(state | 0, at);
  }
  return block;
}

function* pieces(noise: Buffer, at: number): Generator<Buffer> {
  const start = Buffer.alloc(8);
  start.writeDoubleLE(at);
  yield start;
  for (let from = 8; from < FILE_SIZE; from += 256 * 1024)
    yield noise.subarray(from, Math.min(FILE_SIZE, alignedEnd(from)));
}

const alignedEnd = (from: number): number => from + 256 * 1024;

function contentOf(noise: Buffer, at: number): { hash: string } {
  const hash = createHash('sha1');
  for (const piece of pieces(noise, at)) hash.update(piece);
  return { hash: hash.digest('hex') };
}

function file(
  path: string,
  size: number,
  open: () => Iterable<Buffer>,
  content: FileEntry['content'] = 'stored',
): FileEntry {
  return {
    kind: 'file',
    path,
    size,
    mtime: 1700000000,
    content,
    open: () => Readable.from(open(), { objectMode: false }),
  };
}

function document(path: string, text: string): FileEntry {
  const bytes = Buffer.from(text);
  return file(path, bytes.length, () => [bytes], 'text');
}

const xml = (text: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${text}`;

function logs(size: number): FileEntry[] {
  const head = Buffer.from(xml('<logstores>\n  <logstore><logstore_standard_log>\n'));
  const tail = Buffer.from('  </logstore_standard_log></logstore>\n</logstores>');
  const record = (id: number) =>
    `    <log id="${String(id).padStart(9, '0')}">\n      <eventname>\\core\\event\\course_viewed</eventname>\n      <ip>192.0.2.${id % 250}</ip>\n    </log>\n`;
  const length = record(100).length;
  const block = (from: number) =>
    Buffer.from(Array.from({ length: 500 }, (_, at) => record(100 + ((from + at) % 90))).join(''));
  const blocks = Math.max(1, Math.floor(size / (length * 500)));
  const sample = [block(0), block(500)];
  const sizes = [0, 1].map((at) => (sample[at] as Buffer).length) as [number, number];
  const total = head.length + tail.length + Math.ceil(blocks / 2) * sizes[0] + Math.floor(blocks / 2) * sizes[1];
  function* open(): Generator<Buffer> {
    yield head;
    for (let at = 0; at < blocks; at += 1) yield sample[at % 2] as Buffer;
    yield tail;
  }
  return [file('course/logstores.xml', total, open, 'text')];
}

function folder(id: number): FileEntry[] {
  const directory = `activities/folder_${id}`;
  const root = `<activity id="${id}" moduleid="${id}" modulename="folder" contextid="${100 + id}">`;
  return [
    document(`${directory}/module.xml`, xml(`<module id="${id}"><modulename>folder</modulename></module>`)),
    document(`${directory}/folder.xml`, xml(`${root}<folder id="${id}"><name>Folder ${id}</name></folder></activity>`)),
  ];
}

function filesXml(hashes: readonly string[]): string {
  const rows = hashes.map(
    (hash, at) =>
      `<file id="${at + 1}"><contenthash>${hash}</contenthash><contextid>${101 + at}</contextid><component>mod_folder</component>` +
      `<filearea>content</filearea><itemid>0</itemid><filepath>/</filepath><filename>noise.bin</filename>` +
      `<filesize>${FILE_SIZE}</filesize><mimetype>application/octet-stream</mimetype></file>`,
  );
  return xml(`<files>${rows.join('\n')}</files>`);
}

function mainXml(count: number): string {
  const activities = Array.from(
    { length: count },
    (_, at) =>
      `<activity><moduleid>${at + 1}</moduleid><sectionid>1</sectionid><modulename>folder</modulename>` +
      `<title>Folder ${at + 1}</title><directory>activities/folder_${at + 1}</directory></activity>`,
  );
  return xml(
    `<moodle_backup><information><name>large.mbz</name><include_files>1</include_files>` +
      `<original_course_fullname>Large</original_course_fullname><original_course_contextid>10</original_course_contextid>` +
      `<details><detail backup_id="${'0'.repeat(32)}"><type>course</type></detail></details>` +
      `<contents><activities>${activities.join('\n')}</activities>` +
      `<sections><section><sectionid>1</sectionid><title>0</title><directory>sections/section_1</directory></section></sections>` +
      `<course><courseid>1</courseid><title>large</title><directory>course</directory></course></contents>` +
      `<settings></settings></information></moodle_backup>`,
  );
}
