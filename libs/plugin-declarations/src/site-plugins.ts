import { branchOfRelease, type DefinitionRegistry, versionNumber } from '@coursekeep/definitions';
import type { Site } from '@coursekeep/moodle-site';
import type { SiteFacts } from './api/site';
import type { NotRead } from './convert/conversion';
import { hasDefinition, pluginsOfOthers } from './installed-plugins';
import { placeText } from './php/place';
import { ReadCache } from './read-cache';
import { readPlugins, type ReadPlugin } from './read-plugins';
import { type Environment, siteCode } from './site-code';

/** What a site's code says of the plugins that no definition is known for. */
export interface SitePlugins {
  /** The folder that was read; null where there is none that can be. */
  readonly code: string | null;
  readonly plugins: readonly ReadPlugin[];
  /** The definitions that were there and those that were read. */
  readonly definitions: DefinitionRegistry;
}

/** Reads in a site's code what the plugins that `known` has no definition for declare about their backup. */
export async function readSitePlugins(
  site: Site,
  known: DefinitionRegistry,
  env: Environment = process.env,
): Promise<SitePlugins> {
  const unknown = (await pluginsOfOthers(site)).filter(({ plugin }) => !hasDefinition(plugin, known));
  const { folder: code } = siteCode(site, env);
  if (code === null) return { code, plugins: [], definitions: known.with([], { whyNotAsked: whyNoCode(env) }) };
  const names = unknown.map(({ plugin }) => plugin);
  const kept = { cache: cacheOf(known), versions: new Map(unknown.map(({ plugin, version }) => [plugin, version])) };
  const plugins = readPlugins(code, names, known, factsOf(site), kept);
  const gaps = plugins
    .filter(({ notRead, definitions }) => notRead.length > 0 && definitions.length > 0)
    .map(({ plugin, notRead }) => [plugin, notRead.map(gapText)] as const);
  const withoutBackup = plugins.filter(({ outcome }) => outcome === 'none').map(({ plugin }) => plugin);
  const definitions = plugins.flatMap((read) => read.definitions);
  return { code, plugins, definitions: known.with(definitions, { gaps: new Map(gaps), withoutBackup }) };
}

/** What this process has read beside these definitions. */
function cacheOf(known: DefinitionRegistry): ReadCache {
  const cache = caches.get(known) ?? new ReadCache();
  caches.set(known, cache);
  return cache;
}

const caches = new WeakMap<DefinitionRegistry, ReadCache>();

/** No path: teachers read it too. */
function whyNoCode({ COURSEKEEP_SITE_CODE: named }: Environment): string {
  const where = named ? 'The folder that COURSEKEEP_SITE_CODE names' : 'The folder of its config.php';
  return `${where} has no mod/ and no blocks/ in it: set COURSEKEEP_SITE_CODE to the folder that they lie in.`;
}

/** What is left out of a plugin's backup, and why, in words for people. */
export function gapText({ element, place, why }: NotRead): string {
  const what = element === null ? '' : element.includes('.') ? element : `<${element}>`;
  return `${what}${what ? ': ' : ''}${why} (${placeText(place)})`;
}

function factsOf(site: Site): SiteFacts {
  return {
    version: versionNumber(site.version),
    branch: branchOfRelease(site.release) ?? 0,
    release: site.release,
    dbtype: site.config.dbtype,
    columns: (table) => site.schema.columns(table).map(({ name }) => name),
  };
}
