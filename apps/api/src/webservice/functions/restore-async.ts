import { defineFunction, single, value } from '@coursekeep/ws-protocol';
import { webServiceFunction } from '../web-service-function';

/** Errors of every function that makes a course in a category. */
export const categoryErrors = {
  invalidrecord: 'There is no such backup or course, or no such category for the caller.',
  errorcoursecontextnotvalid: 'The course is hidden from the caller, or the caller is not enrolled.',
  nopermissions: 'A capability is missing in the course or in the category; the message has its name.',
  invalidparameter: 'A name is one that no course can have.',
  restoreunavailable: 'Nothing here can restore: no command of Moodle is configured.',
  toomanywaiting: 'Too many restores of the caller wait or run.',
} as const;

const definition = defineFunction({
  name: 'core_course_restore_async',
  description:
    "Asks for a restore of a backup into a new course, by Moodle's own restore command. It is made in the background; the id that comes back tells its status.",
  kind: 'write',
  parameters: single({
    backupid: value('alphanum', {
      description: 'Id of a backup; where it has not finished yet, the restore waits for it.',
    }),
    categoryid: value('int', { description: 'Id of the category into which the new course goes.' }),
    fullname: value('raw', { default: '', description: 'Full name; by default the old one, “restored”, and the day.' }),
    shortname: value('raw', { default: '', description: 'Short name; one that is taken gets a number.' }),
    visible: value('bool', { default: false, description: 'Whether the new course is visible at once.' }),
  }),
  returns: single({ restoreid: value('alphanum', { description: 'Id of the restore, 32 hexadecimal digits.' }) }),
  capabilities: [
    'moodle/restore:restorecourse',
    'moodle/course:create',
    'moodle/restore:userinfo',
    'moodle/restore:createuser',
    'moodle/backup:downloadfile',
  ],
  errors: categoryErrors,
});

/** `core_course_restore_async`. */
export const restoreAsync = webServiceFunction(
  definition,
  async ({ backupid, categoryid, fullname, shortname, visible }, { restores, backups, scope, caller }) => {
    const { context } = await restores.category(caller.user.id, categoryid);
    await scope.context(context.id);
    await scope.course((await backups.find(caller.user.id, backupid)).courseid);
    const course = { categoryid, fullname: fullname || undefined, shortname: shortname || undefined, visible };
    return { restoreid: await restores.restore(caller.user.id, backupid, course) };
  },
);
