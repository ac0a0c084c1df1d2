import { mkdir } from 'node:fs/promises';
import { BackupController } from '@coursekeep/backup-engine';
import type { DefinitionRegistry } from '@coursekeep/definitions';
import { loadDefinitions, type LoadedDefinitions } from '@coursekeep/definitions/load';
import { openSite, type Site } from '@coursekeep/moodle-site';
import { readSitePlugins } from '@coursekeep/plugin-declarations';
import { ALIVE_MS, type BackupJob, type FromWorker, type ToWorker, type WrittenFile } from './backup-job';
import { attemptFailure } from './retry-policy';

/** The program of a backup process: it makes one backup after the other, tells how each goes, and ends when the service that
 *  started it sends it home or is gone, so that a killed service leaves nobody behind who still writes. */
const cancelled = new AbortController();
let controller: BackupController | null = null;
/** Loaded once: all backups of this process are made from the same. */
let known: Promise<LoadedDefinitions> | undefined;
let answerName: (filename: string) => void = () => undefined;

process.setSourceMapsEnabled(true);
process.once('disconnect', () => process.exit(1));
setInterval(() => void say({ type: 'alive', work: secondsOfWork() }), ALIVE_MS);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
process.on('message', (message: ToWorker) => {
  if (message.type === 'run') void run(message.job).then(say);
  if (message.type === 'named') answerName(message.filename);
  if (message.type === 'cancel') {
    cancelled.abort();
    controller?.cancel();
  }
});

/** Everything is closed when it resolves: the next backup may begin. */
async function run(job: BackupJob): Promise<FromWorker> {
  try {
    controller = null;
    await mkdir(job.folder, { recursive: true });
    const site = await openSite(job.configFile, { env: process.env });
    try {
      return { type: 'done', file: await write(site, job) };
    } finally {
      await site.close();
    }
  } catch (error) {
    return { type: 'failed', failure: attemptFailure(error), warnings: controller?.warnings ?? [] };
  }
}

async function write(site: Site, job: BackupJob): Promise<WrittenFile> {
  known ??= loadDefinitions(process.env.COURSEKEEP_DEFINITIONS ?? '');
  const plugins = await readSitePlugins(site, (await known).definitions);
  controller = await create(site, job, job.settings, plugins.definitions);
  const filename = await reserved(controller.filename);
  if (filename !== controller.filename)
    controller = await create(site, job, { ...job.settings, filename }, plugins.definitions);
  const result = await controller.execute(job.folder);
  return {
    path: result.path,
    filename: result.filename,
    size: result.size,
    contenthash: result.contentHash,
    status: result.status,
    warnings: result.warnings,
  };
}

function create(
  site: Site,
  job: BackupJob,
  settings: BackupJob['settings'],
  registry: DefinitionRegistry,
): Promise<BackupController> {
  return BackupController.create({
    site,
    courseId: job.courseid,
    userId: job.userid,
    mode: job.mode,
    format: job.format,
    backupId: job.backupid,
    filenameLanguage: job.filenameLang,
    options: job.options,
    settings: settings ?? {},
    definitions: registry,
    workFolder: job.folder,
    signal: cancelled.signal,
    onProgress: ({ progress, step }) => void say({ type: 'progress', progress, step }),
  });
}

/** Asks the service for the file's name: two backups of a course in one minute would else have the same. */
async function reserved(wanted: string): Promise<string> {
  const answer = new Promise<string>((resolve) => {
    answerName = resolve;
  });
  await say({ type: 'name', filename: wanted });
  return answer;
}

/** Of the processor: one that waits, for whatever, uses none. */
function secondsOfWork(): number {
  const { user, system } = process.cpuUsage();
  return Math.floor((user + system) / 1_000_000);
}

function say(message: FromWorker): Promise<void> {
  return new Promise((resolve) => {
    if (!process.send) return resolve();
    process.send(message, () => resolve());
  });
}
