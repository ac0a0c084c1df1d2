import {
  BadSettingValue,
  completeOptions,
  parseOptions,
  SettingLocked,
  settingsOfOptions,
  toFlag,
  type BackupSettings,
  type OptionsInput,
} from '../model';
import { warning, type BackupWarning } from '@coursekeep/errors';

/** What a caller asks for: the ten options of the web service, settings of Moodle by name, or both; settings win. */
export interface SettingsInput {
  /** Where given, even empty, the options that it lacks have their defaults; where absent, the site's defaults stand. */
  readonly options?: OptionsInput;
  /** Root, section and activity settings, and `enrolments`, which is ours. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** What was asked for, checked as far as is possible without the course. */
export interface SettingsRequest {
  /** What the caller named. */
  readonly explicit: Readonly<Record<string, unknown>>;
  /** Defaults of options that the caller did not name. */
  readonly implied: Readonly<Record<string, unknown>>;
  readonly enrolments: boolean;
}

/** What came of a request: what people must be told, and what only the log says. */
export interface SettingsOutcome {
  readonly warnings: readonly BackupWarning[];
  readonly remarks: readonly string[];
}

/** Throws BadOption, and BadSettingValue for `enrolments`. */
export function readSettingsRequest({ options, settings = {} }: SettingsInput): SettingsRequest {
  const { enrolments: setting = 1, ...named } = settings;
  const given = options === undefined ? {} : parseOptions(options);
  const explicit = { ...settingsOfOptions(given), ...named };
  const implied = options === undefined ? {} : settingsOfOptions(completeOptions(given));
  return { explicit, implied, enrolments: enrolmentsOf('enrolments' in settings ? setting : (given.enrolments ?? 1)) };
}

/** Requests everything of the settings. What the caller named must be possible: throws UnknownSetting, BadSettingValue,
 *  SettingLocked. A default of an option gives way to a lock, with a warning. */
export function applySettingsRequest(settings: BackupSettings, request: SettingsRequest): SettingsOutcome {
  const held = Object.entries(request.implied).filter(([name]) => !(name in request.explicit));
  const lockedDefaults = held.filter(([name, value]) => !accepts(settings, name, value)).map(([name]) => name);
  settings.setAll(request.explicit);
  const remarks: string[] = [];
  for (const { name, requested, value, lock } of settings.overruled()) {
    if (lock.forced) remarks.push(`The setting "${name}" is ${value}, not ${requested}: ${lock.why}.`);
    else if (name in request.explicit) {
      throw new SettingLocked(name, `The setting "${name}" cannot be changed to ${requested}: ${lock.why}.`);
    } else lockedDefaults.push(name);
  }
  const absent = settings.notHere();
  for (const { name, requested, matters } of absent) {
    if (!matters) remarks.push(`The setting "${name}" = ${requested} does not exist here and was ignored.`);
  }
  return {
    remarks,
    warnings: [
      ...lockedDefaults.map((name) =>
        warning('setting-locked', `"${name}" is ${settings.value(name)}: ${why(settings, name)}.`),
      ),
      ...absent.filter(({ matters }) => matters).map(({ name }) => warning('setting-not-here', `It is "${name}".`)),
    ],
  };
}

function enrolmentsOf(value: unknown): boolean {
  const flag = toFlag(value);
  if (flag === undefined) throw new BadSettingValue('enrolments', 'The setting "enrolments" must be 0 or 1.');
  return flag === 1;
}

function accepts(settings: BackupSettings, name: string, value: unknown): boolean {
  try {
    settings.set(name, value);
    return true;
  } catch (error) {
    if (error instanceof SettingLocked) return false;
    throw error;
  }
}

function why(settings: BackupSettings, name: string): string {
  const lock = settings.lock(name);
  return lock.state === 'NOT_LOCKED' ? 'it is locked' : lock.why;
}
