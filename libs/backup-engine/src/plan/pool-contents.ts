import { Readable } from 'node:stream';
import { ContentMismatch, ContentMissing, ContentUnreadable, type Value } from '@coursekeep/moodle-site';
import { CoursekeepError, warning, type WarningCode } from '@coursekeep/errors';
import type { BackupJob } from '../controller/backup-job';
import { type FileEntry, archiveContent } from '@coursekeep/archive';
import { ContextNames } from './context-names';
import { inParallel } from './in-parallel';

/** The columns of `files` that tell where a content is used. */
const COLUMNS = 'contenthash contextid component filearea itemid filepath filename filesize mimetype'.split(' ');

type ListedFile = Readonly<Record<string, Value>>;

/** How many contents are asked for at a time: a pool on a network drive answers slowly, but several at once. */
const AT_ONCE = 16;

/** The contents of the file pool that go into the archive, each once. What the pool cannot give is a warning that names
 *  the activity, the path and the hash; the rest of the backup is whole. */
export class PoolContents {
  private packed: PooledFile[] = [];
  private readonly contexts: ContextNames;
  private missing: string[] = [];
  private withoutContent: ListedFile[] = [];
  private readonly damaged = new Set<string>();
  /** Does a file of the backup live in an external repository? */
  externalReferences = false;

  constructor(readonly job: BackupJob) {
    this.contexts = new ContextNames(job.outline);
  }

  /** Takes up the contents of the files with these ids. */
  async add(fileIds: readonly number[]): Promise<void> {
    const { job } = this;
    const rows = job.reader.stream({
      text:
        `SELECT f.id, r.repositoryid, ${COLUMNS.map((name) => `f.${name}`).join(', ')} FROM {files} f ` +
        'LEFT JOIN {files_reference} r ON r.id = f.referencefileid WHERE f.id IN (?) ORDER BY f.contenthash, f.id',
      parameters: [fileIds],
    });
    let last: Value = null;
    for await (const batch of rows) {
      job.signal.throwIfAborted();
      const files: ListedFile[] = [];
      for (const [id = null, repository, ...values] of batch) {
        if (repository) this.externalReferences = true;
        const file: ListedFile = { id, ...Object.fromEntries(COLUMNS.map((name, at) => [name, values[at] ?? null])) };
        if (!file.contenthash) this.withoutContent.push(file);
        if (!file.contenthash || file.filename === '.' || repository || file.contenthash === last) continue;
        last = file.contenthash;
        files.push(file);
      }
      if (job.settings.includeFiles) await this.takeUp(files);
    }
    this.reportWithoutContent();
    await this.reportObjectStorage();
  }

  /** The entries of the archive. */
  get entries(): readonly FileEntry[] {
    return this.packed;
  }

  /** After a content failed while it was packed: leaves it out, and all others that the pool no longer has. True where
   *  that changed anything, so that packing again is worth while. */
  async dropLost(): Promise<boolean> {
    const failures = await inParallel(this.packed, AT_ONCE, async (entry) => {
      const size = entry.failure ?? (await this.sizeOf(entry.hash));
      return typeof size === 'number' ? null : size;
    });
    const lost = this.packed.flatMap((entry, at) => (failures[at] ? [{ id: entry.id, error: failures[at] }] : []));
    for (const { id, error } of lost) this.reportLost(await this.fileWithId(id), error);
    this.packed = this.packed.filter((_, at) => !failures[at]);
    return lost.length > 0;
  }

  private async takeUp(files: readonly ListedFile[]): Promise<void> {
    const sizes = await inParallel(files, AT_ONCE, (file) => this.sizeOf(file.contenthash ?? ''));
    files.forEach((file, at) => {
      const { id, contenthash: hash, mimetype = null, filename, filesize } = file;
      const size = sizes[at]!;
      if (typeof size !== 'number') return this.reportLost(file, size);
      if (size !== Number(filesize)) this.report('content-size', file, `, ${size} bytes instead of ${filesize}`);
      this.packed.push(new PooledFile(this, id ?? '', hash ?? '', size, archiveContent(mimetype, filename ?? '')));
    });
  }

  /** The size of a content, or why the pool does not give it. */
  private async sizeOf(hash: string): Promise<number | CoursekeepError> {
    try {
      return await this.job.site.files.size(hash);
    } catch (error) {
      if (error instanceof CoursekeepError) return error;
      throw error;
    }
  }

