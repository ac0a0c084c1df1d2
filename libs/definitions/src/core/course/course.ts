import { area, itemArea, container, element, point } from '../../language/elements';
import { document } from '../../language/documents';
import { parent, task } from '../../language/operands';
import { query, table } from '../../language/sources';
import { CUSTOM_FIELD_FIELDS } from '../shared/fields';
import { customFields, itemTags, AS_THE_HANDLER_GIVES, NUMBERS_AS_PHP_WRITES_THEM } from '../shared/sources';

/** course.xml: the course itself, its category, tags, custom fields and format. */
export const course = document(
  'course',
  'course.xml',
  element(
    'course',
    {
      attributes: 'id contextid',
      fields: `
        shortname fullname idnumber summary summaryformat format showgrades newsitems startdate enddate marker
        maxbytes legacyfiles showreports visible groupmode groupmodeforce defaultgroupingid lang theme
        timecreated timemodified requested showactivitydates showcompletionconditions pdfexportfont
        enablecompletion completionstartonenrol completionnotify enableaitools enabledaiactions`,
      from: query({
        join: 'JOIN {course} $c ON $c.id = :task.course',
        columns: { contextid: ':task.context' },
        all: { $c: 'course' },
        key: '$c.id',
      }),
      rewrite: { contextid: (_, { task }) => task('context') },
      refers: { grouping: 'defaultgroupingid' },
      files: [
        area('course', 'summary'),
        area('course', 'overviewfiles'),
        area('course', 'legacy', { on: ['legacyfiles'] }),
      ],
    },
    [
      point('format_course_plugin'),
      point('theme_course_plugin'),
      point('report_course_plugin'),
      point('coursereport_course_plugin'),
      point('plagiarism_course_plugin'),
      point('local_course_plugin'),
      point('tool_course_plugin'),
      // The front page is in no category.
      element('category', {
        fields: 'name description',
        from: query({
          join: 'LEFT JOIN {course_categories} $k ON $k.id = :parent.category',
          columns: {},
          all: { $k: 'course_categories' },
          key: ':parent.id',
          writes: { set: { id: parent('category') } },
        }),
        bareWithout: 'id',
      }),
      container('tags', [element('tag', { fields: 'name rawname', from: itemTags('course', null) })]),
      container('customfields', [
        element('customfield', {
          fields: CUSTOM_FIELD_FIELDS,
          from: customFields('core_course', 'course', '= :task.course', task('course'), AS_THE_HANDLER_GIVES),
          rewrite: NUMBERS_AS_PHP_WRITES_THEM,
          when: { on: ['customfield'] },
          files: [itemArea('customfield_textarea', 'value', 'id')],
        }),
      ]),
      container('courseformatoptions', [
        element('courseformatoption', {
          attributes: '',
          fields: 'format sectionid name value',
          from: table('course_format_options', { courseid: task('course'), sectionid: 0 }),
        }),
      ]),
    ],
  ),
);
