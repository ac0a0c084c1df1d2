import { open } from 'node:fs/promises';
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import type { ReadLimits } from './limits';
import { BackupReadError, limitExceeded } from './read-error';
import type { Contents } from './contents';

/** What is kept of an entry of the central directory. */
export type ZipEntry = Pick<Entry, 'relativeOffsetOfLocalHeader' | 'compressedSize' | 'compressionMethod' | 'crc32'>;

/** Finds the central directory. Rejects with `truncated` where there is none. */
export async function openDirectory(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { autoClose: false, lazyEntries: true, decodeStrings: false });
  } catch (cause) {
    const { message } = cause as Error;
    const known = KNOWN.find(({ begins }) => message.startsWith(begins));
    const sentence = known?.sentence ?? message;
    throw new BackupReadError(known?.code ?? 'archive-damaged', `The archive is damaged: ${sentence}.`, null, {
      cause,
    });
  }
}

/** What the library says is for developers. */
const KNOWN = [
  {
    begins: 'End of central directory',
    code: 'truncated',
    sentence: 'its list of contents is missing, as when a copy was cut short',
  },
  {
    begins: 'Invalid comment length',
    code: 'archive-damaged',
    sentence: 'its end is not where it should be; something was added to the file, or a part of it is missing',
  },
] as const;

/** Reads the central directory into `contents`; an entry's position is its index in the result. */
export async function readDirectory(
  zip: ZipFile,
  path: string,
  contents: Contents,
  limits: ReadLimits,
): Promise<ZipEntry[]> {
  if (zip.entryCount > limits.entries) {
    throw limitExceeded('entries', `The archive has more than ${limits.entries} entries`);
  }
  const entries: ZipEntry[] = [];
  for await (const entry of rejecting(zip.eachEntry())) {
    const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
    if (isLink(entry)) {
      contents.skip(name, 'symbolic link');
      continue;
    }
    requirePlain(entry, name);
    if (!contents.add(name, entry.uncompressedSize, entries.length)) continue;
    const { relativeOffsetOfLocalHeader, compressedSize, compressionMethod } = entry;
    entries.push({ relativeOffsetOfLocalHeader, compressedSize, compressionMethod, crc32: entry.crc32 });
  }
  await requireDirectoryEnd(path, Number(zip.readEntryCursor));
  return entries;
}

/** The errors of yauzl as ours. */
async function* rejecting(entries: AsyncIterable<Entry>): AsyncGenerator<Entry> {
  try {
    yield* entries;
  } catch (cause) {
    if (cause instanceof BackupReadError) throw cause;
    throw new BackupReadError('archive-damaged', `The archive is damaged: ${(cause as Error).message}.`, null, {
      cause,
    });
  }
}

/** Passed over, as in a tar: what it leads to is never looked at. */
const isLink = (entry: Entry): boolean => typeOf(entry) === 0xa;

/** The file type of Unix, the upper four bits of its mode; 0 where another system packed it. */
const typeOf = (entry: Entry): number =>
  entry.versionMadeBy >>> 8 === 3 ? (entry.externalFileAttributes >>> 28) & 0xf : 0;

function requirePlain(entry: Entry, name: string): void {
  const quoted = JSON.stringify(name.slice(0, 200));
  const kind = KINDS[typeOf(entry)];
  if (kind) throw new BackupReadError('unsafe-entry', `The archive is refused: ${quoted} is a ${kind}.`, name);
  if (entry.isEncrypted()) throw new BackupReadError('unsupported', `${quoted} is encrypted.`, name);
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    const method = entry.compressionMethod;
    throw new BackupReadError('unsupported', `${quoted} is packed in a way that cannot be read (${method}).`, name);
  }
}

/** The types that are no file, no folder and no link. */
const KINDS: Readonly<Record<number, string>> = {
  0x1: 'named pipe',
  0x2: 'character device',
  0x6: 'block device',
  0xc: 'socket',
};

/** A count that was made smaller would hide the last entries: what follows the directory must be its end record. */
async function requireDirectoryEnd(path: string, position: number): Promise<void> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, position);
    if (bytesRead === 4 && END_RECORDS.includes(buffer.readUInt32LE())) return;
  } finally {
    await file.close();
  }
  throw new BackupReadError('archive-damaged', 'The archive is damaged: its list of contents has more than it counts.');
}

/** End of central directory, its 64-bit form, digital signature. */
const END_RECORDS = [0x06054b50, 0x06064b50, 0x05054b50];

/** Entries that share packed bytes make a small file unpack to a huge one. */
export function checkOverlaps(entries: readonly ZipEntry[], fileSize: number): void {
  const order = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let end = 0;
  for (const { relativeOffsetOfLocalHeader: start, compressedSize } of order) {
    if (start < end) {
      throw new BackupReadError('unsafe-entry', 'The archive is refused: files in it share the same packed bytes.');
    }
    end = start + LOCAL_HEADER + compressedSize;
    if (end > fileSize) {
      throw new BackupReadError('archive-damaged', 'The archive is damaged: it lists a file that lies outside of it.');
    }
  }
}

/** A local header has at least these many bytes. */
const LOCAL_HEADER = 30;
