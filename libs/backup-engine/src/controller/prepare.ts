import type { FailureCode } from '@coursekeep/errors';
import {
  SiteUnsupported,
  type CourseSummary,
  type Site,
  type SiteUser,
  type SnapshotReader,
} from '@coursekeep/moodle-site';
import {
  backupMode,
  buildSettings,
  isBackupId,
  type BackupMode,
  type BackupModeName,
  type BackupPermissions,
  type BackupSettings,
} from '../model';
import { branchOfRelease } from '@coursekeep/definitions';
import { newBackupId } from './backup-id';
import type { ArchiveFormat } from './backup-job';
import { ALL_RIGHTS, courseToBackUp, rightsInCourse } from './course-rights';
import type { EngineParts } from './engine-parts';
import { asBackupRequest, BadBackupRequest, UserUnknown } from './errors';
import { readSiteDefaults } from './read-site-defaults';
import { readSettingsRequest, type SettingsInput, type SettingsRequest } from './settings-request';
import { timeZoneOf } from './time-zone';

/** Which course is to be backed up, by whom and how. */
export interface PreparationRequest extends SettingsInput {
  readonly site: Site;
  readonly courseId: number;
  /** The acting user, whose capabilities count and in whose time zone the file is named. */
  readonly userId: number;
  /** Default `general`. */
  readonly mode?: BackupModeName;
  /** Whether somebody chooses the settings, which Moodle writes down; default that of the mode. Moodle's own command says no. */
  readonly interactive?: boolean;
  /** Default `tgz`. */
  readonly format?: ArchiveFormat;
  /** Of the first word of the file's name: a language's code, or `code=word`. Default that of the site. */
  readonly filenameLanguage?: string;
  /** 32 lower-case hexadecimal digits; a new one where absent. */
  readonly backupId?: string;
  /** Leaves capabilities unasked. Only for the command line, whose caller can read the database anyway. */
  readonly skipAccessCheck?: boolean;
}

/** A request that was checked as far as the course's contents are not needed. */
export interface Preparation {
  readonly site: Site;
  readonly course: CourseSummary;
  readonly user: SiteUser;
  readonly mode: BackupMode;
  readonly interactive?: boolean;
  readonly branch: number;
  readonly rights: BackupPermissions;
  readonly timeZone: string;
  readonly filenameLanguage: string;
  readonly format: ArchiveFormat;
  readonly backupId: string;
  readonly settingsRequest: SettingsRequest;
}

/** Throws BadBackupRequest, UserUnknown, CourseUnknown, BackupNotAllowed, SiteUnsupported. */
export async function prepareBackup(request: PreparationRequest): Promise<Preparation> {
  const { site, format = 'tgz', backupId = newBackupId() } = request;
  const mode = asBackupRequest(() => backupMode(request.mode ?? 'general'));
  const settingsRequest = asBackupRequest(() => readSettingsRequest(request));
  if (format !== 'tgz' && format !== 'zip') throw refused('bad-format', 'The format of a backup is tgz or zip.');
  if (!isBackupId(backupId)) throw refused('bad-backup-id', 'A backup id is 32 lower-case hexadecimal digits.');
  const user = await actingUser(site, request.userId);
  const course = await courseToBackUp(site, request.courseId);
  const rights = request.skipAccessCheck ? ALL_RIGHTS : await rightsInCourse(site, user.id, course, mode);
  const timeZone = await timeZoneOf(site, user);
  const branch = branchOf(site);
  const filenameLanguage = request.filenameLanguage || (await site.setting(null, 'lang')) || 'en';
  const { interactive } = request;
  const naming = { timeZone, filenameLanguage };
  return { site, course, user, mode, interactive, branch, rights, ...naming, format, backupId, settingsRequest };
}

/** The outline and the untouched settings of the course as the snapshot shows them. */
export async function lookAtCourse(
  prepared: Preparation,
  reader: SnapshotReader,
  readOutline: EngineParts['readOutline'],
) {
  const outline = await readOutline(reader, prepared.site, prepared.course.id);
  const siteDefaults = await readSiteDefaults(reader, prepared.site);
  const settings: BackupSettings = asBackupRequest(() =>
    buildSettings(outline, {
      version: { branch: prepared.branch },
      mode: prepared.mode.name,
      siteDefaults,
      permissions: prepared.rights,
      interactive: prepared.interactive,
    }),
  );
  return { outline, settings };
}

async function actingUser(site: Site, userId: number): Promise<SiteUser> {
  const user = Number.isSafeInteger(userId) && userId > 0 ? await site.access.userById(userId) : null;
  if (!user || user.deleted) throw new UserUnknown(userId);
  return user;
}

function branchOf(site: Site): number {
  const branch = branchOfRelease(site.release);
  if (branch === null)
    throw new SiteUnsupported('version-unknown', `The site's release "${site.release}" names no version.`);
  return branch;
}

function refused(code: FailureCode, message: string): BadBackupRequest {
  return new BadBackupRequest(code, message);
}
