import type { Site, SnapshotReader } from '@coursekeep/moodle-site';
import type { SiteDefaults } from '../model';

/** The site's own defaults and locks of backup settings, in one query. What config.php forces on the plugin comes first. */
export async function readSiteDefaults(reader: SnapshotReader, site: Site): Promise<SiteDefaults> {
  const rows = await reader.all({
    text: 'SELECT "name", "value" FROM {config_plugins} WHERE "plugin" = ?',
    parameters: ['backup'],
  });
  const forced = Object.entries(site.config.settings).filter(([name]) => name.startsWith(PLUGIN));
  return Object.fromEntries([
    ...rows.map(({ name, value }) => [name ?? '', value ?? '']),
    ...forced.map(([name, value]) => [name.slice(PLUGIN.length), value]),
  ]);
}

const PLUGIN = 'backup/';
