import { gapText, type PluginSurvey, type SurveyedPlugin, type Verdict } from '@coursekeep/plugin-declarations';
import { counted, line } from './printable';

/** What backups have of the plugins of a site, a line for each, and below it what is missing. */
export function printPlugins(site: string, { code, lookedIn, plugins }: PluginSurvey): string {
  if (plugins.length === 0) return `${line(site)}\nAll plugins come with Moodle.\n`;
  const lines = [
    line(site),
    code === null
      ? `No code of the site can be read in ${line(lookedIn)}: name the folder that mod/ and blocks/ lie in by COURSEKEEP_SITE_CODE.`
      : `Code of the plugins: ${line(code)}`,
    '',
    ...plugins.flatMap(pluginLines),
    '',
    summary(plugins),
  ];
  return `${lines.join('\n')}\n`;
}

const WORDS: Readonly<Record<Verdict, string>> = {
  'built-in': 'built in',
  complete: 'read completely',
  'in-part': 'read in part',
  'no-backup-code': 'nothing to read: it has no backup code',
  'not-read': 'not read',
};

function pluginLines({ plugin, version, verdict, missing, why, tables, rows }: SurveyedPlugin): string[] {
  const filled = tables.filter((one) => one.rows !== 0).map((one) => `${one.table} ${one.rows ?? 'not readable'}`);
  const list = filled.length > 0 ? ` (${filled.join(', ')})` : '';
  const reason = why === null ? '' : ` (${why})`;
  return [
    line(`${plugin} ${version}: ${WORDS[verdict]}${reason}; ${counted(rows, 'row')}${list}`),
    ...(verdict === 'in-part' ? missing : []).map((one) => `  - ${line(gapText(one))}`),
  ];
}

function summary(plugins: readonly SurveyedPlugin[]): string {
  const words = Object.entries(WORDS).flatMap(([verdict, word]) => {
    const count = plugins.filter((one) => one.verdict === verdict).length;
    return count > 0 ? [`${count} ${word}`] : [];
  });
  return `${counted(plugins.length, 'plugin')}: ${words.join(', ')}.`;
}
