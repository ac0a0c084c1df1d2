import { container, element } from '../../language/elements';
import { document } from '../../language/documents';
import { query } from '../../language/sources';
import { task } from '../../language/operands';

/** competencies.xml of the course: its competencies, and how people were rated in them. */
export const competencies = document(
  'course',
  'competencies.xml',
  container('course_competencies', [
    element('settings', {
      fields: 'pushratingstouserplans',
      from: query({
        join: 'JOIN {competency_coursecompsetting} $s ON $s.courseid = :task.course',
        columns: { pushratingstouserplans: '$s.pushratingstouserplans' },
        key: '$s.id',
        writes: { table: 'competency_coursecompsetting', set: { courseid: task('course') } },
      }),
    }),
    container('competencies', [
      element('competency', {
        attributes: '',
        fields: 'id idnumber ruleoutcome sortorder frameworkid frameworkidnumber',
        from: query({
          join:
            'JOIN {competency_coursecomp} $l ON $l.courseid = :task.course ' +
            'JOIN {competency} $c ON $c.id = $l.competencyid ' +
            'JOIN {competency_framework} $f ON $f.id = $c.competencyframeworkid',
          columns: {
            id: '$c.id',
            idnumber: '$c.idnumber',
            ruleoutcome: '$l.ruleoutcome',
            sortorder: '$l.sortorder',
            frameworkid: '$f.id',
            frameworkidnumber: '$f.idnumber',
          },
          key: '$l.id',
          orderBy: '$l.sortorder',
          writes: { as: 'competency', with: { table: 'competency_coursecomp', courseid: task('course') } },
        }),
      }),
    ]),
    container('user_competencies', [
      element('user_competency', {
        attributes: '',
        fields: 'userid competencyid proficiency grade',
        from: query({
          join: 'JOIN {competency_usercompcourse} $u ON $u.courseid = :task.course AND $u.grade IS NOT NULL',
          columns: {},
          all: { $u: 'competency_usercompcourse' },
          key: '$u.id',
        }),
        when: { on: ['users'] },
        absentOtherwise: true,
        refers: { user: 'userid' },
      }),
    ]),
  ]),
  { when: { on: ['competencies'] } },
);
