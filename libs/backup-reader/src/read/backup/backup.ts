import { createHash } from 'node:crypto';
import type { DefinitionRegistry } from '@coursekeep/definitions';
import {
  type ReadFormat,
  type ArchiveReader,
  type ContentEntry,
  openArchive,
  type ReadLimits,
  BackupReadError,
} from '@coursekeep/archive';
import { BackupDocument } from '../document/backup-document';
import type { DocumentRow } from '../document/document-row';
import { type ContextOwner, readContexts } from './contexts';
import { type DocumentStore, isDocument } from './document-store';
import { type BackupFile, contentPath, readFiles } from './files';
import { chooseFile, fileMatcher, shownPath } from './find-file';
import {
  type BackupInformation,
  type BackupSetting,
  type ListedActivity,
  type ListedSection,
  type MainDocument,
  readMainDocument,
} from './main-document';
import { neededDocuments } from './needed-documents';
import { notABackup } from './not-a-backup';
import { type BackupSection, readOutline } from './outline';
import { type BackupGroup, type BackupGrouping, type BackupUser, readGroupings, readGroups, readUsers } from './people';
import { type BackupQuestion, readQuestions } from './questions';
import { LOG_PATH, readRecordedWarnings, type RecordedWarning } from './recorded-warnings';

/** An open backup. What `moodle_backup.xml` lists is at hand; everything else is read when asked for, as a stream. */
export class Backup {
  private owners: Promise<Map<number, ContextOwner>> | undefined;

  private constructor(
    /** The path of the file. */
    readonly file: string,
    private readonly archive: ArchiveReader,
    private readonly store: DocumentStore,
    private readonly limits: ReadLimits,
    private readonly registry: DefinitionRegistry,
    private readonly main: MainDocument,
  ) {}

  /** For openBackup: a passed archive as a backup. */
  static async read(
    file: string,
    archive: ArchiveReader,
    store: DocumentStore,
    limits: ReadLimits,
    registry: DefinitionRegistry,
  ): Promise<Backup> {
    const entry = archive.contents.get('moodle_backup.xml');
    if (!entry) throw notABackup(archive.contents);
    const document = new BackupDocument(entry.path, entry.size, () => store.open(entry), limits, registry);
    return new Backup(file, archive, store, limits, registry, await readMainDocument(document, limits));
  }

  get format(): ReadFormat {
    return this.archive.format;
  }

  /** Bytes of the file. */
  get size(): number {
    return this.archive.size;
  }

  /** Bytes of everything in it when unpacked. */
  get unpackedSize(): number {
    return this.archive.contents.totalBytes;
  }

  get information(): BackupInformation {
    return this.main.information;
  }

  get settings(): readonly BackupSetting[] {
    return this.main.settings;
  }

  /** The sections as listed, without what their own documents say; see `outline`. */
  get sections(): readonly ListedSection[] {
    return this.main.sections;
  }

  get activities(): readonly ListedActivity[] {
    return this.main.activities;
  }

  /** The documents that are not there though a part of the backup is lost without them: their paths, and what they are. */
  missingDocuments(): Map<string, string> {
    return new Map([...neededDocuments(this.main)].filter(([path]) => !this.document(path)));
  }

  /** Every file in the archive, in its order. */
  entries(): Iterable<ContentEntry> {
    return this.archive.contents.list();
  }

  /** Every XML document, in the order of the archive. */
  async *documents(): AsyncGenerator<BackupDocument> {
    for (const entry of this.entries()) if (isDocument(entry.path)) yield this.toDocument(entry);
  }

  /** One document by its path in the archive. */
  document(path: string): BackupDocument | undefined {
    const entry = this.archive.contents.get(path);
    return entry && this.toDocument(entry);
  }

  /** The record of the course itself; null in backups of a section or an activity. */
  async course(): Promise<DocumentRow | null> {
    const directory = this.main.courseDirectory;
    const document = directory === null ? undefined : this.document(`${directory}/course.xml`);
    if (!document) return null;
    for await (const row of document.rows()) return row;
    return null;
  }

  /** The course page: sections in order, with their activities. */
  outline(): Promise<BackupSection[]> {
    return readOutline(this.main, (path) => this.document(path));
  }

  users(): AsyncGenerator<BackupUser> {
    return readUsers(this.document('users.xml'));
  }

