import { defineFunction, list, single, value } from '@coursekeep/ws-protocol';
import { webServiceFunction } from '../web-service-function';

const definition = defineFunction({
  name: 'core_course_backup_async_get_status',
  description: 'Tells how far a backup is, to who asked for it and to who may back up its course.',
  kind: 'read',
  parameters: single({
    backupid: value('alphanum', { description: 'The id that core_course_backup_async gave.' }),
  }),
  returns: list(
    single({
      status: value('int', {
        description: '700 waits, 800 runs, 900 has failed, 1000 has finished: the file can be downloaded.',
      }),
      progress: value('float', { description: 'From 0 to 1; it never goes back.' }),
    }),
  ),
  aliases: { id: 'backupid' },
  capabilities: ['moodle/backup:backupcourse'],
  errors: {
    invalidrecord: 'There is no backup with this id.',
    nopermissions: 'Somebody else asked for the backup, and you may not back up its course.',
  },
});

/** `core_course_backup_async_get_status`. */
export const backupAsyncGetStatus = webServiceFunction(definition, async ({ backupid }, { backups, caller, scope }) => {
  const { status, progress, courseid } = await backups.find(caller.user.id, backupid);
  await scope.course(courseid);
  return [{ status, progress }];
});
