import type { BackupView, CourseView } from '../data/views';

/** Samples for the tests of this folder. */
export function aBackup(values: Partial<BackupView> = {}): BackupView {
  return {
    backupid: 'b1',
    courseid: 2,
    status: 1000,
    progress: 1,
    step: '',
    filename: 'backup.mbz',
    filesize: 1000,
    users: true,
    timecreated: 1_000_000,
    timefinished: 1_000_021,
    who: 'Theresa Acher',
    warnings: [],
    error: null,
    origin: 'coursekeep',
    downloadurl: '/api/v1/backups/b1/download',
    restoreurl: 'https://moodle.example/backup/restorefile.php?contextid=21',
    ...values,
  };
}

export function aCourse(values: Partial<CourseView> = {}): CourseView {
  return {
    id: 2,
    shortname: 'BIO101',
    fullname: 'Biology of the cell',
    category: 'Sciences',
    visible: true,
    latest: null,
    good: null,
    running: null,
    ...values,
  };
}