  /** Reports a content that turned out to be damaged when it was packed, once however often it is packed. */
  async reportDamaged(fileId: string): Promise<void> {
    if (this.damaged.has(fileId)) return;
    this.damaged.add(fileId);
    this.report('content-mismatch', await this.fileWithId(fileId));
  }

  private reportLost(file: ListedFile, error: CoursekeepError): void {
    if (error instanceof ContentMissing) this.missing.push(file.contenthash ?? '');
    if (error instanceof ContentMissing) this.report('content-missing', file);
    else this.report('content-unreadable', file, `: ${error.message}`);
  }

  /** A row of `files` with no content hash: a restore passes over it. */
  private reportWithoutContent(): void {
    const [first] = this.withoutContent;
    if (!first) return;
    const count = this.withoutContent.length;
    this.withoutContent = [];
    const name = `"${first.filepath}${first.filename}" in ${this.contexts.of(first.contextid ?? '')}`;
    const what =
      count === 1 ? `a file without a content hash: ${name}` : `${count} files without a content hash: ${name} …`;
    this.job.warn(warning('course-gap', `It lists ${what}.`));
  }

  /** Names the file, where it is, and what is wrong with its content. */
  private report(code: WarningCode, file: ListedFile, detail = ''): void {
    const { contextid, component, filearea, itemid, contenthash } = file;
    const path = `${file.filepath}${file.filename}`;
    const where = this.contexts.of(contextid ?? '');
    const about =
      `"${path}" in ${where} (${component}, area ${filearea}, item ${itemid}, context ${contextid}), ` +
      `content hash ${contenthash}${detail.replace(/\.$/, '')}.`;
    const asMoodle =
      `Missing file in pool: ${path} (context ${contextid} '${where}', component ${component}, ` +
      `filearea ${filearea}, itemid ${itemid}) [${contenthash}]`;
    const logLine = code === 'content-missing' ? asMoodle : undefined;
    this.job.warn(warning(code, about, archivePath(contenthash ?? '')), logLine);
  }

  private async fileWithId(id: string): Promise<ListedFile> {
    const text = `SELECT ${COLUMNS.join(', ')} FROM {files} WHERE id = ?`;
    const [row = {}] = await this.job.reader.all({ text, parameters: [id] });
    return row;
  }

  /** A site that has moved its contents away says so in a table of the plugin that did it. */
  private async reportObjectStorage(): Promise<void> {
    const { job, missing } = this;
    if (missing.length === 0 || !job.site.schema.hasTable('tool_objectfs_objects')) return;
    this.missing = [];
    const [row] = await job.reader.all({
      text: 'SELECT COUNT(*) AS n FROM {tool_objectfs_objects} WHERE contenthash IN (?)',
      parameters: [missing],
    });
    const about = `${row?.n ?? 0} of the ${missing.length} contents that are missing from the pool are listed there.`;
    job.warn(warning('pool-in-object-storage', about));
  }
}

const archivePath = (hash: string): string => `files/${hash.slice(0, 2)}/${hash}`;

/** The archive entry of one content: small, for a course may have a hundred thousand. */
class PooledFile implements FileEntry {
  readonly kind = 'file';
  /** Why the pool could not give the content after all. */
  failure: CoursekeepError | null = null;

  constructor(
    private readonly pool: PoolContents,
    readonly id: string,
    readonly hash: string,
    readonly size: number,
    readonly content: FileEntry['content'],
  ) {}

  get path(): string {
    return archivePath(this.hash);
  }

  get mtime(): number {
    return this.pool.job.now;
  }

  open(): Readable {
    return Readable.from(this.bytes(), { objectMode: false });
  }

  /** A content that is not what its name says goes in as it is, for it may be all that is left of the file; it is
   *  reported. One that cannot be read to its end stops the archive: see `dropLost`. */
  private async *bytes(): AsyncGenerator<Buffer> {
    let given = 0;
    try {
      for await (const chunk of this.pool.job.site.files.read(this.hash) as AsyncIterable<Buffer>) {
        given += chunk.length;
        yield chunk;
      }
    } catch (error) {
      if (!(error instanceof CoursekeepError)) throw error;
      if (!(error instanceof ContentMismatch)) throw (this.failure = error);
      if (given === this.size) await this.pool.reportDamaged(this.id);
    }
    if (given !== this.size) throw (this.failure = changedWhileRead(this.hash));
  }
}

function changedWhileRead(hash: string): CoursekeepError {
  return new ContentUnreadable('content-changed', `The content ${hash} in the file pool changed while it was packed.`);
}
