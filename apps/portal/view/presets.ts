import {
  completeOptions,
  OPTION_NAMES,
  OPTIONS,
  type BackupOptions,
  type Flag,
  type OptionName,
} from '@coursekeep/backup-engine/model';
import type { CourseRights } from '../data/views';

/** The four ready-made choices of the page "New backup", in its order. */
export const presets = {
  work: completeOptions({ users: 1, role_assignments: 1, comments: 1, userscompletion: 1 }),
  content: completeOptions({}),
  archive: optionsWhere(() => 1),
  template: completeOptions({ enrolments: 0 }),
} as const satisfies Record<string, BackupOptions>;

export type PresetName = keyof typeof presets;
export const presetNames = Object.keys(presets) as PresetName[];

/** A preset, or `exact` where one chooses each option. */
export type Choice = PresetName | 'exact';

/** May the caller have this preset? People need the right to people's data; whatever differs from the defaults (those
 *  are *content*) the right to choose. */
export function isAllowed(preset: PresetName, may: CourseRights): boolean {
  if (presets[preset].users && !may.userinfo) return false;
  return may.configure || preset === 'content';
}

/** The choice to begin with: people's work where that is allowed, for it is what one worries about. */
export function firstChoice(may: CourseRights): PresetName {
  return isAllowed('work', may) ? 'work' : 'content';
}

/** The preset that has exactly these options, else `exact`. */
export function choiceOf(options: BackupOptions): Choice {
  return (
    presetNames.find((name) => OPTION_NAMES.every((option) => presets[name][option] === options[option])) ?? 'exact'
  );
}

/** Switches off what has no effect without another option, as without people nothing that belongs to people. */
export function settle(options: BackupOptions): BackupOptions {
  const idle = OPTIONS.filter(({ needs }) => needs && !options[needs]).map(({ name }) => [name, 0]);
  return { ...options, ...Object.fromEntries(idle) };
}

/** The options that a submitted form means: those of its preset, or with `exact` its checkboxes (`option.users` …). */
export function optionsFromForm(form: FormData): BackupOptions {
  const choice = form.get('choice');
  const preset = presetNames.find((name) => name === choice);
  return preset ? presets[preset] : settle(optionsWhere((name) => (form.has(`option.${name}`) ? 1 : 0)));
}

/** Options as one word for an address: their preset, or all that are on. */
export function wordOfOptions(options: BackupOptions): string {
  const choice = choiceOf(options);
  return choice === 'exact' ? OPTION_NAMES.filter((name) => options[name]).join('-') : choice;
}

/** The options that a word of an address means, where the caller may have them; else null. */
export function optionsOfWord(word: string, may: CourseRights): BackupOptions | null {
  const preset = presetNames.find((name) => name === word);
  const on = word.split('-');
  const options = preset ? presets[preset] : settle(optionsWhere((name) => (on.includes(name) ? 1 : 0)));
  const isMine = (may.userinfo || !options.users) && (may.configure || choiceOf(options) === 'content');
  return isMine ? options : null;
}

function optionsWhere(valueOf: (name: OptionName) => Flag): BackupOptions {
  return Object.fromEntries(OPTION_NAMES.map((name) => [name, valueOf(name)])) as BackupOptions;
}
