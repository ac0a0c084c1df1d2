import type { Row } from '../site-rows';
import type { CourseScope, SiteScope } from './scope';

/** The site's custom fields for courses, by short name. */
export function addCourseFields(scope: SiteScope, system: Row): Map<string, Row> {
  const time = scope.at(-400);
  const category = scope.rows.add('customfield_category', {
    name: 'Catalogue',
    sortorder: 0,
    timecreated: time,
    timemodified: time,
    component: 'core_course',
    area: 'course',
    itemid: 0,
    contextid: system.id,
  });
  const common = { required: '0', uniquevalues: '0', locked: '0', visibility: '2' };
  const credits = add('credits', 'Credits', 'text', {
    ...common,
    defaultvalue: '',
    displaysize: 5,
    maxlength: 10,
    ispassword: '0',
    link: '',
  });
  const level = add('level', 'Level', 'select', {
    ...common,
    options: 'Foundation\nIntermediate\nAdvanced',
    defaultvalue: 'Foundation',
  });
  return new Map([credits, level].map((field) => [String(field.shortname), field]));

  function add(shortname: string, name: string, type: string, configdata: object): Row {
    return scope.rows.add('customfield_field', {
      shortname,
      name,
      type,
      description: '',
      descriptionformat: 1,
      sortorder: scope.rows.rows('customfield_field').length,
      categoryid: category.id,
      configdata: JSON.stringify(configdata),
      timecreated: time,
      timemodified: time,
    });
  }
}

/** What a course says in the site's custom fields. A choice is given by its number from 1. */
export function addFieldValues(scope: CourseScope, fields: ReadonlyMap<string, Row>): void {
  for (const [shortname, field] of fields) {
    const value = scope.demo.fields?.[shortname];
    if (value === undefined) continue;
    const choice = field.type === 'select';
    scope.rows.add('customfield_data', {
      fieldid: field.id,
      instanceid: scope.course.id,
      contextid: scope.context.id,
      value,
      valueformat: 0,
      intvalue: choice ? Number(value) : null,
      charvalue: choice ? null : value,
      timecreated: Number(scope.course.timecreated),
      timemodified: Number(scope.course.timecreated),
    });
  }
}
