import type { Row } from '../site-rows';
import { type CourseScope, named } from './scope';

type Unscaled = Omit<CourseScope, 'groups' | 'groupings' | 'scales' | 'outcomes' | 'gradebook'>;
export type Scales = CourseScope['scales'];

/** Adds the scales of a course; id and number of items by name. */
export function addScales(scope: Unscaled): Scales {
  const time = scope.at(scope.demo.starts);
  return new Map(
    (scope.demo.scales ?? []).map(({ name, items, description }) => {
      const scale = scope.rows.add('scale', {
        courseid: scope.course.id,
        userid: scope.author,
        name,
        scale: items.join(', '),
        description,
        descriptionformat: 1,
        timemodified: time,
      });
      return [name, { id: scale.id, items: items.length }];
    }),
  );
}

/** Adds the outcomes of a course; their rows by short name. */
export function addOutcomes(scope: Unscaled, scales: Scales): Map<string, Row> {
  const time = scope.at(scope.demo.starts);
  return new Map(
    (scope.demo.outcomes ?? []).map(({ shortname, fullname, description, scale }) => {
      const outcome = scope.rows.add('grade_outcomes', {
        courseid: scope.course.id,
        shortname,
        fullname,
        scaleid: named(scales, scale).id,
        description,
        descriptionformat: 1,
        timecreated: time,
        timemodified: time,
        usermodified: scope.author,
      });
      scope.rows.add('grade_outcomes_courses', { courseid: scope.course.id, outcomeid: outcome.id });
      return [shortname, outcome];
    }),
  );
}
