import { BackupReadError } from './read-error';

/** The two keywords of a pax header that matter here. */
export interface PaxValues {
  readonly path?: string;
  readonly size?: number;
}

/** Reads the records `LENGTH KEY=VALUE\n` of a pax header. Throws `archive-damaged` where they are none. */
export function parsePax(bytes: Buffer): PaxValues {
  const values: { path?: string; size?: number } = {};
  let at = 0;
  while (at < bytes.length && bytes[at] !== 0) {
    const blank = bytes.indexOf(32, at);
    const length = blank < 0 ? NaN : Number(bytes.toString('latin1', at, blank));
    const end = at + length;
    if (!Number.isInteger(length) || end > bytes.length || end <= blank || bytes[end - 1] !== 10) throw damaged();
    const record = bytes.toString('utf8', blank + 1, end - 1);
    const equals = record.indexOf('=');
    if (equals < 0) throw damaged();
    const [key, value] = [record.slice(0, equals), record.slice(equals + 1)];
    if (key === 'path') values.path = value;
    if (key === 'size') values.size = size(value);
    if (key.startsWith('GNU.sparse.')) {
      throw new BackupReadError('unsupported', 'The archive holds a sparse file, which no backup needs.');
    }
    at = end;
  }
  return values;
}

function size(value: string): number {
  const bytes = /^\d{1,16}$/.test(value) ? Number(value) : NaN;
  if (!Number.isSafeInteger(bytes)) throw damaged();
  return bytes;
}

function damaged(): BackupReadError {
  return new BackupReadError('archive-damaged', 'The archive is damaged: an extended header (pax) makes no sense.');
}
