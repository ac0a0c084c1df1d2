import { ContextLevel } from '@coursekeep/moodle-site';
import { hasFile } from '../../backups/backup-records';
import { BackupUnknown, FileUnknown } from '../../backups/refusals';
import { downloadAddress } from '../download-address';
import { sizeText } from '../size-text';
import { webServiceFunction } from '../web-service-function';
import { defineFunction, single, value, WsExceptions } from '@coursekeep/ws-protocol';

const definition = defineFunction({
  name: 'core_backup_get_async_backup_links_backup',
  description: 'Gives the addresses of a finished backup: of its file, and of the page of the site that restores it.',
  kind: 'read',
  parameters: single({
    filename: value('file', { description: 'Name of the file.' }),
    contextid: value('int', { description: "Id of the course's context." }),
    backupid: value('alphanumext', { description: 'Id of the backup.' }),
  }),
  returns: single({
    filesize: value('text', { description: 'Size for people, such as 9.1 MB.' }),
    fileurl: value('url', { description: 'Address of the file; add &token= and the token to download it.' }),
    restoreurl: value('url', { description: 'Page of the site on which backups of the course are restored.' }),
  }),
  capabilities: ['moodle/backup:backupcourse'],
  errors: {
    invalidrecord: 'There is no such context.',
    nopermissions: 'The caller may not back up the course.',
    backup_controller_dbops_nonexisting: 'There is no such backup in this context.',
    filenotfound: 'The backup has not finished, or its file has another name.',
  },
});

/** `core_backup_get_async_backup_links_backup`. Moodle 4.5 fails once the backup has finished; this answers. */
export const asyncBackupLinks = webServiceFunction(
  definition,
  async ({ filename, contextid, backupid }, { backups, scope, caller, site, address }) => {
    await scope.context(contextid);
    const context = await backups.enterContext(caller.user.id, contextid);
    const backup = await backups.find(caller.user.id, backupid).catch((error) => {
      throw error instanceof BackupUnknown ? WsExceptions.backupNotExisting() : error;
    });
    if (context.level !== ContextLevel.course || context.instanceId !== backup.courseid)
      throw WsExceptions.backupNotExisting();
    if (!hasFile(backup) || backup.filename !== filename) throw new FileUnknown();
    return {
      filesize: sizeText(backup.filesize ?? 0),
      fileurl: downloadAddress(address, contextid, 'course', filename),
      restoreurl: `${site.config.wwwroot}/backup/restorefile.php?contextid=${contextid}`,
    };
  },
);
