import type { BackupMode, BackupModeName, DefaultsFamily } from './mode';
import type { Flag } from './options';

/** A root setting of Moodle's course backups. */
export interface RootSettingDefinition {
  readonly name: string;
  readonly type: 'flag' | 'filename';
  /** The value that Moodle's code gives before the site's configuration. */
  readonly default: Flag | string;
  /** In which families of the site's defaults (`backup_general_…`) the setting is, with the value that a new site has. */
  readonly configured?: Readonly<Partial<Record<DefaultsFamily, Flag>>>;
  /** Its name in the site's configuration, where that is another one. */
  readonly configName?: string;
  /** The branch of Moodle (402 = 4.2) that brought it. */
  readonly since?: number;
  /** The branch of Moodle (500 = 5.0) that no longer has it. */
  readonly before?: number;
  /** The modes that have it; all, where absent. */
  readonly modes?: readonly BackupModeName[];
  /** The settings that lock this one. */
  readonly lockedBy?: readonly Lock[];
}

/** One setting's hold on another. While the locking setting has the value, or is itself locked, the dependent one is
 *  locked; having the value also decides the dependent's value: it takes that of the locking setting. */
export interface Lock {
  readonly by: string;
  readonly when: Flag;
  /** The branch of Moodle (403 = 4.3) that no longer has it. */
  readonly before?: number;
}

const everywhere = { general: 1, auto: 1, import: 1 } as const;
const notImported = { general: 1, auto: 1 } as const;
const offByDefault = { general: 0, auto: 0 } as const;

const needs = (by: string): Lock => ({ by, when: 0 });
const until = (before: number, lock: Lock): Lock => ({ ...lock, before });
const notWith = (by: string): Lock => ({ by, when: 1 });
type FlagTraits = Omit<RootSettingDefinition, 'name' | 'type' | 'default'> & { readonly default?: Flag };
const flag = <const Name extends string>(name: Name, traits: FlagTraits = {}) =>
  ({ name, type: 'flag', default: 1, ...traits }) as const;

/** All root settings in Moodle's order, which is their order in `moodle_backup.xml`. A setting stands after all settings
 *  that lock it. */
export const ROOT_SETTINGS = [
  { name: 'filename', type: 'filename', default: 'backup.mbz' },
  flag('imscc11', { default: 0, modes: ['general'] }),
  flag('users', { configured: notImported, lockedBy: [notWith('imscc11')] }),
  flag('anonymize', { default: 0, configured: { general: 0 }, lockedBy: [needs('users')] }),
  flag('role_assignments', { configured: notImported, lockedBy: [needs('users')] }),
  flag('permissions', { default: 0, configured: { import: 0 }, modes: ['import'] }),
  flag('activities', { configured: everywhere }),
  flag('blocks', { configured: everywhere, lockedBy: [notWith('imscc11')] }),
  flag('files', { configured: notImported, lockedBy: [notWith('imscc11')] }),
  flag('filters', { configured: everywhere, lockedBy: [notWith('imscc11')] }),
  flag('comments', { configured: notImported, lockedBy: [needs('users')] }),
  flag('badges', {
    configured: { general: 1, auto: 1, import: 0 },
    lockedBy: [until(403, needs('users')), until(403, needs('activities'))],
  }),
  flag('calendarevents', { configured: everywhere }),
  flag('userscompletion', { configured: notImported, lockedBy: [needs('users')] }),
  flag('logs', { configured: offByDefault, lockedBy: [needs('users')] }),
  flag('grade_histories', {
    configured: offByDefault,
    configName: 'histories',
    lockedBy: [needs('users'), needs('activities')],
  }),
  flag('questionbank', { configured: everywhere, before: 500 }),
  flag('groups', { configured: everywhere }),
  flag('competencies', { configured: everywhere }),
  flag('customfield', { configured: everywhere }),
  flag('contentbankcontent', { configured: everywhere }),
  flag('xapistate', { configured: notImported, since: 402, lockedBy: [needs('users')] }),
  flag('legacyfiles', { configured: everywhere }),
] as const satisfies readonly RootSettingDefinition[];

export type RootSettingName = (typeof ROOT_SETTINGS)[number]['name'];

/** What each section and activity has: `section_9_included`, `section_9_userinfo`, `page_44_included` and so on. */
export const PART_SETTINGS = ['included', 'userinfo'] as const;
export type PartSetting = (typeof PART_SETTINGS)[number];

/** The names of the setting's holders as the rules below write them. */
export interface PartPlace {
  /** `section_9` or `page_44`. */
  readonly self: string;
  /** What it stands in: the activity's section; of a delegated section the activity that delegates it. */
  readonly parent?: string;
  /** The kind of activity; absent for sections. */
  readonly modname?: string;
}

/** What locks a part's setting, as data of the place where it stands. */
export function partLocks(place: PartPlace, setting: PartSetting, branch: number): readonly Lock[] {
  const parent = place.parent === undefined ? [] : [needs(`${place.parent}_${setting}`)];
  if (setting === 'userinfo') return [needs('users'), ...parent, needs(`${place.self}_included`)];
  if (place.modname === undefined) return parent;
  return [needs('activities'), ...parent, ...questionBankLock(place.modname, branch)];
}

/** Before 5.0 a quiz without the question bank would be empty, so it goes too. */
function questionBankLock(modname: string, branch: number): readonly Lock[] {
  return modname === 'quiz' && branch < 500 ? [needs('questionbank')] : [];
}

/** The root settings that a mode has in a branch of Moodle. */
export function rootSettingsOf(mode: BackupMode, branch: number): readonly RootSettingDefinition[] {
  const all: readonly RootSettingDefinition[] = ROOT_SETTINGS;
  return all
    .filter((setting) => existsIn(setting, mode, branch))
    .map((setting) => ({
      ...setting,
      lockedBy: setting.lockedBy?.filter(({ before = Infinity }) => branch < before),
    }));
}

function existsIn(setting: RootSettingDefinition, mode: BackupMode, branch: number): boolean {
  const inBranch = (setting.since ?? 0) <= branch && branch < (setting.before ?? Infinity);
  return inBranch && (setting.modes?.includes(mode.name) ?? true);
}
