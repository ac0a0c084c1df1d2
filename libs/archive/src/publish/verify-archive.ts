import { createHash } from 'node:crypto';
import type { ArchiveSummary } from '../write/archive';
import { ArchiveError } from '../archive-error';
import { INDEX_PATH } from '../write/archive-index';
import type { ArchiveReader } from '../open/archive-reader';
import { openArchive } from '../open/open-archive';
import { fileBytes } from '../open/unpacked';
import { xmlBatches } from '../open/xml-events';
import { DEFAULT_LIMITS, type ReadLimits } from '../open/limits';
import { reasonOf } from '../reason';
import { type ArchiveIndex, readArchiveIndex } from '../open/read-archive-index';

/** Reads a finished archive once, to its end: every checksum of the format, as many entries as were written, the very
 *  bytes that were written, and moodle_backup.xml whole. Rejects with ArchiveError (`archive-broken`), or AbortError. */
export async function verifyArchive(path: string, expected: ArchiveSummary, signal?: AbortSignal): Promise<void> {
  const found = await readContents(path, signal).catch((cause: unknown) => {
    signal?.throwIfAborted();
    throw new ArchiveError('archive-broken', `The finished archive cannot be read: ${reasonOf(cause)}`, { cause });
  });
  const problem = findProblem(found, expected);
  if (problem) throw new ArchiveError('archive-broken', `The finished archive is not what was written: ${problem}`);
}

interface Found extends ArchiveSummary {
  /** What the archive's own index announces; undefined for a zip, which has none. */
  readonly announced: number | undefined;
  readonly hasMain: boolean;
}

/** What was just written may be as large as it likes. */
const LIMITS: ReadLimits = {
  ...DEFAULT_LIMITS,
  entries: Infinity,
  entryBytes: Infinity,
  totalBytes: Infinity,
  ratio: Infinity,
  documentBytes: Infinity,
  textBytes: Infinity,
};

async function readContents(path: string, signal: AbortSignal | undefined): Promise<Found> {
  const archive = await openArchive(path, LIMITS);
  try {
    const [contents, { size, contentHash }] = await Promise.all([pass(archive, signal), hashOf(path, signal)]);
    return { ...contents, size, contentHash };
  } finally {
    await archive.close();
  }
}

async function pass(archive: ArchiveReader, signal: AbortSignal | undefined) {
  let index: ArchiveIndex | null = null;
  let hasMain = false;
  await archive.pass(async ({ path }, content) => {
    if (path === INDEX_PATH) index = await readArchiveIndex(content, LIMITS);
    else if (path === 'moodle_backup.xml') {
      for await (const _ of xmlBatches(content, path, LIMITS));
      hasMain = true;
    } else for await (const _ of content) signal?.throwIfAborted();
  }, signal);
  const isTar = archive.format !== 'zip';
  const announced = isTar ? ((index as ArchiveIndex | null)?.announced ?? NaN) : undefined;
  return { entries: archive.contents.entryCount - (isTar ? 1 : 0), announced, hasMain };
}

async function hashOf(path: string, signal: AbortSignal | undefined): Promise<{ size: number; contentHash: string }> {
  const hash = createHash('sha1');
  let size = 0;
  for await (const chunk of fileBytes(path)) {
    signal?.throwIfAborted();
    hash.update(chunk);
    size += chunk.length;
  }
  return { size, contentHash: hash.digest('hex') };
}

function findProblem(found: Found, expected: ArchiveSummary): string | undefined {
  if (found.size !== expected.size) return `it has ${found.size} bytes instead of ${expected.size}`;
  if (found.contentHash !== expected.contentHash) return 'its bytes have changed on the disk';
  if (found.announced !== undefined && found.announced !== found.entries) {
    return `its index announces ${found.announced || 'no'} entries, it has ${found.entries}`;
  }
  if (found.entries !== expected.entries) return `it has ${found.entries} entries instead of ${expected.entries}`;
  return found.hasMain ? undefined : 'moodle_backup.xml is missing';
}