  groups(): AsyncGenerator<BackupGroup> {
    return readGroups(this.document('groups.xml'));
  }

  groupings(): AsyncGenerator<BackupGrouping> {
    return readGroupings(this.document('groups.xml'));
  }

  questions(): AsyncGenerator<BackupQuestion> {
    return readQuestions(this.document('questions.xml'));
  }

  /** What its maker noted in the log: what is not in it, say. */
  async warnings(): Promise<readonly RecordedWarning[]> {
    return this.archive.contents.get(LOG_PATH) ? readRecordedWarnings(this.bytes(LOG_PATH)) : [];
  }

  /** The files of the course as `files.xml` lists them. */
  files(): AsyncGenerator<BackupFile> {
    return readFiles(this.document('files.xml'));
  }

  /** Whose context is which, by context id. Read once. */
  contexts(): Promise<ReadonlyMap<number, ContextOwner>> {
    return (this.owners ??= this.readContexts());
  }

  /** The path under which `findFile` finds this very file. */
  async pathOf(file: BackupFile): Promise<string> {
    return shownPath(file, (await this.contexts()).get(file.contextId));
  }

  /** A file by the path that the course shows (see fileMatcher) or by its SHA-1. Rejects with `not-found` or `ambiguous`. */
  async findFile(wanted: string): Promise<BackupFile> {
    const owners = await this.contexts();
    const matches = fileMatcher(wanted, this.main, owners);
    const found: BackupFile[] = [];
    for await (const file of this.files()) if (matches(file) && found.length < 100) found.push(file);
    return chooseFile(wanted, found);
  }

  /** Is the content of this hash in the archive? */
  hasContent(contenthash: string): boolean {
    return this.archive.contents.get(contentPath(contenthash)) !== undefined;
  }

  /** The content of a file by its SHA-1, checked while it passes: ends with `content-mismatch` where it is another. */
  async *content(contenthash: string): AsyncGenerator<Buffer> {
    const entry = this.archive.contents.get(contentPath(contenthash));
    if (!entry) {
      throw new BackupReadError(
        'not-found',
        `The content ${contenthash} is not in this backup.`,
        contentPath(contenthash),
      );
    }
    const hash = createHash('sha1');
    for await (const chunk of this.archive.read(entry)) {
      hash.update(chunk);
      yield chunk;
    }
    if (hash.digest('hex') !== contenthash) {
      throw new BackupReadError('content-mismatch', `The content ${contenthash} is damaged.`, entry.path);
    }
  }

  /** Shows every content in the archive in one pass, under the SHA-1 that it is named by (not checked). What is left of
   *  `bytes` is passed over. */
  async eachContent(
    visit: (contenthash: string, bytes: AsyncIterable<Buffer>) => Promise<void>,
    signal?: AbortSignal,
  ): Promise<void> {
    const archive = await openArchive(this.file, this.limits);
    try {
      await archive.pass(async ({ path }, bytes) => {
        const [, contenthash] = /^files\/[0-9a-f]{2}\/([0-9a-f]{40})$/.exec(path) ?? [];
        if (contenthash && path === contentPath(contenthash)) await visit(contenthash, bytes);
      }, signal);
    } finally {
      await archive.close();
    }
  }

  /** The bytes of any entry of the archive by its path. */
  bytes(path: string): AsyncIterable<Buffer> {
    const entry = this.archive.contents.get(path);
    if (!entry) throw new BackupReadError('not-found', `There is no ${path} in the archive.`, path);
    return isDocument(path) ? this.store.open(entry) : this.archive.read(entry);
  }

  /** Frees what the reading holds. Safe to call twice. */
  async close(): Promise<void> {
    await this.store.dispose();
    await this.archive.close();
  }

  private toDocument(entry: ContentEntry): BackupDocument {
    return new BackupDocument(entry.path, entry.size, () => this.store.open(entry), this.limits, this.registry);
  }

  private async readContexts(): Promise<Map<number, ContextOwner>> {
    const documents: BackupDocument[] = [];
    for await (const document of this.documents()) documents.push(document);
    const owners = await readContexts(this.activities, documents);
    const { course, systemContextId } = this.information;
    if (course.contextId !== null) owners.set(course.contextId, { kind: 'course' });
    if (systemContextId !== null) owners.set(systemContextId, { kind: 'system' });
    return owners;
  }
}
