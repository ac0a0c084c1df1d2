import { container, element } from '../../language/elements';
import { document } from '../../language/documents';
import { query } from '../../language/sources';
import { task } from '../../language/operands';

/** competencies.xml of an activity: which competencies of the course it serves. */
export const competencies = document(
  'activity',
  'competencies.xml',
  container('course_module_competencies', [
    container('competencies', [
      element('competency', {
        attributes: '',
        fields: 'idnumber ruleoutcome sortorder frameworkidnumber overridegrade',
        from: query({
          join:
            'JOIN {competency_modulecomp} $l ON $l.cmid = :task.module ' +
            'JOIN {competency} $c ON $c.id = $l.competencyid ' +
            'JOIN {competency_framework} $f ON $f.id = $c.competencyframeworkid',
          columns: { idnumber: '$c.idnumber', frameworkidnumber: '$f.idnumber' },
          all: { $l: 'competency_modulecomp' },
          key: '$l.id',
          orderBy: '$l.sortorder',
          writes: { as: 'competency', with: { table: 'competency_modulecomp', cmid: task('module') } },
        }),
      }),
    ]),
  ]),
  { when: { on: ['competencies'] } },
);
