import type { DefinitionRegistry } from '@coursekeep/definitions';
import { countRows, PluginTables, type Site } from '@coursekeep/moodle-site';
import type { NotRead } from './convert/conversion';
import { hasDefinition, type InstalledPlugin, pluginsOfOthers } from './installed-plugins';
import type { ReadPlugin } from './read-plugins';
import { type Environment, siteCode } from './site-code';
import { readSitePlugins } from './site-plugins';

/** `built-in`: there is a definition of it. The others say what its code tells: `complete`, all that it declares is read;
 *  `in-part`, but for what `missing` names; `no-backup-code`, it declares nothing, so that Moodle's backups have nothing of
 *  its own either; `not-read`, for the reason that `why` gives. */
export type Verdict = 'built-in' | 'complete' | 'in-part' | 'no-backup-code' | 'not-read';

/** What backups have of a plugin, and how much of it the site has. */
export interface SurveyedPlugin extends InstalledPlugin {
  readonly verdict: Verdict;
  readonly missing: readonly NotRead[];
  readonly why: string | null;
  /** Tables that are its own by their names. `rows` is null where the table may not be read. */
  readonly tables: readonly { readonly table: string; readonly rows: number | null }[];
  /** Of all its tables that can be read. */
  readonly rows: number;
}

/** What backups have of the plugins of a site. */
export interface PluginSurvey {
  /** The folder with the site's code; null where there is none in `lookedIn` that can be read. */
  readonly code: string | null;
  readonly lookedIn: string;
  readonly plugins: readonly SurveyedPlugin[];
}

/** Says of each plugin of a site that does not come with Moodle what backups have of it. It counts the rows of the plugins'
 *  tables, so it takes as long as the database needs for that. */
export async function surveyPlugins(
  site: Site,
  known: DefinitionRegistry,
  env: Environment = process.env,
): Promise<PluginSurvey> {
  const { folder: code, lookedIn } = siteCode(site, env);
  const installed = await pluginsOfOthers(site);
  const read = new Map((await readSitePlugins(site, known, env)).plugins.map((one) => [one.plugin, one]));
  const tables = await tablesOf(site, installed);
  const plugins = installed.map((one) => {
    const own = tables.get(one.plugin) ?? [];
    const found = hasDefinition(one.plugin, known) ? BUILT_IN : verdictOf(read.get(one.plugin), code);
    return { ...one, ...found, tables: own, rows: own.reduce((sum, { rows }) => sum + (rows ?? 0), 0) };
  });
  return { code, lookedIn, plugins };
}

type Found = Pick<SurveyedPlugin, 'verdict' | 'missing' | 'why'>;

const BUILT_IN: Found = { verdict: 'built-in', missing: [], why: null };

function verdictOf(read: ReadPlugin | undefined, code: string | null): Found {
  if (code === null) return notRead('the code of the site cannot be read');
  if (!read?.folder) return notRead(`its code is not in ${code}`);
  const { outcome, notRead: missing } = read;
  if (outcome === 'not read')
    return { verdict: 'not-read', missing, why: missing[0]?.why ?? 'its code is not understood' };
  if (outcome === 'none') return { verdict: 'no-backup-code', missing: [], why: null };
  return { verdict: outcome === 'complete' ? 'complete' : 'in-part', missing, why: null };
}

const notRead = (why: string): Found => ({ verdict: 'not-read', missing: [], why });

async function tablesOf(
  site: Site,
  installed: readonly InstalledPlugin[],
): Promise<ReadonlyMap<string, SurveyedPlugin['tables']>> {
  const byName = new PluginTables(
    site.schema,
    installed.map(({ plugin }) => plugin),
    new Set(),
  );
  const wanted = installed.flatMap(({ plugin }) =>
    byName.of(plugin).map((table) => ({ of: plugin, table, sql: '1 = 1', parameters: [] })),
  );
  const tables = new Map<string, { table: string; rows: number | null }[]>();
  for (const { of, table, rows } of await countRows(site, wanted)) {
    tables.set(of, [...(tables.get(of) ?? []), { table, rows }]);
  }
  return tables;
}
