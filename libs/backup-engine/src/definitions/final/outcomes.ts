import { annotated, container, document, element, systemArea, table } from '../../structure/definition';

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
