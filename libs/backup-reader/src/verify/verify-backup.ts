import { createHash } from 'node:crypto';
import { definitions, type DefinitionRegistry } from '@coursekeep/definitions';
import {
  INDEX_PATH,
  type ArchiveReader,
  type ContentEntry,
  openArchive,
  isNoise,
  DEFAULT_LIMITS,
  type ReadLimits,
  BackupReadError,
  type ArchiveIndex,
  readArchiveIndex,
} from '@coursekeep/archive';
import { checkArchiveIndex } from './archive-index-check';
import { isDocument } from '../read/backup/document-store';
import { readMainDocument } from '../read/backup/main-document';
import { LOG_PATH, readRecordedWarnings, type RecordedWarning } from '../read/backup/recorded-warnings';
import { notABackup } from '../read/backup/not-a-backup';
import { BackupDocument } from '../read/document/backup-document';
import type { OpenBackupOptions } from '../read/open-backup';
import { noteOddities } from './note-oddities';
import { crossCheck } from './cross-checks';
import { checkDocument } from './document-check';
import { Facts } from './facts';
import { ProblemList } from './problem-list';
import type { Verdict, VerifyReport } from './report';

export interface VerifyOptions extends Pick<OpenBackupOptions, 'limits' | 'registry' | 'signal'> {
  /** How many problems are listed; default 1000. */
  readonly problems?: number;
}

/** Reads a backup once, to its end, and reports all that is wrong with it: the archive's checksums, every document as XML,
 *  every content against its SHA-1, every reference of an inforef.xml, `files.xml` and `moodle_backup.xml` against what is
 *  there. Rejects only where the file cannot be read for reasons of its own (`file-unreadable`), or is aborted. */
export async function verifyBackup(file: string, options: VerifyOptions = {}): Promise<VerifyReport> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const check = new Verification(limits, options.registry ?? definitions(), options.problems ?? 1000);
  let archive: ArchiveReader;
  try {
    archive = await openArchive(file, limits);
  } catch (error) {
    if (!(error instanceof BackupReadError) || error.code === 'file-unreadable') throw error;
    return check.unreadable(error);
  }
  try {
    return await check.run(archive, options.signal);
  } finally {
    await archive.close();
  }
}

class Verification {
  private readonly problems: ProblemList;
  private readonly facts: Facts;
  private index: ArchiveIndex | null | undefined;
  /** Documents that were checked; one that comes again is only passed. */
  private readonly seen = new Set<string>();
  private warnings: readonly RecordedWarning[] = [];
  private checked = { entries: 0, documents: 0, contents: 0, bytes: 0 };

  constructor(
    private readonly limits: ReadLimits,
    private readonly registry: DefinitionRegistry,
    maximum: number,
  ) {
    this.problems = new ProblemList(maximum);
    this.facts = new Facts(limits, this.problems);
  }

  async run(archive: ArchiveReader, signal?: AbortSignal): Promise<VerifyReport> {
    try {
      await archive.pass((entry, content) => this.visit(archive, entry, content), signal);
    } catch (error) {
      if (!(error instanceof BackupReadError) || error.code === 'file-unreadable') throw error;
      return this.stopped(error);
    }
    const { contents } = archive;
    noteOddities(archive, this.problems);
    if (this.index !== undefined) checkArchiveIndex(this.index, archive.contents, this.problems);
    const { main } = this.facts;
    const asWritten = (path: string): boolean =>
      !contents.repeated.has(path) && (!this.index || this.index.sizes.get(path) === contents.get(path)?.size);
    if (main) crossCheck(this.facts, main, archive.contents, this.registry, this.problems, asWritten);
    else if (!archive.contents.get('moodle_backup.xml')) {
      const error = notABackup(archive.contents);
      if (error.code === 'not-a-backup') return this.unreadable(error);
      this.problems.add('document-missing', error.message, NOTHING, 'moodle_backup.xml');
    }
    if (!main && archive.contents.get('moodle_backup.xml')?.size === 0) return this.report('unreadable');
    if (this.problems.has('damage')) return this.report('damaged');
    return this.report(this.problems.has('gap') ? 'whole-with-gaps' : 'whole');
  }

