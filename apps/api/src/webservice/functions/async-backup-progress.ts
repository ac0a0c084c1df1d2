import { defineFunction, list, single, value } from '@coursekeep/ws-protocol';
import { webServiceFunction } from '../web-service-function';

const definition = defineFunction({
  name: 'core_backup_get_async_backup_progress',
  description: 'Tells how far backups are, in the order asked. Backups that Moodle itself makes are known too.',
  kind: 'read',
  parameters: single({
    backupids: list(value('alphanum', { description: 'Id of a backup.' }), { description: 'Ids of the backups.' }),
    contextid: value('int', { description: 'Id of the context of the course or activity.' }),
  }),
  returns: list(
    single({
      status: value('int', { description: '700 waits, 800 runs, 900 has failed, 1000 has finished.' }),
      progress: value('float', { description: 'From 0 to 1.' }),
      backupid: value('alphanum', { description: 'Id of the backup.' }),
      operation: value('alphanum', { description: 'backup or restore.' }),
    }),
  ),
  capabilities: ['moodle/backup:backupcourse', 'moodle/backup:backupactivity'],
  errors: {
    invalidrecord: 'There is no such context, or no backup with one of the ids.',
    errorcoursecontextnotvalid: 'The course is hidden from the caller, or the caller is not enrolled.',
    nopermissions: 'The caller may not make backups in that context.',
  },
});

/** `core_backup_get_async_backup_progress`. As in Moodle, the ids are not held against the context: who has an id learns how far
 *  the backup is, and nothing else. */
export const asyncBackupProgress = webServiceFunction(
  definition,
  async ({ backupids, contextid }, { backups, scope, caller }) => {
    await scope.context(contextid);
    await backups.enterContext(caller.user.id, contextid);
    const found = [];
    for (const backupid of backupids) found.push({ backupid, ...(await backups.progress(backupid)) });
    return found;
  },
);
