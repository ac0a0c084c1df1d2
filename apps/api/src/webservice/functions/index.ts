import type { WebServiceFunction } from '../web-service-function';
import { asyncBackupLinks } from './async-backup-links';
import { asyncBackupProgress } from './async-backup-progress';
import { backupAsync } from './backup-async';
import { backupAsyncGetStatus } from './backup-async-get-status';
import { backupListBackups } from './backup-list-backups';
import { getCourses } from './get-courses';
import { getSiteInfo } from './get-site-info';
import { duplicateAsync } from './duplicate-async';
import { duplicateAsyncGetStatus, restoreAsyncGetStatus } from './restore-async-get-status';
import { getWarnings } from './get-warnings';
import { restoreAsync } from './restore-async';

/** Every function that the server offers. */
export const webServiceFunctions: readonly WebServiceFunction[] = [
  backupAsync,
  backupAsyncGetStatus,
  backupListBackups,
  getWarnings,
  restoreAsync,
  restoreAsyncGetStatus,
  duplicateAsync,
  duplicateAsyncGetStatus,
  asyncBackupProgress,
  asyncBackupLinks,
  getCourses,
  getSiteInfo,
];
