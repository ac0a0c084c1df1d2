import type { DocumentDefinition } from '../language/documents';
import { blockDocument } from './block/block';
import { rssClient } from './block/rss-client';
import { activityComments, blockComments, courseComments } from './context/comments';
import { activityFilters, courseFilters } from './context/filters';
import { activityLogstores, courseLogstores } from './context/logstores';
import { activityRoles, blockRoles, courseRoles } from './context/roles';
import { calendar } from './course/calendar';
import { competencies } from './course/competencies';
import { completiondefaults } from './course/completiondefaults';
import { contentbank } from './course/contentbank';
import { course } from './course/course';
import { enrolments } from './course/enrolments';
import { loglastaccess } from './course/loglastaccess';
import { logs } from './course/logs';
import { section } from './section/section';
import * as activities from './activities';
import * as activityCommon from './activity-common';

/** The documents of a course task, in Moodle's order. */
export const COURSE_DOCUMENTS: readonly DocumentDefinition[] = [
  course,
  enrolments,
  courseRoles,
  courseFilters,
  courseComments,
  calendar,
  logs,
  courseLogstores,
  loglastaccess,
  competencies,
  completiondefaults,
  contentbank,
];

export const SECTION_DOCUMENTS: readonly DocumentDefinition[] = [section];

/** The documents that any activity may have, besides the one of its own module. */
export const ACTIVITY_DOCUMENTS: readonly DocumentDefinition[] = [
  activityCommon.moduleDocument,
  activityRoles,
  activityFilters,
  activityComments,
  activityCommon.completion,
  activityCommon.logs,
  activityLogstores,
  activityCommon.calendar,
  activityCommon.grades,
  activityCommon.grading,
  activityCommon.gradeHistory,
  activityCommon.competencies,
  activityCommon.xapistate,
];

export const BLOCK_DOCUMENTS: readonly DocumentDefinition[] = [blockDocument([]), blockRoles, blockComments, rssClient];

/** The documents of the core activity modules. */
export const MODULE_DOCUMENTS: readonly DocumentDefinition[] = Object.values(activities);

export { PLUGINS } from './plugins';
export * as finalDocuments from './final';
