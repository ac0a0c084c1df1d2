import { defineFunction, list, single, value } from '@coursekeep/ws-protocol';
import { warningsOf } from '../../backups/backup-view';
import { webServiceFunction } from '../web-service-function';

const definition = defineFunction({
  name: 'coursekeep_backup_get_warnings',
  description:
    'Tells what is to be known of a backup that has finished (status 1000): what of the course is not in it, and what is ' +
    'worth knowing. A function of Coursekeep; the three of MDL-64914 answer as they always did.',
  kind: 'read',
  parameters: single({
    backupid: value('alphanum', { description: 'The id that core_course_backup_async gave.' }),
  }),
  returns: single({
    count: value('int', { description: 'How many warnings there are; 0 while the backup waits or runs.' }),
    losses: value('int', {
      description: 'How many of them are losses: something is not in the backup as it should be.',
    }),
    warnings: list(
      single({
        warningcode: value('alphanumext', {
          description: 'What it is about, for programs: docs/engine.md lists them.',
        }),
        kind: value('alpha', { description: '`loss`, or `notice`: worth knowing, and nothing is lost.' }),
        message: value('raw', { description: 'A sentence for people that names the thing.' }),
      }),
    ),
  }),
  aliases: { id: 'backupid' },
  capabilities: ['moodle/backup:backupcourse'],
  errors: {
    invalidrecord: 'There is no backup with this id.',
    nopermissions: 'Somebody else asked for the backup, and you may not back up its course.',
  },
});

/** `coursekeep_backup_get_warnings`. */
export const getWarnings = webServiceFunction(definition, async ({ backupid }, { backups, caller, scope }) => {
  const backup = await backups.find(caller.user.id, backupid);
  await scope.course(backup.courseid);
  const warnings = warningsOf(backup);
  return {
    count: warnings.length,
    losses: warnings.filter(({ kind }) => kind === 'loss').length,
    warnings: warnings.map(({ code, kind, message }) => ({ warningcode: code, kind, message })),
  };
});
