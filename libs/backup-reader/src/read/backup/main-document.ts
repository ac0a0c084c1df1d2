import type { BackupDocument } from '../document/backup-document';
import { type DocumentRow, numberOf, textOf } from '../document/document-row';
import { type ReadLimits, BackupReadError, limitExceeded } from '@coursekeep/archive';

/** What `moodle_backup.xml` says of the whole. Times are unix seconds; numbers that the file does not have are null. */
export interface BackupInformation {
  /** The name the file had when it was made. */
  readonly filename: string;
  readonly backupId: string | null;
  readonly moodleVersion: string;
  readonly moodleRelease: string;
  readonly backupVersion: string;
  readonly backupRelease: string;
  readonly date: number | null;
  /** What was backed up. */
  readonly type: 'course' | 'section' | 'activity';
  /** Moodle's number of the backup mode (10 general, 50 automated, 70 async …). */
  readonly mode: number | null;
  readonly includesFiles: boolean;
  readonly wwwroot: string;
  readonly course: {
    readonly id: number | null;
    readonly fullname: string;
    readonly shortname: string;
    readonly format: string;
    readonly startDate: number | null;
    readonly endDate: number | null;
    readonly contextId: number | null;
  };
  readonly systemContextId: number | null;
}

export interface BackupSetting {
  readonly level: 'root' | 'section' | 'activity' | 'course' | string;
  readonly name: string;
  readonly value: string;
  /** The part it belongs to, as `section_9` or `page_42`; null at the root. */
  readonly part: string | null;
}

export interface ListedSection {
  readonly id: number;
  readonly title: string;
  /** Its folder in the archive, without a slash at the end. */
  readonly directory: string;
  /** The activity whose own section this is (a subsection); null for a section of the course. */
  readonly parentActivityId: number | null;
}

export interface ListedActivity {
  /** Id of the course module. */
  readonly id: number;
  readonly modname: string;
  readonly title: string;
  readonly directory: string;
  readonly sectionId: number | null;
}

/** `moodle_backup.xml`, read as a whole. */
export interface MainDocument {
  readonly information: BackupInformation;
  readonly settings: readonly BackupSetting[];
  readonly sections: readonly ListedSection[];
  readonly activities: readonly ListedActivity[];
  /** The folder of the course's own documents; null in backups of a section or an activity. */
  readonly courseDirectory: string | null;
}

/** Reads `moodle_backup.xml`. Rejects with `not-a-backup` where it is something else. */
export async function readMainDocument(document: BackupDocument, limits: ReadLimits): Promise<MainDocument> {
  let about: DocumentRow | null = null;
  let detail: DocumentRow | null = null;
  let course: DocumentRow | null = null;
  const settings: BackupSetting[] = [];
  const sections: ListedSection[] = [];
  const activities: ListedActivity[] = [];
  for await (const row of document.rows()) {
    switch (row.path.replace('moodle_backup/information/', '')) {
      case 'moodle_backup/information':
        about = row;
        break;
      case 'details/detail':
        detail = row;
        break;
      case 'contents/course':
        course = row;
        break;
      case 'contents/sections/section':
        sections.push(toSection(row));
        break;
      case 'contents/activities/activity':
        activities.push(toActivity(row));
        break;
      case 'settings/setting':
        settings.push(toSetting(row));
    }
    if (settings.length + sections.length + activities.length > limits.records) {
      throw limitExceeded('records', `${document.path} lists more than ${limits.records} parts`, document.path);
    }
  }
  if (!about) {
    const sentence = 'moodle_backup.xml does not describe a backup: it has no <information>.';
    throw new BackupReadError('not-a-backup', sentence, document.path);
  }
  const courseDirectory = course ? textOf(course, 'directory') || 'course' : null;
  return { information: toInformation(about, detail), settings, sections, activities, courseDirectory };
}

function toInformation(about: DocumentRow, detail: DocumentRow | null): BackupInformation {
  const text = (name: string) => textOf(about, name);
  const type = detail ? textOf(detail, 'type') : '';
  return {
    filename: text('name'),
    backupId: detail?.values.get('backup_id') ?? null,
    moodleVersion: text('moodle_version'),
    moodleRelease: text('moodle_release'),
    backupVersion: text('backup_version'),
    backupRelease: text('backup_release'),
    date: numberOf(about, 'backup_date'),
    type: type === 'section' || type === 'activity' ? type : 'course',
    mode: detail ? numberOf(detail, 'mode') : null,
    // Backups of early versions do not say it: they always have their files.
    includesFiles: text('include_files') !== '0',
    wwwroot: text('original_wwwroot'),
    course: {
      id: numberOf(about, 'original_course_id'),
      fullname: text('original_course_fullname'),
      shortname: text('original_course_shortname'),
      format: text('original_course_format'),
      startDate: numberOf(about, 'original_course_startdate'),
      endDate: numberOf(about, 'original_course_enddate') || null,
      contextId: numberOf(about, 'original_course_contextid'),
    },
    systemContextId: numberOf(about, 'original_system_contextid'),
  };
}

function toSection(row: DocumentRow): ListedSection {
  const id = numberOf(row, 'sectionid') ?? 0;
  return {
    id,
    title: textOf(row, 'title'),
    directory: trimSlash(textOf(row, 'directory') || `sections/section_${id}`),
    parentActivityId: numberOf(row, 'parentcmid'),
  };
}

function toActivity(row: DocumentRow): ListedActivity {
  const id = numberOf(row, 'moduleid') ?? 0;
  const modname = textOf(row, 'modulename');
  return {
    id,
    modname,
    title: textOf(row, 'title'),
    directory: trimSlash(textOf(row, 'directory') || `activities/${modname}_${id}`),
    sectionId: numberOf(row, 'sectionid'),
  };
}

function toSetting(row: DocumentRow): BackupSetting {
  return {
    level: textOf(row, 'level'),
    name: textOf(row, 'name'),
    value: textOf(row, 'value'),
    part: row.values.get('activity') ?? row.values.get('section') ?? null,
  };
}

const trimSlash = (path: string): string => path.replace(/\/+$/, '');
