import { warningKind, type BackupWarning } from '@coursekeep/errors';
import { SiteHolder } from '../site/site-holder';
import type { BackupRow } from '../store/backup.entity';
import { hasFile } from './backup-records';
import type { MoodleBackup } from './moodle-backups';
import { Inject, Injectable } from '@nestjs/common';

/** A backup as the portal shows it: one of ours, or one that Moodle made itself (no id). Times are unix seconds. */
export interface BackupView {
  readonly backupid: string | null;
  readonly courseid: number;
  readonly status: number;
  readonly progress: number;
  readonly step: string;
  readonly filename: string | null;
  readonly filesize: number | null;
  readonly users: boolean;
  readonly timecreated: number;
  readonly timefinished: number | null;
  /** The full name of who asked for it, empty where nobody is known. */
  readonly who: string;
  readonly warnings: readonly Pick<BackupWarning, 'code' | 'kind' | 'message'>[];
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly origin: 'coursekeep' | 'moodle';
  readonly downloadurl: string | null;
  /** Moodle's page that restores backups into or beside the course; null where there is no file to restore. */
  readonly restoreurl: string | null;
}

/** The warnings of a backup; rows that earlier versions wrote do not say of what kind they are. */
export function warningsOf({ warnings }: BackupRow): BackupView['warnings'] {
  return warnings.map(({ code, kind = warningKind(code), message }) => ({ code, kind, message }));
}

/** Makes views of many backups with one look at each person. */
@Injectable()
export class BackupViews {
  constructor(@Inject(SiteHolder) private readonly site: SiteHolder) {}

  async of(backups: readonly BackupRow[]): Promise<BackupView[]> {
    const names = await this.names(backups.map(({ userid }) => userid));
    const { wwwroot } = (await this.site.get()).config;
    return backups.map((backup) => ({
      backupid: backup.backupid,
      courseid: backup.courseid,
      status: backup.status,
      progress: backup.progress,
      step: backup.step,
      filename: hasFile(backup) ? backup.filename : null,
      filesize: hasFile(backup) ? backup.filesize : null,
      users: backup.options.users === 1,
      timecreated: seconds(backup.timecreated),
      timefinished: backup.timefinished === null ? null : seconds(backup.timefinished),
      who: names.get(backup.userid) ?? '',
      warnings: warningsOf(backup),
      error: backup.error && { code: backup.error.code, message: backup.error.message },
      origin: 'coursekeep',
      downloadurl: hasFile(backup) ? `/api/v1/backups/${backup.backupid}/download` : null,
      restoreurl:
        hasFile(backup) && backup.contextid > 0
          ? `${wwwroot}/backup/restorefile.php?contextid=${backup.contextid}`
          : null,
    }));
  }

  /** Those of Moodle, each with its course's id. */
  async ofMoodle(backups: readonly (readonly [courseid: number, MoodleBackup])[]): Promise<BackupView[]> {
    const names = await this.names(backups.flatMap(([, { userid }]) => userid ?? []));
    return backups.map(([courseid, backup]) => ({
      backupid: null,
      courseid,
      status: 1000,
      progress: 1,
      step: '',
      filename: backup.filename,
      filesize: backup.filesize,
      users: !/-nu[-.]/.test(backup.filename),
      timecreated: backup.timecreated,
      timefinished: backup.timecreated,
      who: names.get(backup.userid ?? 0) ?? '',
      warnings: [],
      error: null,
      origin: 'moodle',
      downloadurl: `/api/v1/courses/${courseid}/files/${backup.area}/${encodeURIComponent(backup.filename)}`,
      restoreurl: null,
    }));
  }

  private async names(userids: readonly number[]): Promise<Map<number, string>> {
    const { access } = await this.site.get();
    const users = await access.usersById([...new Set(userids)]);
    return new Map(users.map((user) => [user.id, `${user.firstname} ${user.lastname}`]));
  }
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
