import { container, element } from '../../language/elements';
import { document } from '../../language/documents';
import { parent, task } from '../../language/operands';
import { query, table } from '../../language/sources';

/** completion.xml of the course: when it counts as completed, and for whom it does. */
export const completion = document(
  'final',
  'completion.xml',
  container('course_completion', [
    element(
      'course_completion_criteria',
      {
        fields: `
          course criteriatype module moduleinstance courseinstanceshortname enrolperiod timeend gradepass role
          roleshortname`,
        from: query({
          join:
            'JOIN {course_completion_criteria} $c ON $c.course = :task.course LEFT ' +
            'JOIN {course} $o ON $o.id = $c.courseinstance LEFT JOIN {role} $r ON $r.id = $c.role',
          columns: { courseinstanceshortname: '$o.shortname', roleshortname: '$r.shortname' },
          all: { $c: 'course_completion_criteria' },
          key: '$c.id',
        }),
        refers: { role: 'role' },
      },
      [
        container('course_completion_crit_completions', [
          element('course_completion_crit_compl', {
            fields: 'criteriaid userid gradefinal unenrolled timecompleted',
            from: table('course_completion_crit_compl', { criteriaid: parent('id') }),
            when: { on: ['users', 'userscompletion'] },
            refers: { user: 'userid' },
          }),
        ]),
      ],
    ),
    element('course_completions', {
      fields: 'userid course timeenrolled timestarted timecompleted reaggregate',
      from: table('course_completions', { course: task('course') }),
      when: { on: ['users', 'userscompletion'] },
      refers: { user: 'userid' },
    }),
    element('course_completion_aggr_methd', {
      fields: 'course criteriatype method value',
      from: table('course_completion_aggr_methd', { course: task('course') }),
    }),
  ]),
  { when: { off: ['site_course'] } },
);
