/** The roles that every Moodle starts with, in the order of their ids; their archetypes have the same names. The contexts
 *  are those in which a role may be assigned: 10 system, 40 category, 50 course, 70 activity. */
export const roles = [
  {
    shortname: 'manager',
    contexts: [10, 40, 50],
    assigns: ['manager', 'coursecreator', 'editingteacher', 'teacher', 'student'],
  },
  { shortname: 'coursecreator', contexts: [10, 40], assigns: [] },
  { shortname: 'editingteacher', contexts: [50, 70], assigns: ['teacher', 'student'] },
  { shortname: 'teacher', contexts: [50, 70], assigns: [] },
  { shortname: 'student', contexts: [50, 70], assigns: [] },
  { shortname: 'guest', contexts: [], assigns: [] },
  { shortname: 'user', contexts: [], assigns: [] },
  { shortname: 'frontpage', contexts: [], assigns: [] },
] as const;

export type RoleShortname = (typeof roles)[number]['shortname'];

export function roleId(shortname: string): number {
  const index = roles.findIndex((role) => role.shortname === shortname);
  if (index < 0) throw new Error(`There is no role ${shortname}.`);
  return index + 1;
}
