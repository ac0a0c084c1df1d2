import { oldRestrictionFields, oldRestrictions } from '../shared/old-restrictions';
import { document } from '../../language/documents';
import { element, itemArea, point } from '../../language/elements';
import { query, table } from '../../language/sources';
import { task } from '../../language/operands';

/** section.xml: a section and what the course format keeps of it. */
export const section = document(
  'section',
  'section.xml',
  element(
    'section',
    {
      fields: `
        number name summary summaryformat sequence visible availabilityjson component itemid timemodified
        availablefrom availableuntil showavailability groupingid`,
      fieldsBefore: oldRestrictionFields('availablefrom availableuntil showavailability groupingid'),
      from: table('course_sections', { id: task('section') }),
      aliases: { section: 'number', availability: 'availabilityjson' },
      files: [itemArea('course', 'section', 'id')],
    },
    [
      point('format_section_plugin'),
      point('local_section_plugin'),
      element('course_format_options', {
        fields: 'format name value',
        from: query({
          join:
            'JOIN {course} $c ON $c.id = :task.course ' +
            'JOIN {course_format_options} $o ON $o.courseid = $c.id AND $o.sectionid = :parent.id AND $o.format = $c.format',
          columns: {},
          all: { $o: 'course_format_options' },
          key: '$o.id',
        }),
      }),
      ...oldRestrictions('course_sections', 'coursesectionid'),
    ],
  ),
);
