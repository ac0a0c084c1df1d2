import { ArchiveError } from '../archive-error';
import { cleanNamePart } from './file-name-part';

/** What the name of a backup file says, in Moodle's pattern:
 *  `backup-moodle2-<type>-<id>[-<name>]-<YYYYMMDD-HHMM>[-nu|-an][-nf].mbz`. */
export interface BackupFileName {
  readonly type: 'course' | 'section' | 'activity';
  /** Of the course, the section, or the course module. */
  readonly id: number;
  /** The course's short name as Moodle formats it (see formatShortname), the section's name or number, or the activity's
   *  `<modname><cmid>`; cleaned when the name is built. Empty: left out. */
  readonly name: string;
  /** `YYYYMMDD-HHMM`; see backupDate. */
  readonly date: string;
  readonly users: 'included' | 'anonymised' | 'none';
  /** Whether the files are in it. */
  readonly files: boolean;
  /** From 2 up: tells backups of the same minute apart, as `-2` before `.mbz`. Not one of Moodle's parts. */
  readonly number?: number;
  /** The first word, which Moodle translates; default `backup`. */
  readonly word?: string;
}

/** The file name for these parts. A name that would be longer than file systems allow (255 bytes) loses the end of its
 *  name part. Throws ArchiveError for an id, date or number that cannot stand in one. */
export function buildFileName(parts: BackupFileName): string {
  if (!Number.isSafeInteger(parts.id) || parts.id < 0) throw invalid(`the id ${parts.id}`);
  if (!DATE.test(parts.date)) throw invalid(`the date ${parts.date}`);
  const { number } = parts;
  if (number !== undefined && !(Number.isInteger(number) && number >= 2 && number <= 999_999_999)) {
    throw invalid(`the number ${number}`);
  }
  const head = `${cleanNamePart(parts.word ?? '') || 'backup'}-moodle2-${parts.type}-${parts.id}`;
  const tail =
    `-${parts.date}${USERS[parts.users]}${parts.files ? '' : '-nf'}` +
    `${number === undefined ? '' : `-${number}`}.mbz`;
  const name = shorten(cleanNamePart(parts.name), LONGEST - Buffer.byteLength(head + tail) - 1);
  return name === '' ? head + tail : `${head}-${name}${tail}`;
}

/** What a file name says; null for one that is not of Moodle's pattern. */
export function parseFileName(fileName: string): BackupFileName | null {
  const match = fileName.length > LONGEST ? null : PATTERN.exec(fileName);
  if (!match) return null;
  const [, word = '', type, id, name = '', date = '', users, files, number] = match;
  if (!Number.isSafeInteger(Number(id))) return null;
  return {
    type: type as BackupFileName['type'],
    id: Number(id),
    name,
    date,
    users: users === '-nu' ? 'none' : users === '-an' ? 'anonymised' : 'included',
    files: files === undefined,
    ...(number === undefined ? {} : { number: Number(number) }),
    ...(word === 'backup' ? {} : { word }),
  };
}

/** The same name with another number before `.mbz`: for a second backup in the same minute. */
export function numberedFileName(fileName: string, number: number): string {
  const parts = parseFileName(fileName);
  return parts ? buildFileName({ ...parts, number }) : fileName.replace(/(\.mbz)?$/, `-${number}$1`);
}

/** The date part for a moment (unix seconds) as the clock shows it in `timeZone`, an IANA name such as `Europe/Berlin`.
 *  Throws ArchiveError for a zone that is not known. */
export function backupDate(time: number, timeZone: string): string {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', { ...DATE_FIELDS, timeZone });
  } catch (cause) {
    throw new ArchiveError('backup-file-name-invalid', `Unknown time zone ${timeZone}`, { cause });
  }
  const part = Object.fromEntries(format.formatToParts(time * 1000).map(({ type, value }) => [type, value]));
  return `${part.year?.padStart(4, '0')}${part.month}${part.day}-${part.hour}${part.minute}`;
}

const LONGEST = 255;
const DATE = /^\d{8}-\d{4}$/;
const USERS = { included: '', anonymised: '-an', none: '-nu' } as const;
const PATTERN =
  /^([^/\\\u0000-\u001f]+?)-moodle2-(course|section|activity)-(0|[1-9]\d{0,15})(?:-([^/\\\u0000-\u001f]+))?-(\d{8}-\d{4})(-nu|-an)?(-nf)?(?:-([2-9]|[1-9]\d{1,8}))?\.mbz$/;
const DATE_FIELDS = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const;

function shorten(name: string, bytes: number): string {
  let kept = '';
  let room = bytes;
  for (const character of name) {
    room -= Buffer.byteLength(character);
    if (room < 0) break;
    kept += character;
  }
  return kept;
}

function invalid(what: string): ArchiveError {
  return new ArchiveError('backup-file-name-invalid', `The name of a backup file cannot hold ${what}`);
}
