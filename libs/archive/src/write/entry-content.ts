import { addAbortSignal } from 'node:stream';
import { CoursekeepError } from '@coursekeep/errors';
import type { FileEntry } from './archive';
import { ArchiveError } from '../archive-error';
import { reasonOf } from '../reason';

/** The bytes of a file entry, exactly `entry.size` of them. Rejects with ArchiveError where the source gives more or
 *  fewer, with the source's own error where that is one of Coursekeep's, else with an ArchiveError that names the entry. */
export async function* entryContent(entry: FileEntry, signal?: AbortSignal): AsyncGenerator<Buffer> {
  let given = 0;
  try {
    const source = entry.open();
    if (signal) addAbortSignal(signal, source);
    for await (const chunk of source) {
      const bytes = asBuffer(chunk);
      given += bytes.length;
      if (given > entry.size) break;
      yield bytes;
    }
  } catch (error) {
    if (signal?.aborted) throw error;
    if (given !== entry.size || entry.onLateError?.(error) !== 'accept') throw sourceError(entry, error);
  }
  if (given !== entry.size) throw sizeMismatch(entry, given);
}

function asBuffer(chunk: unknown): Buffer {
  if (Buffer.isBuffer(chunk)) return chunk;
  if (typeof chunk === 'string') return Buffer.from(chunk);
  if (chunk instanceof Uint8Array) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  throw new TypeError(`a source of bytes gave ${typeof chunk}`);
}

function sizeMismatch(entry: FileEntry, given: number): ArchiveError {
  const what = given > entry.size ? 'more than its' : `${given} of its`;
  return new ArchiveError(
    'archive-size-mismatch',
    `The content of ${entry.path} has changed while it was read: it gave ${what} ${entry.size} bytes`,
  );
}

function sourceError(entry: FileEntry, error: unknown): unknown {
  if (error instanceof CoursekeepError) return error;
  return new ArchiveError(
    'archive-source-failed',
    `The content of ${entry.path} could not be read: ${reasonOf(error)}`,
    {
      cause: error,
    },
  );
}
