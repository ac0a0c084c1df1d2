import type { WebServiceFunction } from '../web-service-function';
import { asyncBackupLinks } from './async-backup-links';
import { asyncBackupProgress } from './async-backup-progress';
import { backupAsync } from './backup-async';
import { backupAsyncGetStatus } from './backup-async-get-status';
import { backupListBackups } from './backup-list-backups';
import { getCourses } from './get-courses';
import { getSiteInfo } from './get-site-info';
import { getWarnings } from './get-warnings';

/** Every function that the server offers. */
export const webServiceFunctions: readonly WebServiceFunction[] = [
  backupAsync,
  backupAsyncGetStatus,
  backupListBackups,
  getWarnings,
  asyncBackupProgress,
  asyncBackupLinks,
  getCourses,
  getSiteInfo,
];
