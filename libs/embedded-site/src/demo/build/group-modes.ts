/** Moodle's numbers for how the groups of a course see each other. */
export const groupmodes = { none: 0, separate: 1, visible: 2 } as const;
