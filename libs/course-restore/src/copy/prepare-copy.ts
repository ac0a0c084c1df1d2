import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import {
  type ArchiveEntry,
  DEFAULT_LIMITS,
  type FileEntry,
  INDEX_PATH,
  isNoise,
  openArchive,
  type PublishedBackup,
  type ReadLimits,
  writeBackupFile,
  writeTgz,
  writeZip,
} from '@coursekeep/archive';
import { RestoreError } from '../restore-error';
import { withLook } from './course-document';
import type { CourseLook } from './course-names';
import { HandedEntries } from './handed-entries';

export interface CopyOptions {
  readonly limits?: Partial<ReadLimits>;
  readonly signal?: AbortSignal | undefined;
  /** Permissions of the copy; default 0640. */
  readonly mode?: number;
}

/** Writes `folder/filename`: the backup with other names and visibility in its course/course.xml, every other file as it is and
 *  in its order. What is no file (links, what an operating system adds) is left out, so that only what was read here is handed
 *  on. Streamed: memory does not grow with the backup. Rejects with BackupReadError, ArchiveError or RestoreError. */
export async function prepareCopy(
  file: string,
  look: CourseLook,
  folder: string,
  filename: string,
  options: CopyOptions = {},
): Promise<PublishedBackup> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const { signal } = options;
  const { files, format, document } = await survey(file, limits, signal);
  const course = Buffer.from(withLook(document, look));
  const contents = new HandedEntries();
  const mtime = Math.floor((await stat(file)).mtimeMs / 1000);
  const entries = [
    ...folders(files.map(({ path }) => path)),
    ...files.map((one) => ({ ...entry(one, course, contents), mtime })),
  ];
  const write = format === 'zip' ? writeZip : writeTgz;
  return writeBackupFile(
    folder,
    filename,
    async (target) => {
      const changed = new RestoreError('content-changed', 'The backup changed while it was read.');
      const endBoth = (error: unknown) => contents.fail(error);
      const passing = pass(file, limits, contents, signal);
      const writing = write(entries, target, { level: FAST, ...(signal && { signal }) });
      // Where one side ends before the other, that waits for what will never come.
      passing.then(() => endBoth(changed), endBoth);
      writing.then(() => endBoth(changed), endBoth);
      const [passed, written] = await Promise.allSettled([passing, writing]);
      if (passed.status === 'rejected') throw passed.reason;
      if (written.status === 'rejected') throw written.reason;
      return written.value;
    },
    { ifTaken: 'fail', mode: options.mode ?? 0o640, ...(signal && { signal }) },
  );
}

/** The copy is read once and removed: time counts, not size. */
const FAST = 1;

/** The course's own record is held in memory: no course has one of this size. */
const LONGEST_RECORD = 16 * 1024 * 1024;

const COURSE = 'course/course.xml';

interface Listed {
  readonly path: string;
  readonly size: number;
}

async function survey(file: string, limits: ReadLimits, signal?: AbortSignal) {
  const archive = await openArchive(file, limits);
  try {
    let document: string | null = null;
    await archive.pass(async ({ path, size }, content) => {
      if (path !== COURSE) return;
      if (size > LONGEST_RECORD)
        throw new RestoreError('limit-exceeded', `${COURSE} has ${size} bytes: no course has so many.`);
      document = (
        await Readable.from(content)
          .toArray()
          .then((parts) => Buffer.concat(parts as Buffer[]))
      ).toString();
    }, signal);
    // Programs differ about which of two entries of one name counts: what was checked must be what is restored.
    const [repeated] = archive.contents.repeated;
    if (repeated !== undefined)
      throw new RestoreError('duplicate-entry', `The backup is refused: ${repeated} is in it twice.`);
    if (document === null)
      throw new RestoreError('not-a-backup', `The backup has no ${COURSE}: it is not of a whole course.`);
    const files = [...archive.contents.list()]
      .filter(({ path }) => isKept(path))
      .map(({ path, size }) => ({ path, size }));
    return { files, format: archive.format, document: document as string };
  } finally {
    await archive.close();
  }
}

async function pass(file: string, limits: ReadLimits, contents: HandedEntries, signal?: AbortSignal): Promise<void> {
  const archive = await openArchive(file, limits);
  try {
    await archive.pass(async ({ path }, content) => {
      if (isKept(path) && path !== COURSE) await contents.give(path, content);
    }, signal);
  } finally {
    await archive.close();
  }
}

const isKept = (path: string): boolean => path !== INDEX_PATH && !isNoise(path);

function entry({ path, size }: Listed, course: Buffer, contents: HandedEntries): Omit<FileEntry, 'mtime'> {
  const content = path.startsWith('files/') ? ('stored' as const) : ('text' as const);
  if (path === COURSE) return { kind: 'file', path, size: course.length, content, open: () => Readable.from([course]) };
  return { kind: 'file', path, size, content, open: () => contents.take(path) };
}

function folders(paths: readonly string[]): ArchiveEntry[] {
  const found = new Set<string>();
  for (const path of paths)
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) found.add(path.slice(0, at + 1));
  return [...found].map((path) => ({ kind: 'directory', path }));
}
