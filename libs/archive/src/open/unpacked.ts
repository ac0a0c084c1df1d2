import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { ReadLimits } from './limits';
import { BackupReadError, limitExceeded } from './read-error';

const READ_SIZE = 256 * 1024;

/** The bytes of a file from `start` to before `end`. */
export async function* fileBytes(path: string, start = 0, end = Infinity): AsyncGenerator<Buffer> {
  if (end <= start) return;
  const stream = createReadStream(path, { start, end: end - 1, highWaterMark: READ_SIZE });
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (cause) {
    throw new BackupReadError('file-unreadable', `${path} cannot be read: ${(cause as Error).message}.`, null, {
      cause,
    });
  }
}

/** The unpacked bytes of a gzip file of any number of members; stops a bomb while it goes off. */
export async function* gunzipped(path: string, limits: ReadLimits): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: READ_SIZE });
  const gunzip = createGunzip({ chunkSize: READ_SIZE });
  let failure: unknown;
  file.on('error', (error) => {
    failure = error;
    gunzip.destroy(error);
  });
  file.pipe(gunzip);
  let unpacked = 0;
  try {
    for await (const chunk of gunzip) {
      unpacked += (chunk as Buffer).length;
      checkExpansion(unpacked, file.bytesRead, limits);
      yield chunk as Buffer;
    }
  } catch (cause) {
    if (cause instanceof BackupReadError) throw cause;
    throw failure ? unreadable(path, cause) : gzipError(cause);
  } finally {
    file.destroy();
    gunzip.destroy();
  }
}

/** Throws `limit-exceeded` where more comes out than any honest archive holds. */
export function checkExpansion(unpacked: number, packed: number, limits: ReadLimits): void {
  if (unpacked > limits.ratioFrom && unpacked > packed * limits.ratio) {
    throw limitExceeded('ratio', `The archive unpacks to more than ${limits.ratio} times its size`);
  }
  // Headers and padding of a tar come on top of the contents.
  if (unpacked > limits.totalBytes + 1024 * limits.entries) {
    throw limitExceeded('totalBytes', `The archive unpacks to more than ${limits.totalBytes} bytes`);
  }
}

function unreadable(path: string, cause: unknown): BackupReadError {
  return new BackupReadError('file-unreadable', `${path} cannot be read: ${(cause as Error).message}.`, null, {
    cause,
  });
}

function gzipError(cause: unknown): BackupReadError {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR') {
    return new BackupReadError('truncated', 'The archive ends too early: a part of the file is missing.', null, {
      cause,
    });
  }
  // The header of the first member has been seen before: this is said of what comes after the end of one.
  const what = message === 'incorrect header check' ? 'something that is no part of it follows its end' : message;
  return new BackupReadError('archive-damaged', `The archive is damaged: ${what}.`, null, { cause });
}
