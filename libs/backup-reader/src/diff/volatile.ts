import type { DocumentRow } from '../read/document/document-row';

/** Fields that change without anybody changing the course: bookkeeping of times, versions, caches and order. The order of
 *  activities and sections is compared by itself. */
const VOLATILE = new Set([
  'timemodified',
  'timecreated',
  'timeupdated',
  'timeadded',
  'added',
  'usermodified',
  'modifierid',
  'firstaccess',
  'lastaccess',
  'lastlogin',
  'currentlogin',
  'lastip',
  'timeaccess',
  'revision',
  'cacherev',
  'stamp',
  'version_stamp',
  'needsupdate',
  'contextid',
  'sequence',
  'sortorder',
  'lastcron',
  'secret',
]);

/** The same, in one kind of record: its path's end → fields. */
const VOLATILE_IN: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^module$/, ['version', 'sectionid', 'sectionnumber']],
  [/^section$/, ['number', 'itemid', 'component']],
  [/^activity$/, ['id', 'moduleid', 'modulename']],
  [/^block$/, ['parentcontextid', 'version']],
  [/^course$/, ['requested', 'originalcourseid']],
  [/(^|\/)user$/, ['password']],
];

/** The values of a record that may tell a change, brought to one form: NULL, empty and absent are the same, and so are
 *  numbers that differ in their zeros. */
export function comparableValues(row: DocumentRow): Map<string, string> {
  const inHere = VOLATILE_IN.find(([path]) => path.test(row.path))?.[1] ?? [];
  const values = new Map<string, string>();
  for (const [name, value] of row.values) {
    if (value === null || value === '' || VOLATILE.has(name) || inHere.includes(name)) continue;
    if (row.encrypted.has(name)) continue;
    values.set(name, /^-?\d+\.\d+$/.test(value) ? String(Number(value)) : value);
  }
  return values;
}
