import { type Backup, openBackup, type VerifyReport, verifyBackup } from '@coursekeep/backup-reader';
import type { FailureCode } from '@coursekeep/errors';
import type { Site } from '@coursekeep/moodle-site';
import { type CourseLook, courseLook, freeName, type WantedLook } from '../copy/course-names';
import { expectedCounts } from '../counts/expected';
import type { Counts } from '../counts/countables';
import { type MissingPlugin, missingPlugins } from './missing-plugins';
import { peopleOf } from './people';
import { isNewer } from './release';
import { enterCategory, missingRights, notAllowed } from './rights';
import { forbiddenRoles } from './roles';
import { bytesOfCopy, bytesOfSite, freeBytes } from './room';

/** What is to be restored, by whom and where to. */
export interface RestoreWish extends WantedLook {
  /** The backup's file. */
  readonly file: string;
  readonly categoryId: number;
  /** The person who asks; what she may not do by hand is not done for her. */
  readonly userId: number;
}

/** Why a backup is not restored as it was asked for. */
export interface Obstacle {
  readonly code: FailureCode;
  readonly message: string;
}

/** What a restore will do, before anything is done. */
export interface RestorePreview {
  readonly course: CourseLook & { readonly categoryId: number; readonly categoryName: string };
  /** Where this is not empty, nothing is restored. */
  readonly obstacles: readonly Obstacle[];
  /** What is worth knowing before it begins. */
  readonly notes: readonly string[];
  readonly missing: readonly MissingPlugin[];
  readonly people: boolean;
  /** How much of what is in the backup. */
  readonly counts: Counts;
}

export interface PreviewOptions {
  /** Where the copy for Moodle is written. */
  readonly workFolder: string;
  readonly now: Date;
  readonly signal?: AbortSignal | undefined;
}

/** Looks at a backup and a site before a restore. Rejects with RestoreError for a category that is not there or a name that no
 *  course can have, and as openBackup does where there is no backup to look at. */
export async function previewRestore(site: Site, wish: RestoreWish, options: PreviewOptions): Promise<RestorePreview> {
  const { signal } = options;
  // A stranger learns nothing about a file before it is known that she may restore at all.
  const category = await enterCategory(site, wish.userId, wish.categoryId);
  const report = await verifyBackup(wish.file, signal ? { signal } : {});
  const backup = await openBackup(wish.file, { workFolder: options.workFolder, ...(signal && { signal }) });
  try {
    const look = courseLook(await oldNames(backup), wish, options.now);
    const isTaken = async (name: string) => (await site.access.courseByShortname(name)) !== null;
    const shortname = await freeName(look.shortname, isTaken);
    const who = await peopleOf(backup, site);
    const missing = await missingPlugins(backup, site);
    const rights = await missingRights(site, wish.userId, category.context, who);
    return {
      course: { ...look, shortname, categoryId: category.id, categoryName: category.name },
      obstacles: [
        ...kindObstacles(backup),
        ...soundness(report),
        ...releaseObstacles(backup, site),
        ...(rights.length > 0 ? [notAllowed(rights, category.name)] : []),
        ...(await forbiddenRoles(backup, site, wish.userId, category.context)).map(refusal),
        ...(await roomObstacles(backup, options.workFolder)),
      ],
      notes: [
        ...(shortname === look.shortname
          ? []
          : [`The short name “${look.shortname}” is taken: it will be “${shortname}”.`]),
        ...(isNewer(backup.information, site) === null ? ['The backup does not say by which Moodle it was made.'] : []),
        ...missing.map(missingNote),
        ...(await siteRoomNotes(backup, site)),
        ...report.problems.filter(({ severity }) => severity === 'gap').map(({ message }) => message),
        ...report.warnings.map(({ message }) => message),
      ],
      missing,
      people: who.people,
      counts: await expectedCounts(backup),
    };
  } finally {
    await backup.close();
  }
}

/** The names in the course's own record; those in moodle_backup.xml where it has none. */
async function oldNames(backup: Backup): Promise<{ fullname: string; shortname: string }> {
  const course = await backup.course();
  const name = (which: 'fullname' | 'shortname') =>
    course?.values.get(which) || backup.information.course[which] || 'Course';
  return { fullname: name('fullname'), shortname: name('shortname') };
}

function kindObstacles(backup: Backup): Obstacle[] {
  const { type } = backup.information;
  if (type === 'course') return [];
  const message = `This is a backup of ${type === 'section' ? 'a section' : 'an activity'}: it does not make a course of its own.`;
  return [{ code: 'no-course', message }];
}

function soundness({ verdict, problems }: VerifyReport): Obstacle[] {
  if (verdict === 'whole' || verdict === 'whole-with-gaps') return [];
  const first = problems.find(({ severity }) => severity === 'damage');
  const message = `The backup is ${verdict}. ${first ? `${first.message} ${first.consequence}` : ''}`.trim();
  return [{ code: 'archive-damaged', message }];
}

function releaseObstacles({ information }: Backup, site: Site): Obstacle[] {
  if (!isNewer(information, site)) return [];
  const made = short(information.moodleRelease) || information.backupRelease || information.moodleVersion;
  const message = `The backup was made by Moodle ${made}, and this site runs ${short(site.release)}: an older Moodle loses what it does not know. Restore it on a site of Moodle ${made} or newer.`;
  return [{ code: 'backup-newer', message }];
}

async function roomObstacles(backup: Backup, folder: string): Promise<Obstacle[]> {
  const [free, needed] = [await freeBytes(folder), bytesOfCopy(backup)];
  if (free === null || free >= needed) return [];
  const message = `There is not enough room to hand the backup over: ${megabytes(needed)} are needed, ${megabytes(free)} are free.`;
  return [{ code: 'disk-full', message }];
}

/** The site's own folder may be on another machine, and be given room before Moodle needs it: no obstacle. */
async function siteRoomNotes(backup: Backup, site: Site): Promise<string[]> {
  const [free, needed] = [await freeBytes(site.config.dataroot), bytesOfSite(backup)];
  if (free === null || free >= needed) return [];
  return [`The site's data folder has ${megabytes(free)} free; this restore may need ${megabytes(needed)}.`];
}

function missingNote({ kind, name, uses }: MissingPlugin): string {
  return `The site has no ${kind} “${name}”: ${uses === 1 ? 'what the backup has of it' : `${uses} such things`} will not come back.`;
}

const refusal = (message: string): Obstacle => ({ code: 'not-allowed', message });
const short = (release: string): string => /^\S+/.exec(release)?.[0] ?? '';
const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024)} MB`;
