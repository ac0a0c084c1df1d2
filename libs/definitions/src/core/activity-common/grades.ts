import { container, element, itemArea } from '../../language/elements';
import { document } from '../../language/documents';
import { parent, task } from '../../language/operands';
import { table } from '../../language/sources';
import { GRADE_FIELDS, GRADE_ITEM_FIELDS } from '../shared/fields';
import { GRADE_ITEM_REWRITES } from '../shared/grade-items';

/** grades.xml: the activity's grade items with people's grades, and its letters. */
export const grades = document(
  'activity',
  'grades.xml',
  container('activity_gradebook', [
    container('grade_items', [
      element(
        'grade_item',
        {
          fields: GRADE_ITEM_FIELDS,
          from: table('grade_items', {
            courseid: task('course'),
            itemtype: 'mod',
            itemmodule: task('modname'),
            iteminstance: task('instance'),
          }),
          rewrite: GRADE_ITEM_REWRITES,
          refers: { grade_item: 'id', scalefinal: 'scaleid', outcome: 'outcomeid' },
        },
        [
          container('grade_grades', [
            element('grade_grade', {
              fields: GRADE_FIELDS,
              from: table('grade_grades', { itemid: parent('id') }),
              when: { on: ['userinfo'] },
              refers: { user: 'userid usermodified' },
              files: [itemArea('grade', 'feedback', 'id')],
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
  ]),
  { when: { off: ['site_course'] } },
);
