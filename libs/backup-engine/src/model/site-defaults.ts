import type { BackupMode } from './mode';
import type { RootSettingDefinition } from './setting-definitions';
import type { OwnLock } from './setting-lock';
import { settingValue, type SettingValue } from './setting-value';

/** The site's `config_plugins` of plugin `backup` by name: `backup_general_users`, `backup_general_users_locked`, … */
export type SiteDefaults = Readonly<Record<string, string>>;

/** The value of a root setting that site and mode start from, and the administrator's lock on it. */
export function siteDefault(
  definition: RootSettingDefinition,
  mode: BackupMode,
  site: SiteDefaults,
): { readonly value: SettingValue; readonly lock?: OwnLock } {
  const usual = mode.defaults === null ? undefined : definition.configured?.[mode.defaults];
  if (usual === undefined) return { value: definition.default };
  const name = `backup_${mode.defaults}_${definition.configName ?? definition.name}`;
  const configured = site[name];
  const value = configured === undefined ? usual : settingValue(definition.name, 'flag', isOn(configured));
  if (!mode.configLocks || !isOn(site[`${name}_locked`] ?? '')) return { value };
  return { value, lock: { state: 'LOCKED_BY_CONFIG', why: `the site's administrator fixed it (${name}_locked)` } };
}

/** Moodle's reading of a stored checkbox: an empty text and 0 are off. */
function isOn(stored: string): boolean {
  return stored !== '' && stored !== '0';
}
