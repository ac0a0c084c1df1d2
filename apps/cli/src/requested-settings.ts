import { readFile } from 'node:fs/promises';
import { BadSettingsFile, fromSettingsFile, type SettingsFile } from '@coursekeep/backup-engine';

/** What `--settings` and `--set` ask for, as the engine takes it. */
export interface RequestedSettings {
  /** Given, though empty, where there is no file: what is not set then has the defaults of the web service's options. */
  readonly options?: Readonly<Record<string, never>>;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly file: SettingsFile | null;
}

/** Reads the file, if one is named, and lays the single settings over it. Rejects with BadSettingsFile. */
export async function requestedSettings(
  file: string | undefined,
  single: Readonly<Record<string, string>>,
): Promise<RequestedSettings> {
  if (file === undefined) return { options: {}, settings: single, file: null };
  const fromFile = fromSettingsFile(await readJson(file));
  return { settings: { ...fromFile.settings, ...single }, file: fromFile };
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'it is no JSON' : (error as Error).message;
    throw new BadSettingsFile(`The settings file ${file} cannot be read: ${why}.`);
  }
}
