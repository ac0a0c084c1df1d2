import { defineFunction, list, single, value } from '@coursekeep/ws-protocol';
import { hasFile } from '../../backups/backup-records';
import { downloadAddress } from '../download-address';
import { webServiceFunction } from '../web-service-function';
import { courseAliases, courseErrors, courseParameter } from './course-parameter';

const definition = defineFunction({
  name: 'core_course_backup_list_backups',
  description: "Lists the finished backups of a course, newest first, Moodle's own in the site's file pool included.",
  kind: 'read',
  parameters: single({ courseid: courseParameter }),
  returns: list(
    single({
      filename: value('raw', { description: 'Name of the file.' }),
      filesize: value('int', { description: 'Size in bytes.' }),
      downloadurl: value('url', { description: 'Address of the file; add &token= and the token to download it.' }),
    }),
  ),
  aliases: courseAliases,
  capabilities: ['moodle/backup:backupcourse'],
  errors: courseErrors,
});

/** `core_course_backup_list_backups`. */
export const backupListBackups = webServiceFunction(
  definition,
  async ({ courseid }, { backups, caller, scope, address }) => {
    await scope.course(courseid);
    const { contextid, ours, moodles } = await backups.ofCourse(caller.user.id, courseid);
    const finished = ours.filter(hasFile).map(({ filename, filesize, timefinished }) => ({
      filename: filename ?? '',
      filesize: filesize ?? 0,
      area: 'course',
      time: timefinished ?? 0,
    }));
    const moodlesOwn = moodles.map((backup) => ({ ...backup, time: backup.timecreated * 1000 }));
    return [...finished, ...moodlesOwn]
      .sort((one, other) => other.time - one.time)
      .map(({ filename, filesize, area }) => ({
        filename,
        filesize,
        downloadurl: downloadAddress(address, contextid, area, filename),
      }));
  },
);
