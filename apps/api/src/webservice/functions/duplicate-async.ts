import { OPTIONS } from '@coursekeep/backup-engine/model';
import { defineFunction, list, single, value } from '@coursekeep/ws-protocol';
import { webServiceFunction } from '../web-service-function';
import { courseParameter } from './course-parameter';
import { categoryErrors } from './restore-async';

const definition = defineFunction({
  name: 'core_course_duplicate_async',
  description: 'Asks for a copy of a course: a backup of it and a restore into a new course, as one task.',
  kind: 'write',
  parameters: single({
    courseid: courseParameter,
    fullname: value('raw', { description: 'Full name of the new course.' }),
    shortname: value('raw', { description: 'Short name of the new course; one that is taken gets a number.' }),
    categoryid: value('int', { description: 'Id of the category into which the new course goes.' }),
    visible: value('bool', { default: false, description: 'Whether the new course is visible at once.' }),
    options: list(
      single({
        name: value('alphanumext', { description: OPTIONS.map(({ name }) => name).join(', ') }),
        value: value('raw', { description: '1 or true to include, 0 or false to leave out.' }),
      }),
      { default: [], description: 'What of the course goes along, as in core_course_backup_async.' },
    ),
  }),
  returns: single({ restoreid: value('alphanum', { description: 'Id of the task, 32 hexadecimal digits.' }) }),
  capabilities: [
    'moodle/backup:backupcourse',
    'moodle/backup:downloadfile',
    'moodle/restore:restorecourse',
    'moodle/course:create',
  ],
  errors: {
    ...categoryErrors,
    invalidextparam: 'An option does not exist or is neither 0, 1, true nor false; the message names it.',
  },
});

/** `core_course_duplicate_async`. */
export const duplicateAsync = webServiceFunction(
  definition,
  async ({ courseid, options, ...course }, { restores, scope, caller }) => {
    const { context } = await restores.category(caller.user.id, course.categoryid);
    await scope.context(context.id);
    await scope.course(courseid);
    return { restoreid: await restores.duplicate(caller.user.id, courseid, options, course) };
  },
);
