import { definitions, type DefinitionRegistry } from '@coursekeep/definitions';
import { openBackup } from '@coursekeep/backup-reader';
import type { ReadLimits } from '@coursekeep/archive';
import { orDiskFull, writeSite } from '@coursekeep/embedded-site';
import { CourseImport, type ImportProgress } from './course-import';
import type { Finding } from './findings';
import { ImportError } from './import-error';
import { readSiteFacts } from './site-facts';

export interface ImportOptions {
  readonly signal?: AbortSignal;
  /** Where a backup of one section or one activity goes: id or short name of a course of the site. A new course by default. */
  readonly into?: string;
  /** The category into which a new course goes; by default that of the same name, which is made where there is none. */
  readonly categoryId?: number;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Definitions that say what the documents mean; default those that backups are made with. */
  readonly registry?: DefinitionRegistry;
  /** What the file may ask of its reader. */
  readonly limits?: Partial<ReadLimits>;
  /** For the documents of a large archive; default the system's folder for temporary files. */
  readonly workFolder?: string;
}

export interface ImportResult {
  readonly courseId: number;
  /** The short name that the course has now. */
  readonly shortname: string;
  /** What is not in the site as it is in the backup; empty where all is. */
  readonly findings: readonly Finding[];
  /** Where a backup of the imported course differs although nothing is lost: it is of another site, and perhaps of a whole
   *  course where the first one was of a part. */
  readonly notes: readonly Finding[];
}

/** Makes a course of the embedded site in `folder` from a backup: rows as the definitions say, read backwards; contents into
 *  the file pool. Ids are kept where they are free. One transaction: where it rejects (BackupReadError, ImportError,
 *  SiteWriteError, EmbeddedSiteError for a full disk, an abort), the site is as it was. */
export async function importBackup(file: string, folder: string, options: ImportOptions = {}): Promise<ImportResult> {
  const { signal, onProgress, into, categoryId, registry = definitions() } = options;
  const backup = await openBackup(file, { ...options, registry });
  try {
    return await writeSite(folder, async (writer) => {
      const course = new CourseImport(backup, writer, await readSiteFacts(writer), {
        signal,
        onProgress,
        into,
        categoryId,
        registry,
      });
      const { id, shortname } = await course.run();
      onProgress?.({ progress: 1, step: 'Done' });
      return { courseId: id, shortname, findings: course.findings.list(), notes: course.notes.list() };
    });
  } catch (error) {
    const taken = /UNIQUE constraint failed: (.*)/.exec((error as Error).message)?.[1];
    if (taken === undefined) throw orDiskFull(error, folder);
    const message = `The backup has two records for one place (${taken.replaceAll('mdl_', '')}): it contradicts itself.`;
    throw new ImportError('ambiguous', message, { cause: error });
  } finally {
    await backup.close();
  }
}
