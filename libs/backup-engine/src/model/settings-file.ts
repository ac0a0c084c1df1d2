import { BadSettingsFile } from './errors';
import { toFlag } from './options';
import { backupMode, type BackupModeName } from './mode';

/** The requests that a `.settings.json` file holds. */
export interface SettingsFile {
  /** Every setting by name, `filename` among them where the file says it. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Absent where the file does not say. */
  readonly mode?: BackupModeName;
  readonly courseId?: number;
  readonly userId?: number;
  /** Whether somebody chose the settings. */
  readonly interactive?: boolean;
}

/** Reads the parsed JSON of a settings file: either a plain map of settings, or the shape of the files beside the sample
 *  backups (`requested`, `mode`, `courseid`, `userid`, `root_settings.filename`). Throws BadSettingsFile; names and values
 *  of settings are checked later, by BackupSettings. */
export function fromSettingsFile(json: unknown): SettingsFile {
  const file = objectOf(json, 'the file');
  if (!('requested' in file)) return { settings: file };
  const requested = objectOf(file.requested, '"requested"');
  const filename =
    file.root_settings === undefined ? undefined : objectOf(file.root_settings, '"root_settings"').filename;
  return {
    settings: filename === undefined ? requested : { filename, ...requested },
    ...(file.mode === undefined ? {} : { mode: modeOf(file.mode) }),
    ...(file.interactive === undefined ? {} : { interactive: flagOf(file.interactive) }),
    ...(file.courseid === undefined ? {} : { courseId: numberOf(file.courseid, 'courseid') }),
    ...(file.userid === undefined ? {} : { userId: numberOf(file.userid, 'userid') }),
  };
}

function objectOf(json: unknown, what: string): Record<string, unknown> {
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Record<string, unknown>;
  throw new BadSettingsFile(`The settings file is not understood: ${what} must be a JSON object of names and values.`);
}

function modeOf(value: unknown): BackupModeName {
  if (typeof value === 'number' || typeof value === 'string') return backupMode(value).name;
  throw new BadSettingsFile('The settings file is not understood: "mode" must be a name or a number.');
}

function flagOf(value: unknown): boolean {
  const flag = toFlag(value);
  if (flag !== undefined) return flag === 1;
  throw new BadSettingsFile('The settings file is not understood: "interactive" must be 0 or 1.');
}

function numberOf(value: unknown, name: string): number {
  if (Number.isSafeInteger(value) && Number(value) > 0) return Number(value);
  throw new BadSettingsFile(`The settings file is not understood: "${name}" must be a positive whole number.`);
}
