import { ContextLevel } from '@coursekeep/moodle-site';
import type { DemoCourse } from '../model';
import type { Row } from '../site-rows';
import { addActivities } from './activities';
import { addBlocks } from './blocks';
import { addComments } from './comments';
import { addContext } from './contexts';
import { addFieldValues } from './course-fields';
import { addCourseCompletion } from './completion';
import { addEnrolments } from './enrolments';
import { addEvents } from './events';
import { addFilterChoices } from './filters';
import { Gradebook } from './gradebook';
import { groupmodes } from './group-modes';
import { addGroupings, addGroups } from './groups';
import { addLogs } from './logs';
import { addOutcomes, addScales } from './outcomes';
import { addOverrides } from './overrides';
import type { CourseScope, SiteScope } from './scope';
import { addTags } from './tags';
import { addFiles } from './text-files';

/** Adds a demo course with all that is in it. */
export function addCourse(
  site: SiteScope,
  demo: DemoCourse,
  category: { readonly row: Row; readonly context: Row },
  fields: ReadonlyMap<string, Row>,
): void {
  const created = site.at(demo.starts - 30);
  const course = addCourseRow(site, demo, category.row, created);
  const context = addContext(site.rows, ContextLevel.course, course.id, category.context);
  site.rows.name(`course:${demo.shortname}`, `${site.wwwroot}/course/view.php?id=${course.id}`);
  const author = site.user(demo.teachers[0] ?? 'teacher');
  const base = { ...site, demo, course, context, author };
  const groups = addGroups(base);
  const scales = addScales(base);
  const scope: CourseScope = {
    ...base,
    groups,
    groupings: addGroupings(base, groups),
    scales,
    outcomes: addOutcomes(base, scales),
    gradebook: Gradebook.open({ ...base, scales }),
  };
  addEnrolments(scope);
  addSummary(scope);
  addFieldValues(scope, fields);
  const activities = addActivities(scope);
  scope.gradebook.finish();
  addCourseCompletion(scope, activities);
  addTags(scope.rows, demo.tags, { component: 'core', itemtype: 'course', itemid: course.id, context }, created);
  addBlocks(scope, demo.blocks, context, 'course-view-*');
  addEvents(scope);
  addComments(scope, demo.comments, {
    contextid: context.id,
    component: 'block_comments',
    commentarea: 'page_comments',
    itemid: 0,
  });
  addFilterChoices(scope, demo.filters, context);
  for (const [filter, name, value] of demo.filterSettings ?? [])
    site.rows.add('filter_config', { filter, contextid: context.id, name, value });
  addOverrides(scope, demo.overrides, context);
  addLogs(scope, activities);
}

function addCourseRow(site: SiteScope, demo: DemoCourse, category: Row, created: number): Row {
  const course = site.rows.add('course', {
    category: category.id,
    fullname: demo.fullname,
    shortname: demo.shortname,
    idnumber: demo.idnumber,
    summary: demo.summary.html,
    summaryformat: 1,
    format: demo.format,
    showgrades: 1,
    newsitems: 5,
    startdate: site.at(demo.starts),
    enddate: site.at(demo.ends),
    groupmode: groupmodes[demo.groupmode ?? 'none'],
    lang: demo.lang ?? '',
    timecreated: created,
    timemodified: created,
    enablecompletion: 1,
    showactivitydates: 1,
    showcompletionconditions: 1,
    cacherev: created,
  });
  course.sortorder = Number(category.sortorder) + course.id;
  const options = {
    hiddensections: '1',
    coursedisplay: '0',
    ...(demo.format === 'weeks' ? { automaticenddate: '0' } : {}),
  };
  for (const [name, value] of Object.entries(options))
    site.rows.add('course_format_options', { courseid: course.id, format: demo.format, sectionid: 0, name, value });
  return course;
}

function addSummary(scope: CourseScope): void {
  const { demo, context, author } = scope;
  const by = { userid: author, time: Number(scope.course.timecreated) };
  addFiles(scope, { context, component: 'course', filearea: 'summary' }, demo.summary.files, by);
  addFiles(
    scope,
    { context, component: 'course', filearea: 'overviewfiles' },
    demo.overviewFile && [demo.overviewFile],
    by,
  );
  for (const [role, name] of Object.entries(demo.roleNames ?? {}))
    scope.rows.add('role_names', {
      roleid: scope.rows.rows('role').find((row) => row.shortname === role)?.id,
      contextid: context.id,
      name,
    });
}
