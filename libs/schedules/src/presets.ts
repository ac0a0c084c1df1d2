/** What a backup holds, by a word. `work` is what Moodle's automated backups hold unless somebody sets them otherwise. */
export const PRESETS = {
  content: { users: 0 },
  work: { users: 1, role_assignments: 1, comments: 1, userscompletion: 1 },
  everything: { users: 1, role_assignments: 1, comments: 1, userscompletion: 1, logs: 1, grade_histories: 1 },
} as const satisfies Readonly<Record<string, Readonly<Record<string, 0 | 1>>>>;

export type Preset = keyof typeof PRESETS;
export const PRESET_NAMES = Object.keys(PRESETS) as [Preset, ...Preset[]];
