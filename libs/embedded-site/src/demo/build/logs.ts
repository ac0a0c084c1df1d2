import type { Row } from '../site-rows';
import type { ActivityScope, CourseScope } from './scope';

/** Adds the log of who looked at the course and its activities, and when everybody was last here. */
export function addLogs(scope: CourseScope, activities: readonly ActivityScope[]): void {
  const { course, context, rows } = scope;
  const byModule = new Map(activities.map((one) => [one.module.id, one]));
  const views = rows.rows('course_modules_viewed').filter((row) => byModule.has(Number(row.coursemoduleid)));
  const last = new Map<number, number>();
  for (const view of views) {
    const userid = Number(view.userid);
    const time = Number(view.timecreated);
    if (!last.has(userid))
      log(
        scope,
        { userid, time: time - 30 },
        { component: 'core', target: 'course', table: null, id: null, context, level: 50, instance: course.id },
      );
    last.set(userid, Math.max(last.get(userid) ?? 0, time));
    const seen = byModule.get(Number(view.coursemoduleid));
    if (seen) log(scope, { userid, time }, viewOf(seen));
  }
  for (const [userid, timeaccess] of last) rows.add('user_lastaccess', { userid, courseid: course.id, timeaccess });
}

interface Viewed {
  readonly component: string;
  readonly target: string;
  readonly table: string | null;
  readonly id: number | null;
  readonly context: Row;
  readonly level: number;
  readonly instance: number;
}

function viewOf({ activity, module, moduleContext: context }: ActivityScope): Viewed {
  return {
    component: `mod_${activity.kind}`,
    target: 'course_module',
    table: activity.kind,
    id: Number(module.instance),
    context,
    level: 70,
    instance: module.id,
  };
}

function log(scope: CourseScope, who: { readonly userid: number; readonly time: number }, viewed: Viewed): void {
  scope.rows.add('logstore_standard_log', {
    eventname: `\\${viewed.component}\\event\\${viewed.target}_viewed`,
    component: viewed.component,
    action: 'viewed',
    target: viewed.target,
    objecttable: viewed.table,
    objectid: viewed.id,
    crud: 'r',
    edulevel: 2,
    contextid: viewed.context.id,
    contextlevel: viewed.level,
    contextinstanceid: viewed.instance,
    userid: who.userid,
    courseid: scope.course.id,
    anonymous: 0,
    other: 'null',
    timecreated: who.time,
    origin: 'web',
    ip: '192.0.2.17',
  });
}
