import { container, element } from '../../language/elements';
import { document } from '../../language/documents';
import { query } from '../../language/sources';
import { GRADE_HISTORY_FIELDS } from '../shared/fields';

/** grade_history.xml of the course: earlier grades of what is graded by hand, of categories and the course. */
export const gradeHistory = document(
  'final',
  'grade_history.xml',
  container('grade_history', [
    container('grade_grades', [
      element('grade_grade', {
        fields: GRADE_HISTORY_FIELDS,
        from: query({
          join:
            "JOIN {grade_items} $i ON $i.courseid = :task.course AND $i.itemtype IN ('manual', 'course', 'category') " +
            'JOIN {grade_grades_history} $h ON $h.itemid = $i.id',
          columns: {},
          all: { $h: 'grade_grades_history' },
          key: '$h.id',
        }),
        when: { on: ['activities', 'grade_histories', 'users'] },
        refers: { userfinal: 'loggeduser userid usermodified', scalefinal: 'rawscaleid' },
      }),
    ]),
  ]),
  { when: { off: ['site_course'] } },
);
