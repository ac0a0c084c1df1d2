import { siteFacts, siteText } from '@coursekeep/moodle-site';
import { surveyPlugins, type SurveyedPlugin } from '@coursekeep/plugin-declarations';
import type { Command } from 'commander';
import { chosenDefinitions } from '../chosen-definitions';
import { ExitStatus } from '../exit-status';
import { openChosenSite } from '../open-chosen-site';
import { printPlugins } from './print-plugins';

export interface PluginsArguments {
  readonly site?: string;
  readonly json?: boolean;
}

/** `coursekeep plugins --site CONFIG`. */
export function addPlugins(program: Command, siteHelp: string, end: (status: ExitStatus) => void): void {
  program
    .command('plugins')
    .description('Tells what backups have of each plugin of a site that does not come with Moodle.')
    .option('--site <file>', `${siteHelp} (default: COURSEKEEP_SITE, else embedded)`)
    .option('--json', 'prints one JSON object')
    .addHelpText(
      'after',
      '\nExit status: 0 all of them go into backups as Moodle would have them, 3 some in part or not at all, 1 failed, 2 wrong usage.',
    )
    .action(async (given: PluginsArguments) => end(await runPlugins(given)));
}

/** Tells what backups have of the plugins of a site. Rejects where the site cannot be read. */
export async function runPlugins({ site: chosen, json = false }: PluginsArguments): Promise<ExitStatus> {
  const known = await chosenDefinitions();
  const site = await openChosenSite(chosen);
  try {
    const survey = await surveyPlugins(site, known);
    if (json) {
      const plugins = survey.plugins.map(asJson);
      process.stdout.write(`${JSON.stringify({ site: siteFacts(site), code: survey.code, plugins })}\n`);
    } else process.stdout.write(printPlugins(siteText(site), survey));
    return survey.plugins.every(({ verdict }) => IN_FULL.has(verdict)) ? ExitStatus.done : ExitStatus.warnings;
  } finally {
    await site.close();
  }
}

const IN_FULL: ReadonlySet<SurveyedPlugin['verdict']> = new Set(['built-in', 'complete', 'no-backup-code']);

function asJson({ missing, ...rest }: SurveyedPlugin) {
  return {
    ...rest,
    missing: missing.map(({ element, why, place: { file, line } }) => ({ element, why, file, line })),
  };
}
