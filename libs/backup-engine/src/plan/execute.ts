import { Readable } from 'node:stream';
import { ContentMissing, ContentUnreadable } from '@coursekeep/moodle-site';
import type { BackupJob, WrittenBackup } from '../controller/backup-job';
import { ARCHIVE_STEP, ARCHIVE_WEIGHT, FINAL_WEIGHT } from '../controller/progress';
import {
  type ArchiveEntry,
  type FileEntry,
  createDocumentSpool,
  type DocumentSpool,
  writeBackupFile,
  writeTgz,
  writeZip,
} from '@coursekeep/archive';
import { inArchiveOrder } from './archive-entries';
import { BackupDocuments } from './backup-documents';
import { buildPlan } from './plan';
import type { PoolContents } from './pool-contents';
import { definitions, type DefinitionRegistry } from '@coursekeep/definitions';

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
    job.report.step(ARCHIVE_STEP);
    return await pack(job, spool, documents.contents);
  } finally {
    await spool.dispose();
  }
}

/** Packs the archive. A content that turns out lost while it is packed is left out, and the archive written anew. So it is
 *  where a content turns out damaged: the archive's index, which comes first, tells how long the log is. */
async function pack(job: BackupJob, spool: DocumentSpool, contents: PoolContents): Promise<WrittenBackup> {
  for (let attempt = 1; ; attempt++) {
    const isLast = attempt === MOST_ATTEMPTS;
    try {
      return await packOnce(job, spool, contents.entries, isLast);
    } catch (error) {
      if (error instanceof LogHasGrown) {
        job.log('info', 'The archive is packed anew, for its log has more to say');
        continue;
      }
      const lost = error instanceof ContentMissing || error instanceof ContentUnreadable;
      if (!lost || isLast || job.signal.aborted || !(await contents.dropLost())) throw error;
    }
  }
}

/** While the archive was written, something happened that its log does not have yet. */
class LogHasGrown extends Error {}

const MOST_ATTEMPTS = 10;

async function packOnce(
  job: BackupJob,
  spool: DocumentSpool,
  contents: readonly FileEntry[],
  isLast: boolean,
): Promise<WrittenBackup> {
  const documents = spool.list().map(({ path, size }): FileEntry => ({
    kind: 'file',
    path,
    size,
    mtime: job.now,
    content: 'text',
    open: () => spool.open(path),
  }));
  const log = job.logText();
  const entries = inArchiveOrder([...documents, ...contents, logEntry(job, log)]);
  const write = job.format === 'zip' ? writeZip : writeTgz;
  return writeBackupFile(
    job.targetFolder,
    job.filename,
    async (target) => {
      const summary = await write(entries, target, { signal: job.signal, onProgress: reportBytes(job, entries) });
      if (!isLast && job.logText() !== log) throw new LogHasGrown();
      return summary;
    },
    { signal: job.signal, verify: true },
  );
}

function logEntry(job: BackupJob, log: string): FileEntry {
  const text = Buffer.from(log, 'utf8');
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
