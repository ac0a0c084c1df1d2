import type { Native } from '../php/host';
import { Known, PhpArray, textOf, Unknown, type Value } from '../php/values';
import { ENCODED_ROOT_MARK, ROOT_MARK, type Replacement } from './known';
import { columnTest } from './rows';

/** Functions of Moodle's, and of PHP's where they may be about what only a backup knows. */
export const moodleFunctions: Readonly<Record<string, Native>> = {
  get_string: ({ values: [name = null] }) => textOf(name) ?? '',
  debugging: () => null,
  get_config: ({ values: [plugin = null, name = null], place }) => {
    if (typeof plugin !== 'string' || typeof name !== 'string') return new Unknown(place, 'a setting of the site');
    return new Known('column', columnTest('config_plugins', { plugin, name }, 'value'));
  },
  base64_decode: ({ values: [value = null], place }) => packed(value, 'base64 of', place),
  unserialize: ({ values: [value = null], place }) => settingsIn(value, place),
  unserialize_object: ({ values: [value = null], place }) => settingsIn(value, place),
  preg_replace: ({ values: [pattern = null, replacement = null, subject = null], place }) => {
    if (!(subject instanceof Known) || subject.meaning !== 'content')
      return new Unknown(place, 'a call of preg_replace()');
    const patterns = pattern instanceof PhpArray ? pattern.values() : [pattern];
    const replacements = replacement instanceof PhpArray ? replacement.values() : patterns.map(() => replacement);
    const added = patterns.map((one, at): Replacement | null => {
      const by = replacements[at] ?? '';
      return typeof one === 'string' && typeof by === 'string' ? { pattern: one, replacement: by } : null;
    });
    if (!added.every((one) => one !== null)) return new Unknown(place, 'a pattern that is not known');
    return new Known('content', [...(subject.detail as Replacement[]), ...added]);
  },
  urlencode: ({ values: [value = null], place }) => encoded(value, place),
  rawurlencode: ({ values: [value = null], place }) => encoded(value, place),
  require_once: () => null,
};

function packed(value: Value, how: string, place: Unknown['place']): Value {
  const isConfiguration = value instanceof Known && value.meaning === 'column';
  return isConfiguration ? new Known(how, value.detail) : new Unknown(place, 'a text that is not known');
}

function settingsIn(value: Value, place: Unknown['place']): Value {
  if (value instanceof Known && value.meaning === 'base64 of') return new Known('block settings', value.detail);
  return new Unknown(place, 'what a text holds packed');
}

function encoded(value: Value, place: Unknown['place']): Value {
  if (typeof value !== 'string') return new Unknown(place, 'a text that is not known');
  return value
    .split(ROOT_MARK)
    .map((part) => encodeURIComponent(part))
    .join(ENCODED_ROOT_MARK);
}
