import { container, element, itemArea } from '../../language/elements';
import { document } from '../../language/documents';
import { query } from '../../language/sources';
import { GRADE_HISTORY_FIELDS } from '../shared/fields';

/** grade_history.xml of an activity: earlier grades of its items. */
export const gradeHistory = document(
  'activity',
  'grade_history.xml',
  container('grade_history', [
    container('grade_grades', [
      element('grade_grade', {
        fields: GRADE_HISTORY_FIELDS,
        from: query({
          join:
            "JOIN {grade_items} $i ON $i.courseid = :task.course AND $i.itemtype = 'mod' AND $i.itemmodule = :task.modname AND $i.iteminstance = :task.instance " +
            'JOIN {grade_grades_history} $h ON $h.itemid = $i.id',
          columns: {},
          all: { $h: 'grade_grades_history' },
          key: '$h.id',
          orderBy: '$i.id',
        }),
        when: { on: ['userinfo', 'grade_histories'] },
        refers: { user: 'loggeduser userid usermodified', scalefinal: 'rawscaleid' },
        files: [itemArea('grade', 'historyfeedback', 'id')],
      }),
    ]),
  ]),
  { when: { off: ['site_course'] } },
);
