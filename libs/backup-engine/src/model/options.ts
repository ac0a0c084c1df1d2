import { BadOption } from './errors';
import { nearestName } from '@coursekeep/errors';
import { quoteValue } from './quote-value';

/** 1 is on, 0 is off, as Moodle writes it. */
export type Flag = 0 | 1;

/** An option of the web service `core_course_backup_async`. */
export interface OptionDefinition {
  readonly name: OptionName;
  readonly default: Flag;
  /** A few words for a form. */
  readonly label: string;
  /** What it does, in plain words. */
  readonly description: string;
  /** The option that must be on for this one to have any effect. */
  readonly needs?: OptionName;
}

export const OPTION_NAMES = [
  'activities',
  'blocks',
  'filters',
  'users',
  'enrolments',
  'role_assignments',
  'comments',
  'userscompletion',
  'logs',
  'grade_histories',
] as const;

export type OptionName = (typeof OPTION_NAMES)[number];

/** The ten options with a value each. */
export type BackupOptions = Readonly<Record<OptionName, Flag>>;

/** The ten options in the order of the web service. */
export const OPTIONS: readonly OptionDefinition[] = [
  {
    name: 'activities',
    default: 1,
    label: 'Activities and resources',
    description: 'Pages, files, forums, assignments and everything else that the course is made of.',
  },
  {
    name: 'blocks',
    default: 1,
    label: 'Blocks',
    description: 'The blocks at the side of the course and its activities.',
  },
  { name: 'filters', default: 1, label: 'Filters', description: 'Which text filters are on or off in the course.' },
  {
    name: 'users',
    default: 0,
    label: 'People and their work',
    description: 'Everybody who takes part, with posts, submissions, answers and grades.',
  },
  {
    name: 'enrolments',
    default: 1,
    label: 'Enrolment methods',
    description: 'How people get into the course: manual, self enrolment, cohorts and so on.',
  },
  {
    name: 'role_assignments',
    default: 0,
    label: 'Roles of people',
    description: 'Who is teacher, student or anything else in the course.',
    needs: 'users',
  },
  { name: 'comments', default: 0, label: 'Comments', description: 'What people commented.', needs: 'users' },
  {
    name: 'userscompletion',
    default: 0,
    label: 'Completion of people',
    description: 'Who has completed what, and when.',
    needs: 'users',
  },
  {
    name: 'logs',
    default: 0,
    label: 'Logs',
    description: 'The records of what people did. They can be far larger than the course itself.',
    needs: 'users',
  },
  {
    name: 'grade_histories',
    default: 0,
    label: 'History of grades',
    description: 'Every change that was ever made to a grade.',
    needs: 'users',
  },
];

/** What may be given as options: a plain map, or the list of names and values of the web service. */
export type OptionsInput =
  Readonly<Record<string, unknown>> | readonly { readonly name?: unknown; readonly value?: unknown }[];

/** Reads options and checks each name and value (see toFlag). Returns only those that were given; of an
 *  option given twice the last counts. Throws BadOption, which names the option. */
export function parseOptions(input: OptionsInput): Partial<Record<OptionName, Flag>> {
  const parsed: Partial<Record<OptionName, Flag>> = {};
  for (const [name, value] of Array.isArray(input) ? input.map(nameAndValue) : Object.entries(input)) {
    const known = OPTION_NAMES.find((option) => option === name);
    if (known === undefined) throw unknownOption(name);
    parsed[known] = flagOf(known, value);
  }
  return parsed;
}

/** All ten options: those given, the rest by default. */
export function completeOptions(given: Partial<Record<OptionName, Flag>>): BackupOptions {
  const complete = OPTIONS.map((option) => [option.name, given[option.name] ?? option.default]);
  return Object.fromEntries(complete) as BackupOptions;
}

/** The settings that the options stand for. `enrolments` is no setting of Moodle's backups and is not among them. */
export function settingsOfOptions(options: Partial<BackupOptions>): Record<string, Flag> {
  const pairs = Object.entries(options).filter(([name]) => name !== 'enrolments');
  return Object.fromEntries(pairs);
}

/** 0, 1, true and false as a flag, also as texts, in any letter case: `"true"` and `"True"` are what clients make of a
 *  boolean in a form. Undefined for everything else. */
export function toFlag(value: unknown): Flag | undefined {
  if (!['number', 'string', 'boolean'].includes(typeof value)) return undefined;
  const word = String(value).toLowerCase();
  if (word === '1' || word === 'true') return 1;
  if (word === '0' || word === 'false') return 0;
  return undefined;
}

function nameAndValue(entry: unknown): [string, unknown] {
  const pair = (typeof entry === 'object' && entry !== null ? entry : {}) as { name?: unknown; value?: unknown };
  if (typeof pair.name === 'string') return [pair.name, pair.value];
  throw new BadOption('bad-options', '', 'Each entry of the options must have a name and a value.');
}

function flagOf(name: OptionName, value: unknown): Flag {
  const flag = toFlag(value);
  if (flag !== undefined) return flag;
  throw new BadOption('bad-option-value', name, `The option "${name}" must be 0 or 1, not ${quoteValue(value)}.`);
}

function unknownOption(name: string): BadOption {
  const nearest = nearestName(name, OPTION_NAMES);
  const hint = nearest ? ` Did you mean "${nearest}"?` : ` The options are ${OPTION_NAMES.join(', ')}.`;
  return new BadOption('unknown-option', name, `There is no option ${quoteValue(name)}.${hint}`);
}
