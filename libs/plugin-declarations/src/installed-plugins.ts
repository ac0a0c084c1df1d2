import { type DefinitionRegistry, isCoreModule, isThirdParty } from '@coursekeep/definitions';
import type { Site } from '@coursekeep/moodle-site';

/** A plugin that a site's database lists. */
export interface InstalledPlugin {
  /** `mod_choice`. */
  readonly plugin: string;
  /** As Moodle writes it: `2024100700`. */
  readonly version: string;
}

/** The plugins of a site that do not come with Moodle and may keep something of a course, by name. */
export async function pluginsOfOthers(site: Pick<Site, 'database'>): Promise<InstalledPlugin[]> {
  const rows = await site.database.snapshot((reader) =>
    reader.all({ text: "SELECT plugin, value FROM {config_plugins} WHERE name = 'version' ORDER BY plugin" }),
  );
  return rows.flatMap(({ plugin, value }) => (plugin && isOfOthers(plugin) ? [{ plugin, version: value ?? '' }] : []));
}

/** Is there a definition of what a plugin keeps? */
export function hasDefinition(plugin: string, known: DefinitionRegistry): boolean {
  const { type, name } = parts(plugin);
  if (type === 'mod') return known.supportsModule(name);
  return type === 'block' ? known.supportsBlock(name) : known.knowsPlugin(plugin);
}

function isOfOthers(plugin: string): boolean {
  const { type, name } = parts(plugin);
  return type === 'mod' ? !isCoreModule(name) : isThirdParty(plugin);
}

function parts(plugin: string): { type: string; name: string } {
  const [type = '', ...name] = plugin.split('_');
  return { type, name: name.join('_') };
}
