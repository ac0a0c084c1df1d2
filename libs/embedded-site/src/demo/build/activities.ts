import { ContextLevel } from '@coursekeep/moodle-site';
import type { DemoActivity, DemoRestriction } from '../model';
import type { Row } from '../site-rows';
import { pluginsOf } from '../site/plugins';
import { addBlocks } from './blocks';
import { addActivityCompletion } from './completion';
import { addContext } from './contexts';
import { groupmodes } from './group-modes';
import { addFilterChoices } from './filters';
import { addInstance } from './kinds';
import { addOverrides } from './overrides';
import { named, type ActivityScope, type CourseScope } from './scope';
import { addTags } from './tags';
import { addFiles } from './text-files';

/** Adds the sections of a course and the activities in them. All activities get their ids first, so that conditions may
 *  name those that come later. */
export function addActivities(scope: CourseScope): ActivityScope[] {
  const activities = scope.demo.sections.flatMap((section, number) => {
    const created = Number(scope.course.timecreated);
    const row = scope.rows.add('course_sections', {
      course: scope.course.id,
      section: number,
      name: section.name ?? null,
      summary: section.summary.html,
      summaryformat: 1,
      visible: section.hidden ? 0 : 1,
      timemodified: created,
    });
    const area = { context: scope.context, component: 'course', filearea: 'section', itemid: row.id };
    addFiles(scope, area, section.summary.files, { userid: scope.author, time: created });
    const inSection = section.activities.map((activity) => addModule(scope, activity, row));
    row.sequence = inSection.map(({ module }) => module.id).join(',');
    return inSection;
  });
  const modules = new Map(activities.map(({ activity, module }) => [activity.key, module.id]));
  for (const activity of activities) addContents(activity, modules);
  return activities;
}

function addModule(scope: CourseScope, activity: DemoActivity, section: Row): ActivityScope {
  const { completion } = activity;
  const module = scope.rows.add('course_modules', {
    course: scope.course.id,
    module: pluginsOf('mod').indexOf(activity.kind) + 1,
    section: section.id,
    idnumber: activity.idnumber ?? '',
    added: Number(scope.course.timecreated),
    indent: activity.indent ?? 0,
    visible: activity.hidden || section.visible === 0 ? 0 : 1,
    visibleold: activity.hidden ? 0 : 1,
    groupmode: groupmodes[activity.groupmode ?? scope.demo.groupmode ?? 'none'],
    groupingid: activity.grouping === undefined ? 0 : named(scope.groupings, activity.grouping),
    completion: completion === undefined ? 0 : completion.by === 'hand' ? 1 : 2,
    completionview: completion?.by === 'conditions' && completion.view ? 1 : 0,
    completiongradeitemnumber: completion?.by === 'conditions' && completion.grade ? 0 : null,
    completionexpected:
      completion?.by === 'conditions' && completion.expected !== undefined ? scope.at(completion.expected) : 0,
    showdescription: activity.showDescription ? 1 : 0,
  });
  const page =
    activity.kind === 'label'
      ? `${scope.wwwroot}/course/view.php?id=${scope.course.id}`
      : `${scope.wwwroot}/mod/${activity.kind}/view.php?id=${module.id}`;
  scope.rows.name(activity.key, page);
  return {
    ...scope,
    activity,
    module,
    moduleContext: addContext(scope.rows, ContextLevel.module, module.id, scope.context),
  };
}

function addContents(scope: ActivityScope, modules: ReadonlyMap<string, number>): void {
  const { activity, module, moduleContext: context } = scope;
  const created = Number(scope.course.timecreated);
  module.availability = activity.restriction ? availability(scope, activity.restriction, modules) : null;
  module.instance = addInstance(scope).id;
  const area = { context, component: `mod_${activity.kind}`, filearea: 'intro' };
  addFiles(scope, area, activity.introFiles, { userid: scope.author, time: created });
  addTags(
    scope.rows,
    activity.tags,
    { component: 'core', itemtype: 'course_modules', itemid: module.id, context },
    created,
  );
  addFilterChoices(scope, activity.filters, context);
  addOverrides(scope, activity.overrides, context);
  addBlocks(scope, activity.blocks, context, `mod-${activity.kind}-*`);
  addActivityCompletion(scope);
}

/** A condition in the form in which Moodle stores it. */
function availability(scope: CourseScope, restriction: DemoRestriction, modules: ReadonlyMap<string, number>): string {
  const conditions: object[] = [];
  if (restriction.from !== undefined) conditions.push({ type: 'date', d: '>=', t: scope.at(restriction.from) });
  if (restriction.group !== undefined) conditions.push({ type: 'group', id: named(scope.groups, restriction.group) });
  if (restriction.after !== undefined)
    conditions.push({ type: 'completion', cm: named(modules, restriction.after), e: 1 });
  return JSON.stringify({ op: '&', c: conditions, showc: conditions.map(() => true) });
}
