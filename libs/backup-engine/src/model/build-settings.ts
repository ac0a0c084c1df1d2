import { UnknownMode } from './errors';
import { backupMode, type BackupMode, type BackupModeName } from './mode';
import type { CourseOutline } from './outline';
import { walkOutline, type OutlineStop } from './outline-walk';
import { PART_SETTINGS, partLocks, rootSettingsOf, type PartPlace } from './setting-definitions';
import type { OwnLock } from './setting-lock';
import type { SettingNode } from './setting-resolution';
import { BackupSettings, partName } from './settings';
import { siteDefault, type SiteDefaults } from './site-defaults';
import { branchName } from '@coursekeep/definitions/version';

/** What the acting user may do in the course, beyond starting a backup. */
export interface BackupPermissions {
  /** moodle/backup:userinfo: without it `users` is 0 and locked. */
  readonly userinfo: boolean;
  /** moodle/backup:anonymise: without it `anonymize` is 0 and locked. */
  readonly anonymise: boolean;
  /** moodle/backup:configure: without it everything but `filename` is locked, except in import mode. */
  readonly configure: boolean;
}

export interface SettingsContext {
  /** 405 is Moodle 4.5, 501 is 5.1. */
  readonly version: { readonly branch: number };
  readonly mode: BackupModeName;
  /** The site's own defaults; what is absent has the value of a new site. */
  readonly siteDefaults?: SiteDefaults;
  readonly permissions: BackupPermissions;
  /** Whether somebody chooses the settings; that of the mode, where absent. */
  readonly interactive?: boolean;
}

/** All settings that Moodle has for a backup of this course, with the defaults of the site and mode and the locks of
 *  configuration and permissions. Throws UnknownMode for a mode that this version of Moodle does not have. */
export function buildSettings(outline: CourseOutline, context: SettingsContext): BackupSettings {
  const chosen = backupMode(context.mode);
  const mode = { ...chosen, interactive: context.interactive ?? chosen.interactive };
  const branch = context.version.branch;
  if (branch >= (mode.before ?? Infinity)) {
    throw new UnknownMode(`Moodle ${branchName(branch)} has no backup mode "${mode.name}".`);
  }
  const nodes = [...rootNodes(mode, context), ...partNodes(mode, outline, context)];
  return new BackupSettings(mode, nodes, unsupportedSettings(outline));
}

function rootNodes(mode: BackupMode, context: SettingsContext): SettingNode[] {
  return rootSettingsOf(mode, context.version.branch).map((definition) => {
    const site = siteDefault(definition, mode, context.siteDefaults ?? {});
    const denied = denial(definition.name, mode, context.permissions);
    return {
      name: definition.name,
      level: 'root',
      type: definition.type,
      base: denied ? 0 : site.value,
      locks: definition.lockedBy ?? [],
      own:
        denied ?? (definition.name === 'filename' ? undefined : configureLock(mode, context.permissions)) ?? site.lock,
    };
  });
}

function partNodes(mode: BackupMode, outline: CourseOutline, context: SettingsContext): SettingNode[] {
  const own = configureLock(mode, context.permissions);
  return [...walkOutline(outline)].flatMap((stop) => {
    const place = placeOf(stop);
    const common = { level: stop.kind, part: place.self, type: 'flag' as const, own };
    const usual = PART_SETTINGS.map((setting) => ({
      ...common,
      name: `${place.self}_${setting}`,
      base: 1 as const,
      locks: partLocks(place, setting, context.version.branch),
    }));
    const further = stop.kind === 'activity' ? (stop.activity.settings ?? []) : [];
    return [
      ...usual,
      ...further.map((setting) => ({
        ...common,
        name: `${place.self}_${setting.name}`,
        base: setting.default,
        locks: setting.needsUserinfo ? [{ by: `${place.self}_userinfo`, when: 0 as const }] : [],
      })),
    ];
  });
}

function unsupportedSettings(outline: CourseOutline): ReadonlySet<string> {
  const parts = [
    ...(outline.unsupported ?? []).map(({ modname, moduleId }) => `${modname}_${moduleId}`),
    ...(outline.broken ?? []).flatMap(({ part }) => part ?? []),
  ];
  return new Set(parts.flatMap((part) => PART_SETTINGS.map((setting) => `${part}_${setting}`)));
}

function placeOf(stop: OutlineStop): PartPlace {
  if (stop.kind === 'activity') {
    return { self: partName(stop.activity), parent: partName(stop.section), modname: stop.activity.modname };
  }
  const self = partName(stop.section);
  return stop.delegatedBy ? { self, parent: partName(stop.delegatedBy) } : { self };
}

/** The lock of a setting that is not allowed at all and therefore 0. */
function denial(name: string, mode: BackupMode, permissions: BackupPermissions): OwnLock | undefined {
  if (name === 'users' && mode.withoutUsers) return byPermission(`a backup in ${mode.name} mode never has users`);
  if (name === 'users' && !permissions.userinfo) return lacks('moodle/backup:userinfo');
  if (name === 'anonymize' && !permissions.anonymise) return lacks('moodle/backup:anonymise');
  return undefined;
}

function configureLock(mode: BackupMode, permissions: BackupPermissions): OwnLock | undefined {
  return permissions.configure || mode.name === 'import' ? undefined : lacks('moodle/backup:configure');
}

function lacks(capability: string): OwnLock {
  return byPermission(`it needs the capability ${capability} in the course`);
}

function byPermission(why: string): OwnLock {
  return { state: 'LOCKED_BY_PERMISSION', why };
}
