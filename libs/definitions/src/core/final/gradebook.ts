import { computed, query, table } from '../../language/sources';
import { container, element, point } from '../../language/elements';
import { document } from '../../language/documents';
import { parent, task } from '../../language/operands';
import { GRADE_FIELDS, GRADE_ITEM_FIELDS } from '../shared/fields';
import { GRADE_ITEM_REWRITES } from '../shared/grade-items';

/** gradebook.xml: categories, the grade items that are no activity's, letters and settings. */
export const gradebook = document(
  'final',
  'gradebook.xml',
  container('gradebook', [
    element('attributes', { attributes: '', fields: 'calculations_freeze', from: computed('gradebookAttributes') }),
    container('grade_categories', [
      element('grade_category', {
        fields: `
          parent depth path fullname aggregation keephigh droplow aggregateonlygraded aggregateoutcomes
          timecreated timemodified hidden`,
        from: query({
          join:
            'JOIN {grade_categories} $c ON $c.courseid = :task.course ' +
            "JOIN {grade_items} $i ON $i.iteminstance = $c.id AND $i.itemtype IN ('course', 'category') AND $i.courseid = $c.courseid",
          columns: {},
          all: { $c: 'grade_categories' },
          key: '$c.id',
          orderBy: '$c.parent',
        }),
      }),
    ]),
    container('grade_items', [
      element(
        'grade_item',
        {
          fields: GRADE_ITEM_FIELDS,
          from: query({
            join: `JOIN {grade_items} $i ON $i.courseid = :task.course AND $i.itemtype IN ('manual', 'course', 'category')`,
            columns: {},
            all: { $i: 'grade_items' },
            key: '$i.id',
          }),
          rewrite: GRADE_ITEM_REWRITES,
          refers: { scalefinal: 'scaleid', outcomefinal: 'outcomeid' },
        },
        [
          point('local_grade_item_plugin'),
          container('grade_grades', [
            element('grade_grade', {
              fields: GRADE_FIELDS,
              from: table('grade_grades', { itemid: parent('id') }),
              when: { on: ['users'] },
              refers: { userfinal: 'userid' },
            }),
          ]),
        ],
      ),
    ]),
    container('grade_letters', [
      element('grade_letter', {
        fields: 'lowerboundary letter',
        from: table('grade_letters', { contextid: task('context') }),
      }),
    ]),
    container('grade_settings', [element('grade_setting', { fields: 'name value', from: computed('gradeSettings') })]),
  ]),
  { when: { off: ['site_course'] } },
);
