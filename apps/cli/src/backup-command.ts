import { BackupController, type ArchiveFormat, type BackupResult } from '@coursekeep/backup-engine';
import { type Site, siteFacts, siteText } from '@coursekeep/moodle-site';
import { readSitePlugins } from '@coursekeep/plugin-declarations';
import { chosenDefinitions } from './chosen-definitions';
import { ExitStatus } from './exit-status';
import { chosenCourse, chosenUser, openChosenSite } from './open-chosen-site';
import { prepareOutput } from './output';
import { progressBar } from './progress-bar';
import { requestedSettings } from './requested-settings';

export interface BackupArguments {
  readonly site?: string;
  readonly course: string;
  readonly user?: string;
  readonly set: Readonly<Record<string, string>>;
  readonly settings?: string;
  readonly format: ArchiveFormat;
  readonly out: string;
  readonly json?: boolean;
}

/** `coursekeep backup`: makes one backup and tells how it went. Rejects with what kept it from being made. */
export async function runBackup(given: BackupArguments): Promise<ExitStatus> {
  const requested = await requestedSettings(given.settings, given.set);
  const known = await chosenDefinitions();
  const output = await prepareOutput(given.out);
  const stop = new AbortController();
  const abort = () => stop.abort();
  for (const signal of signals) process.once(signal, abort);
  try {
    const site = await openChosenSite(given.site);
    try {
      const course = await chosenCourse(site, given.course);
      const user = await chosenUser(site, given.user, requested.file?.userId);
      const plugins = await readSitePlugins(site, known);
      const bar = progressBar(!given.json);
      const controller = await BackupController.create({
        site,
        courseId: course.id,
        userId: user.id,
        mode: requested.file?.mode ?? 'general',
        interactive: requested.file?.interactive,
        format: given.format,
        filenameLanguage: process.env.COURSEKEEP_FILENAME_LANG,
        ...(requested.options && { options: requested.options }),
        settings: requested.settings,
        definitions: plugins.definitions,
        workFolder: output.workFolder,
        signal: stop.signal,
        onProgress: ({ progress, step }) => bar.show(progress, step),
      });
      const result = await controller.execute(output.workFolder).finally(() => bar.end());
      return tell({ ...result, path: await output.place(result.path, result.filename) }, site, given.json ?? false);
    } finally {
      await site.close();
    }
  } finally {
    for (const signal of signals) process.off(signal, abort);
    await output.clear();
  }
}

const signals = ['SIGINT', 'SIGTERM'] as const;

function tell(result: BackupResult, site: Site, asJson: boolean): ExitStatus {
  const { backupId, filename, path, size, contentHash, status, warnings } = result;
  if (asJson) {
    const file = { filename, path, filesize: size, contenthash: contentHash };
    const facts = { backupid: backupId, ...file, status, warnings, site: siteFacts(site) };
    process.stdout.write(`${JSON.stringify(facts)}\n`);
  } else {
    for (const { kind, message, path: where } of warnings) {
      process.stderr.write(`${kind === 'loss' ? 'warning' : kind}: ${message}${where ? ` (${where})` : ''}\n`);
    }
    process.stdout.write(`${path} (${size} bytes)\nfrom ${siteText(site)}\n`);
  }
  if (status !== 1000) return ExitStatus.failed;
  return warnings.some(({ kind }) => kind === 'loss') ? ExitStatus.warnings : ExitStatus.done;
}
