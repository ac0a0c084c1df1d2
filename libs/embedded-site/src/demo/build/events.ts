import type { Row } from '../site-rows';
import { type ActivityScope, type CourseScope, named } from './scope';

/** Adds what a course's calendar says besides the dates of its activities. */
export function addEvents(scope: CourseScope): void {
  for (const { name, html, day, minutes, group, location } of scope.demo.events ?? [])
    addEvent(scope, {
      name,
      description: html,
      groupid: group === undefined ? 0 : named(scope.groups, group),
      eventtype: group === undefined ? 'course' : 'group',
      timestart: scope.at(day),
      timeduration: minutes * 60,
      location: location ?? null,
    });
}

/** Adds a date of an activity: when it is due, opens or closes. An action is something that people must do until then. */
export function addActivityEvent(
  scope: ActivityScope,
  instance: Row,
  event: { readonly name: string; readonly eventtype: string; readonly time: number; readonly action: boolean },
): void {
  addEvent(scope, {
    name: event.name,
    description: scope.activity.intro,
    modulename: scope.activity.kind,
    instance: instance.id,
    type: event.action ? 1 : 0,
    eventtype: event.eventtype,
    timestart: event.time,
    timeduration: 0,
  });
}

function addEvent(scope: CourseScope, values: Record<string, string | number | null>): void {
  scope.rows.add('event', {
    format: 1,
    courseid: scope.course.id,
    userid: scope.author,
    timesort: values.timestart,
    timemodified: Number(scope.course.timecreated),
    ...values,
  });
}
