import { createHash } from 'node:crypto';
import { ContextLevel, type Value } from '@coursekeep/moodle-site';
import type { BackupJob } from '../controller/backup-job';
import { partName } from '../model/settings';
import { branchName, type SourceRow } from '@coursekeep/definitions';
import type { ComputedRows } from '../structure/document-writer';
import type { Annotations } from '../structure/annotations';
import type { PlannedTask, Plan } from './plan';
import type { PoolContents } from './pool-contents';
import { rssFeeds } from './rss-feeds';
import { configValue } from './site-facts';

/** The rows that no query gives, by the name that definitions use (see ComputedSource). */
export function computedRows(
  job: BackupJob,
  plan: Plan,
  contents: Pick<PoolContents, 'externalReferences'>,
  annotations: Annotations,
): ReadonlyMap<string, ComputedRows> {
  const forFinal =
    (make: () => Promise<SourceRow[]> | SourceRow[]): ComputedRows =>
    async (tasks) => {
      const rows = await make();
      return new Map(tasks.map((task) => [task, rows]));
    };
  const planned = <K extends PlannedTask['kind']>(kind: K) =>
    plan.tasks.filter((task): task is Extract<PlannedTask, { kind: K }> => task.kind === kind);
  const onceIf = (some: readonly unknown[]): SourceRow[] => (some.length > 0 ? [{}] : []);

  return new Map<string, ComputedRows>([
    ['gradebookAttributes', forFinal(() => gradebookAttributes(job))],
    ['gradeSettings', forFinal(() => gradeSettings(job))],
    ['backupInformation', forFinal(() => information(job, contents, annotations))],
    ['backupDetail', forFinal(() => [detail(job)])],
    ['backupActivities', forFinal(() => onceIf(planned('activity')))],
    ['backupActivity', forFinal(() => planned('activity').map(activityContent))],
    ['backupSections', forFinal(() => onceIf(planned('section')))],
    ['backupSection', forFinal(() => planned('section').map(sectionContent))],
    [
      'backupCourse',
      forFinal(() => [{ courseid: String(job.outline.courseId), title: job.outline.shortname, directory: 'course' }]),
    ],
    ['backupSetting', forFinal(() => job.settings.rows().map(settingRow))],
    ['rssFeeds', (tasks) => rssFeeds(job, tasks)],
  ]);
}

async function gradebookAttributes(job: BackupJob): Promise<SourceRow[]> {
  const freeze = await configValue(job, `gradebook_calculations_freeze_${job.outline.courseId}`);
  return freeze ? [{ calculations_freeze: freeze }] : [{}];
}

/** The course's grade settings by name; the site's `minmaxtouse` stands in where the course has none. */
async function gradeSettings(job: BackupJob): Promise<SourceRow[]> {
  const rows = await job.reader.all({
    text: 'SELECT id, name, value FROM {grade_settings} WHERE courseid = ? ORDER BY id',
    parameters: [job.outline.courseId],
  });
  const byName = new Map<Value, SourceRow>();
  for (const { id = null, name = null, value = null } of rows) {
    byName.set(name, byName.has(name) ? { ...byName.get(name), value } : { id, name, value });
  }
  if (!byName.has('minmaxtouse')) {
    byName.set('minmaxtouse', { name: 'minmaxtouse', value: await configValue(job, 'grade_minmaxtouse') });
  }
  return [...byName.values()];
}

/** The format that this engine writes for a branch of Moodle (format.md, section 7). */
const BACKUP_FORMATS: Readonly<Record<number, { version: string; release: string }>> = {
  405: { version: '2024100700', release: '4.5' },
  501: { version: '2025100600', release: '5.1' },
};

/** A branch keeps the format that it came with: the day of its version, and none of the updates that the last two digits
 *  count. */
function formatOfBranch(version: string, branch: number): { version: string; release: string } {
  return { version: `${version.slice(0, 8)}00`, release: branchName(branch) };
}

