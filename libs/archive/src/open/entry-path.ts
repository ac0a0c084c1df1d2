import { BackupReadError, limitExceeded } from './read-error';

/** The path of an entry as this library speaks of it: relative, `/` between names, folders with `/` at the end; empty for
 *  the archive's own root. Throws `unsafe-entry` where it leaves the archive or holds what has a meaning elsewhere. */
export function entryPath(name: string, maximum: number): string {
  if (Buffer.byteLength(name) > maximum) {
    throw limitExceeded('pathBytes', `A name in the archive has more than ${maximum} bytes`, shown(name));
  }
  if (CONTROL.test(name)) throw unsafe(name, 'holds a control character');
  const path = name.replaceAll('\\', '/');
  if (path.startsWith('/') || DRIVE.test(path)) throw unsafe(name, 'is an absolute path');
  const parts = path.split('/');
  if (parts.includes('..')) throw unsafe(name, 'climbs out of the archive');
  const plain = parts.filter((part) => part !== '' && part !== '.').join('/');
  const isFolder = plain !== '' && /(^|\/)\.?$/.test(path);
  return isFolder ? `${plain}/` : plain;
}

const CONTROL = /[\u0000-\u001f\u007f]/;
const DRIVE = /^[A-Za-z]:/;

function unsafe(name: string, why: string): BackupReadError {
  return new BackupReadError(
    'unsafe-entry',
    `The archive is refused: the name ${JSON.stringify(shown(name))} ${why}.`,
    shown(name),
  );
}

const shown = (name: string): string => (name.length > 200 ? `${name.slice(0, 200)}…` : name);
