import { Known, type Value } from '../php/values';

/** The name of a setting, which may be put together from the activity's: `.visits` of `choice_12_visits`. Null where that
 *  cannot be told. */
export function settingName(name: Value, modname: string): string | null {
  if (typeof name === 'string') return name;
  if (!(name instanceof Known) || name.meaning !== 'text') return null;
  const parts = name.detail as (string | Known)[];
  const text = parts.map((part) => (part instanceof Known ? `{${String(part.detail)}}` : part)).join('');
  const prefix = `${modname}_{module}_`;
  return text.startsWith(prefix) ? `.${text.slice(prefix.length)}` : null;
}
