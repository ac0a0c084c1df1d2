import { Readable } from 'node:stream';
import { ContentMissing, ContentUnreadable } from '@coursekeep/moodle-site';
import type { BackupJob, WrittenBackup } from '../controller/backup-job';
import { ARCHIVE_WEIGHT, FINAL_WEIGHT } from '../controller/progress';
import type { ArchiveEntry, FileEntry } from '../mbz/archive';
import { createDocumentSpool, type DocumentSpool } from '../mbz/document-spool';
import { writeBackupFile } from '../mbz/publish';
import { writeTgz } from '../mbz/tgz';
import { writeZip } from '../mbz/zip';
import { inArchiveOrder } from './archive-entries';
import { BackupDocuments } from './backup-documents';
import { buildPlan } from './plan';
import type { PoolContents } from './pool-contents';
import { definitions, type DefinitionRegistry } from './registry';

/** Makes the backup of a job: plan, documents set by set, archive, file. Rejects with the typed errors of site and archive,
 *  or with the signal's reason. */
export async function executeBackup(
  job: BackupJob,
  registry: DefinitionRegistry = definitions(),
): Promise<WrittenBackup> {
  const spool = createDocumentSpool(job.workFolder);
  try {
    const plan = buildPlan(job.outline, job.settings);
    job.report.expect(plan.tasks.length + FINAL_WEIGHT + ARCHIVE_WEIGHT);
    const documents = new BackupDocuments(job, plan, registry, spool);
    await documents.write();
    job.report.step('Packing the archive');
    return await pack(job, spool, documents.contents);
  } finally {
    await spool.dispose();
  }
}

/** Packs the archive. A content that turns out lost while it is packed is left out, and the archive written anew. */
async function pack(job: BackupJob, spool: DocumentSpool, contents: PoolContents): Promise<WrittenBackup> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await packOnce(job, spool, contents.entries);
    } catch (error) {
      const lost = error instanceof ContentMissing || error instanceof ContentUnreadable;
      if (!lost || attempt === MOST_ATTEMPTS || job.signal.aborted || !(await contents.dropLost())) throw error;
    }
  }
}

const MOST_ATTEMPTS = 10;

async function packOnce(job: BackupJob, spool: DocumentSpool, contents: readonly FileEntry[]): Promise<WrittenBackup> {
  const documents = spool.list().map(({ path, size }): FileEntry => ({
    kind: 'file',
    path,
    size,
    mtime: job.now,
    content: 'text',
    open: () => spool.open(path),
  }));
  const entries = inArchiveOrder([...documents, ...contents, logEntry(job)]);
  const write = job.format === 'zip' ? writeZip : writeTgz;
  return writeBackupFile(
    job.targetFolder,
    job.filename,
    (target) => write(entries, target, { signal: job.signal, onProgress: reportBytes(job, entries) }),
    { signal: job.signal, verify: true },
  );
}

function logEntry(job: BackupJob): FileEntry {
  const text = Buffer.from(job.logText(), 'utf8');
  return {
    kind: 'file',
    path: 'moodle_backup.log',
    size: text.length,
    mtime: job.now,
    content: 'text',
    open: () => Readable.from([text], { objectMode: false }),
  };
}

/** Tells the progress of packing; takes the bytes that the archive has so far. */
function reportBytes(job: BackupJob, entries: readonly ArchiveEntry[]): (bytes: number) => void {
  const total = entries.reduce((sum, entry) => sum + (entry.kind === 'file' ? entry.size : 0), 0) || 1;
  let reported = 0;
  return (bytes) => {
    job.report.advance((ARCHIVE_WEIGHT * (bytes - reported)) / total);
    reported = bytes;
  };
}
