import { share } from '../chance';
import { type ActivityScope, type CourseScope, named } from './scope';

/** Adds who has seen and who has completed an activity. Those who handed in or answered are known; for the rest chance
 *  decides, the same way each time. */
export function addActivityCompletion(scope: ActivityScope): void {
  const { activity, demo, module, rows } = scope;
  const here = demo.students.filter((username) => !demo.away?.includes(username));
  const seen = module.visible === 0 ? [] : share(here, 0.85, `seen ${activity.key}`);
  seen.forEach((username) => {
    if (activity.kind === 'label') return;
    const timecreated = momentOf(scope, `${activity.key} ${username}`);
    rows.add('course_modules_viewed', { coursemoduleid: module.id, userid: scope.user(username), timecreated });
  });
  if (!activity.completion || module.visible === 0) return;
  const done = new Set(whoHasDone(scope, seen));
  for (const username of here.filter((name) => done.has(name)))
    rows.add('course_modules_completion', {
      coursemoduleid: module.id,
      userid: scope.user(username),
      completionstate: 1,
      timemodified: momentOf(scope, `${activity.key} ${username}`) + 600,
    });
}

function whoHasDone({ activity }: ActivityScope, seen: readonly string[]): readonly string[] {
  switch (activity.kind) {
    case 'assign':
      return activity.submissions.filter((one) => !one.draft).map((one) => one.by);
    case 'choice':
      return activity.options.flatMap((option) => option.answers);
    default:
      return share(seen, activity.completedBy ?? 0.7, `done ${activity.key}`);
  }
}

/** A moment between the start of the course and now, the same for the same key. */
function momentOf(scope: CourseScope, key: string): number {
  let spread = 0;
  for (const char of key) spread = (spread * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  return scope.at(scope.demo.starts * (1 - spread / 9973)) - 60;
}

/** Adds what completes the course, and how far everybody has got. */
export function addCourseCompletion(scope: CourseScope, activities: readonly ActivityScope[]): void {
  const { demo, course, rows } = scope;
  if (!demo.completion) return;
  for (const criteriatype of [null, 4])
    rows.add('course_completion_aggr_methd', { course: course.id, criteriatype, method: 1 });
  const byKey = new Map(activities.map((one) => [one.activity.key, one]));
  const criteria = demo.completion.activities.map((key) => {
    const { activity, module } = named(byKey, key);
    const criterion = rows.add('course_completion_criteria', {
      course: course.id,
      criteriatype: 4,
      module: activity.kind,
      moduleinstance: module.id,
    });
    return { criterion, module };
  });
  for (const username of demo.students) {
    const userid = scope.user(username);
    const times = criteria.map(({ criterion, module }) => {
      const done = rows
        .rows('course_modules_completion')
        .find((row) => row.coursemoduleid === module.id && row.userid === userid);
      if (!done) return null;
      const timecompleted = Number(done.timemodified);
      rows.add('course_completion_crit_compl', { userid, course: course.id, criteriaid: criterion.id, timecompleted });
      return timecompleted;
    });
    const complete = times.every((time) => time !== null);
    rows.add('course_completions', {
      userid,
      course: course.id,
      timeenrolled: scope.at(demo.starts - 7),
      timestarted: times.some((time) => time !== null) ? scope.at(demo.starts) : 0,
      timecompleted: complete ? Math.max(...times.map(Number)) : null,
      reaggregate: 0,
    });
  }
}