  /** For an archive of which nothing can be read, or that is no backup. */
  unreadable(error: BackupReadError): VerifyReport {
    const code = error.code === 'not-a-backup' || error.code === 'not-an-archive' ? 'not-a-backup' : 'archive';
    this.problems.add(code, error.message, 'Moodle cannot restore it.', error.path);
    return this.report('unreadable');
  }

  private async visit(archive: ArchiveReader, entry: ContentEntry, content: AsyncIterable<Buffer>): Promise<void> {
    try {
      await this.check(entry, content);
    } catch (error) {
      // A gzipped tar cannot be read beyond a damaged place; a zip can, and so can any archive beyond a bad document.
      const own = error instanceof BackupReadError && error.path === entry.path;
      if (!own || !(archive.format === 'zip' || OF_DOCUMENT.has(error.code))) throw error;
      const code = OF_DOCUMENT.has(error.code) ? 'document-malformed' : 'content-damaged';
      this.problems.add(code, error.message, consequenceOf(entry.path), entry.path);
    }
    this.checked.entries += 1;
    this.checked.bytes += entry.size;
  }

  private async check(entry: ContentEntry, content: AsyncIterable<Buffer>): Promise<void> {
    const { path, size } = entry;
    if (isNoise(path)) return void (await passOver(content));
    if (path === INDEX_PATH) this.index = await readArchiveIndex(content, this.limits);
    else if (path === LOG_PATH) this.warnings = await readRecordedWarnings(content);
    else if (path.startsWith('files/')) await this.checkContent(path, content);
    else if (isDocument(path)) {
      this.checked.documents += 1;
      const document = new BackupDocument(path, size, () => content, this.limits, this.registry);
      if (path === 'moodle_backup.xml') this.facts.main = await readMainDocument(document, this.limits);
      else if (!this.seen.has(path)) await checkDocument(document, this.facts, this.problems);
      this.seen.add(path);
    }
    // Whatever is left: a zip checks its sum at the end of each entry.
    for await (const _ of content);
  }

  private async checkContent(path: string, content: AsyncIterable<Buffer>): Promise<void> {
    this.checked.contents += 1;
    const hash = createHash('sha1');
    for await (const chunk of content) hash.update(chunk);
    const digest = hash.digest('hex');
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (digest === name) return;
    const message = `The content ${path} is not what it was: its SHA-1 is ${digest}.`;
    this.problems.add('content-damaged', message, consequenceOf(path), path);
  }

  /** The archive cannot be read on: because it is damaged there, or because nobody should. */
  private stopped(error: BackupReadError): VerifyReport {
    if (UNSAFE.has(error.code)) {
      const consequence = 'No honest program makes such a file. Do not restore it.';
      this.problems.add('entry-unsafe', error.message, consequence, error.path);
      return this.report('unreadable');
    }
    const { entries } = this.checked;
    if (entries === 0) return this.unreadable(error);
    const consequence = `Moodle cannot restore it. Up to there ${entries} entries were read.`;
    this.problems.add('archive', error.message, consequence, error.path);
    return this.report('damaged');
  }

  private report(verdict: Verdict): VerifyReport {
    const information = this.facts.main?.information ?? null;
    const { warnings, checked } = this;
    return { verdict, problems: this.problems.list(), warnings, information, checked };
  }
}

async function passOver(content: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of content);
}

const NOTHING = 'Moodle cannot restore it.';
const UNSAFE: ReadonlySet<string> = new Set(['unsafe-entry', 'duplicate-entry', 'limit-exceeded']);
const OF_DOCUMENT: ReadonlySet<string> = new Set([
  'xml-malformed',
  'xml-forbidden',
  'limit-exceeded',
  'unsupported',
  'not-a-backup',
]);

function consequenceOf(path: string): string {
  if (path === 'moodle_backup.xml') return NOTHING;
  if (path.startsWith('files/')) return 'This file is restored wrong or not at all.';
  const [, part] = /^activities\/([a-z0-9_]+_\d+)\//.exec(path) ?? [];
  if (part) return `Moodle stops when it comes to the activity ${part}, or restores it in part.`;
  return 'Moodle stops when it comes to this document.';
}
