import { BadSettingValue } from './errors';
import { toFlag, type Flag } from './options';
import { quoteValue } from './quote-value';
import type { RootSettingDefinition } from './setting-definitions';

/** Most settings are 1 or 0; `filename` is a text. */
export type SettingValue = Flag | string;

/** The value of a setting as its type wants it. Throws BadSettingValue, which names the setting. */
export function settingValue(name: string, type: RootSettingDefinition['type'], value: unknown): SettingValue {
  return type === 'filename' ? cleanFilename(name, value) : cleanFlag(name, value);
}

function cleanFlag(name: string, value: unknown): Flag {
  const flag = toFlag(value);
  if (flag === undefined) {
    throw new BadSettingValue(name, `The setting "${name}" must be 0 or 1, not ${quoteValue(value)}.`);
  }
  if (name === 'imscc11' && flag === 1) {
    throw new BadSettingValue(name, 'IMS Common Cartridge ("imscc11") is not written by Coursekeep; leave it at 0.');
  }
  return flag;
}

/** Characters that Moodle takes out of file names, control characters among them. */
const UNCLEAN = /[\u0000-\u001f\u007f-\u009f&<>"`|':\\/]/u;

/** A name that is one file in one folder: nothing of a path, no leading dot, at most 255 bytes. */
function cleanFilename(name: string, value: unknown): string {
  if (typeof value === 'string' && value !== '' && !value.startsWith('.') && !UNCLEAN.test(value) && fits(value))
    return value;
  throw new BadSettingValue(
    name,
    `The setting "${name}" must be a plain file name (no path, no leading dot, none of & < > " \` | ' : \\ /, at most ` +
      `255 bytes), not ${quoteValue(value)}.`,
  );
}

function fits(value: string): boolean {
  return new TextEncoder().encode(value).length <= 255;
}
