import { type CourseScope, named } from './scope';

type Ungrouped = Omit<CourseScope, 'groups' | 'groupings' | 'scales' | 'outcomes' | 'gradebook'>;

/** Adds the groups of a course with their members; their ids by name. */
export function addGroups(scope: Ungrouped): Map<string, number> {
  const time = scope.at(scope.demo.starts);
  return new Map(
    (scope.demo.groups ?? []).map(({ name, description, members, idnumber }) => {
      const group = scope.rows.add('groups', {
        courseid: scope.course.id,
        idnumber: idnumber ?? '',
        name,
        description,
        descriptionformat: 1,
        enrolmentkey: '',
        timecreated: time,
        timemodified: time,
      });
      for (const username of members)
        scope.rows.add('groups_members', { groupid: group.id, userid: scope.user(username), timeadded: time });
      return [name, group.id];
    }),
  );
}

/** Adds the groupings of a course; their ids by name. */
export function addGroupings(scope: Ungrouped, groups: ReadonlyMap<string, number>): Map<string, number> {
  const time = scope.at(scope.demo.starts);
  return new Map(
    (scope.demo.groupings ?? []).map((demo) => {
      const grouping = scope.rows.add('groupings', {
        courseid: scope.course.id,
        name: demo.name,
        description: demo.description,
        descriptionformat: 1,
        timecreated: time,
        timemodified: time,
      });
      for (const name of demo.groups)
        scope.rows.add('groupings_groups', { groupingid: grouping.id, groupid: named(groups, name), timeadded: time });
      return [demo.name, grouping.id];
    }),
  );
}
