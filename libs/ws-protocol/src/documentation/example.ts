import type { WsValue } from '../describe/clean-return';
import type { Description } from '../describe/description';
import type { ParamType } from '../describe/param-types';

/** A made-up answer that fits a description, for the documentation: every key present, lists with one item. */
export function exampleOf(description: Description): WsValue {
  if (description.kind === 'list') return [exampleOf(description.of)];
  if (description.kind === 'single')
    return Object.fromEntries(Object.entries(description.keys).map(([key, inner]) => [key, exampleOf(inner)]));
  return (description.options.default as WsValue | undefined) ?? EXAMPLES[description.type] ?? 'text';
}

const EXAMPLES: Partial<Record<ParamType, WsValue>> = {
  int: 1,
  float: 0.5,
  bool: true,
  alphanum: '8645ab57916bff973697b469ff56119f',
  file: 'backup.mbz',
  url: 'https://moodle.example.org/',
  path: '/',
  username: 'teacher',
  email: 'teacher@example.org',
  lang: 'en',
  timezone: 'Europe/Berlin',
  capability: 'moodle/backup:backupcourse',
};
