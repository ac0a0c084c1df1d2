import { definitions, type DefinitionRegistry } from '@coursekeep/definitions';
import { openArchive, DEFAULT_LIMITS, type ReadLimits } from '@coursekeep/archive';
import { Backup } from './backup/backup';
import { DocumentStore, isDocument } from './backup/document-store';

export interface OpenBackupOptions {
  /** What the file may ask of its reader; what is not named keeps its default (DEFAULT_LIMITS). */
  readonly limits?: Partial<ReadLimits>;
  /** Definitions that say what the documents mean; default those that backups are made with. */
  readonly registry?: DefinitionRegistry;
  /** For the documents of a large gzipped tar; default the system's folder for temporary files. */
  readonly workFolder?: string;
  readonly signal?: AbortSignal;
}

/** Opens a Moodle course backup (2.0 and newer; gzipped tar, zip or tar): passes it once and builds its table of contents.
 *  Close it after use. Rejects with BackupReadError (its `code` says what is wrong) where the file is no such backup, is
 *  damaged, or asks for what no honest backup needs. Contents are not compared with their SHA-1: verifyBackup does. */
export async function openBackup(file: string, options: OpenBackupOptions = {}): Promise<Backup> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const archive = await openArchive(file, limits);
  const store = new DocumentStore(archive, limits.spoolBytes, options.workFolder);
  try {
    await archive.pass(async (entry, content) => {
      if (isDocument(entry.path)) await store.keep(entry, content);
    }, options.signal);
    return await Backup.read(file, archive, store, limits, options.registry ?? definitions());
  } catch (error) {
    await store.dispose();
    await archive.close();
    throw error;
  }
}
