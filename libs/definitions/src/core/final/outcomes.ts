import { annotated } from '../../language/operands';
import { container, element, systemArea } from '../../language/elements';
import { document } from '../../language/documents';
import { table } from '../../language/sources';

/** outcomes.xml: every outcome that another document refers to. */
export const outcomes = document(
  'final',
  'outcomes.xml',
  container('outcomes_definition', [
    element('outcome', {
      fields: `
        courseid userid shortname fullname scaleid description descriptionformat timecreated timemodified
        usermodified`,
      from: table('grade_outcomes', { id: annotated('outcomefinal') }),
      files: [systemArea('grade', 'outcome', 'id')],
    }),
  ]),
);
