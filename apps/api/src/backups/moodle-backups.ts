import { Inject, Injectable } from '@nestjs/common';
import type { Value } from '@coursekeep/moodle-site';
import { SiteHolder } from '../site/site-holder';

/** The areas of a course's context in which Moodle keeps backups of the course. */
export const MOODLE_BACKUP_AREAS = ['course', 'automated'] as const;
export type MoodleBackupArea = (typeof MOODLE_BACKUP_AREAS)[number];

/** A backup that Moodle itself made and keeps in the site's file pool. */
export interface MoodleBackup {
  readonly contextid: number;
  readonly area: MoodleBackupArea;
  readonly filename: string;
  /** Bytes. */
  readonly filesize: number;
  readonly contenthash: string;
  /** Unix seconds. */
  readonly timecreated: number;
  readonly userid: number | null;
}

/** Moodle's own backups of courses, read from the site's table of files. */
@Injectable()
export class MoodleBackups {
  constructor(@Inject(SiteHolder) private readonly site: SiteHolder) {}

  /** Those of a course's context, newest first. */
  async ofContext(contextid: number): Promise<MoodleBackup[]> {
    const { database } = await this.site.get();
    const rows = await database.all({
      text: `SELECT contextid, filearea, filename, filesize, contenthash, timecreated, userid
               FROM {files}
              WHERE contextid = ? AND component = ? AND filearea IN (?) AND itemid = 0 AND filepath = ?
                AND filename <> ?
           ORDER BY timecreated DESC, id DESC`,
      parameters: [contextid, 'backup', MOODLE_BACKUP_AREAS, '/', '.'],
    });
    return rows.map(moodleBackup);
  }

  /** The newest in each of the courses' contexts that have any, by the context's id, in one query. */
  async newest(contextids: readonly number[]): Promise<Map<number, MoodleBackup>> {
    const { database } = await this.site.get();
    const isBackup = (file: string) =>
      `${file}.component = ? AND ${file}.filearea IN (?) AND ${file}.itemid = 0 AND ${file}.filepath = ?
        AND ${file}.filename <> ?`;
    const backup = ['backup', MOODLE_BACKUP_AREAS, '/', '.'];
    const rows = await database.all({
      text: `SELECT f.contextid, f.filearea, f.filename, f.filesize, f.contenthash, f.timecreated, f.userid
               FROM {files} f
              WHERE f.contextid IN (?) AND ${isBackup('f')}
                AND NOT EXISTS (SELECT 1 FROM {files} n
                                 WHERE n.contextid = f.contextid AND n.timecreated > f.timecreated AND ${isBackup('n')})
           ORDER BY f.id`,
      parameters: [contextids, ...backup, ...backup],
    });
    return new Map(rows.map((row) => [Number(row.contextid), moodleBackup(row)]));
  }

  async find(contextid: number, area: MoodleBackupArea, filename: string): Promise<MoodleBackup | null> {
    const all = await this.ofContext(contextid);
    return all.find((backup) => backup.area === area && backup.filename === filename) ?? null;
  }

  /** The names that Moodle's backups of a course have taken. */
  async names(courseid: number): Promise<Set<string>> {
    const { access } = await this.site.get();
    const context = await access.context(50, courseid);
    return new Set(context ? (await this.ofContext(context.id)).map(({ filename }) => filename) : []);
  }
}

function moodleBackup(row: Record<string, Value>): MoodleBackup {
  return {
    contextid: Number(row.contextid),
    area: row.filearea as MoodleBackupArea,
    filename: row.filename ?? '',
    filesize: Number(row.filesize),
    contenthash: row.contenthash ?? '',
    timecreated: Number(row.timecreated),
    userid: row.userid === null || row.userid === undefined ? null : Number(row.userid),
  };
}
