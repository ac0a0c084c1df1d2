import { defineFunction, list, single, value } from '@coursekeep/ws-protocol';
import { webServiceFunction } from '../web-service-function';

const statusOf = (name: string, description: string) => {
  const definition = defineFunction({
    name,
    description,
    kind: 'read',
    parameters: single({ restoreid: value('alphanum', { description: 'The id that was given for it.' }) }),
    returns: list(
      single({
        status: value('int', { description: '700 waits, 800 runs, 900 has failed, 1000 has finished.' }),
        progress: value('float', { description: 'From 0 to 1.' }),
        phase: value('alpha', { description: 'waiting, backup, checking, copying, restoring, counting, done.' }),
        courseid: value('int', {
          description:
            'Id of the new course; 0 while there is none. With status 900 it is a half-made course, to be removed.',
        }),
        courseurl: value('raw', { description: 'Address of the new course; empty while there is none.' }),
        message: value('raw', { description: 'With status 900 why it failed, else empty.' }),
        warnings: list(value('raw', { description: 'A sentence, for example that an activity did not come back.' })),
      }),
    ),
    aliases: { id: 'restoreid' },
    capabilities: [],
    errors: { invalidrecord: 'The caller has asked for no restore with this id.' },
  });
  return webServiceFunction(definition, async ({ restoreid }, { restores, caller }) => {
    const { status, progress, phase, courseid, courseurl, error, warnings } = await restores.find(
      caller.user.id,
      restoreid,
    );
    return [{ status, progress, phase, courseid, courseurl, message: error?.message ?? '', warnings: [...warnings] }];
  });
};

/** `core_course_restore_async_get_status`. */
export const restoreAsyncGetStatus = statusOf(
  'core_course_restore_async_get_status',
  'Tells how far a restore is, to who asked for it.',
);

/** `core_course_duplicate_async_get_status`. */
export const duplicateAsyncGetStatus = statusOf(
  'core_course_duplicate_async_get_status',
  'Tells how far a copy of a course is, to who asked for it; `phase` says which of its parts is being done.',
);