async function information(
  job: BackupJob,
  contents: Pick<PoolContents, 'externalReferences'>,
  annotations: Annotations,
): Promise<SourceRow[]> {
  const { site, settings, outline } = job;
  const [course] = await job.reader.all({
    text: 'SELECT format, fullname, shortname, startdate, enddate FROM {course} WHERE id = ?',
    parameters: [outline.courseId],
  });
  const [system] = await job.reader.all({
    text: 'SELECT id FROM {context} WHERE contextlevel = ?',
    parameters: [ContextLevel.system],
  });
  const own = BACKUP_FORMATS[job.branch] ?? formatOfBranch(site.version, job.branch);
  const configured = await configValue(job, 'backup_version');
  const newer = configured !== null && Number(configured) > Number(own.version);
  const identifier = await configValue(job, 'siteidentifier');
  return [
    {
      name: settings.filename,
      moodle_version: site.version,
      moodle_release: site.release,
      backup_version: newer ? configured : own.version,
      backup_release: newer ? ((await configValue(job, 'backup_release')) ?? own.release) : own.release,
      backup_date: String(job.now),
      mnet_remoteusers: (await hasRemoteUsers(job, annotations)) ? '1' : '0',
      include_files: settings.includeFiles ? '1' : '0',
      include_file_references_to_external_content: contents.externalReferences ? '1' : '0',
      original_wwwroot: site.config.wwwroot,
      original_site_identifier_hash: createHash('md5')
        .update(identifier ?? '')
        .digest('hex'),
      original_course_id: String(outline.courseId),
      original_course_format: course?.format ?? null,
      original_course_fullname: course?.fullname ?? null,
      original_course_shortname: course?.shortname ?? null,
      original_course_startdate: course?.startdate ?? null,
      original_course_enddate: course?.enddate ?? null,
      original_course_contextid: String(outline.contextId),
      original_system_contextid: system?.id ?? null,
    },
  ];
}

/** Does anybody in the backup come from another site of a Moodle network? */
async function hasRemoteUsers(job: BackupJob, annotations: Annotations): Promise<boolean> {
  const local = await configValue(job, 'mnet_localhost_id');
  if (!job.settings.isOn('users') || !Number(local)) return false;
  const [row] = await job.reader.all({
    text: 'SELECT COUNT(*) AS n FROM {user} WHERE id IN (?) AND mnethostid <> ?',
    parameters: [annotations.finalIds('userfinal'), Number(local)],
  });
  return Number(row?.n ?? 0) > 0;
}

function detail(job: BackupJob): SourceRow {
  const { mode } = job.settings;
  return {
    backup_id: job.backupId,
    type: 'course',
    format: 'moodle2',
    interactive: mode.interactive ? '1' : '',
    mode: String(mode.code),
    execution: String(mode.execution),
    executiontime: '0',
  };
}

function activityContent({ activity, section, inSubsection }: Extract<PlannedTask, { kind: 'activity' }>): SourceRow {
  return {
    moduleid: String(activity.moduleId),
    sectionid: String(section.id),
    modulename: activity.modname,
    title: activity.name,
    directory: `activities/${partName(activity)}`,
    insubsection: inSubsection ? '1' : '',
  };
}

function sectionContent({ section, delegate }: Extract<PlannedTask, { kind: 'section' }>): SourceRow {
  return {
    sectionid: String(section.id),
    title: section.name === '' ? String(section.number) : section.name,
    directory: `sections/${partName(section)}`,
    parentcmid: delegate ? String(delegate.moduleId) : '',
    modname: delegate?.modname ?? '',
  };
}

function settingRow(row: { level: string; part?: string; name: string; value: string | number }): SourceRow {
  const value = String(row.value);
  if (row.part === undefined) return { level: row.level, name: row.name, value };
  return { level: row.level, [row.level]: row.part, name: row.name, value };
}
