import { container, element } from '../../language/elements';
import { parent } from '../../language/operands';
import { plugin } from '../../language/documents';
import { table } from '../../language/sources';

/** gradingform_guide: the criteria and frequent comments of a marking guide. */
export const gradingformGuideDefinition = plugin(
  'gradingform_definition_plugin',
  'gradingform_guide',
  [
    container('plugin_gradingform_guide_definition', [
      container('guidecriteria', [
        element('guidecriterion', {
          fields: `
            sortorder shortname description descriptionformat descriptionmarkers
            descriptionmarkersformat maxscore`,
          from: table('gradingform_guide_criteria', { definitionid: parent('id') }),
        }),
      ]),
      container('guidecomments', [
        element('guidecomment', {
          fields: 'sortorder description descriptionformat',
          from: table('gradingform_guide_comments', { definitionid: parent('id') }),
        }),
      ]),
    ]),
  ],
  { element: 'definition', column: 'method', is: 'guide' },
);

/** gradingform_rubric: criteria with levels. */
export const gradingformRubricDefinition = plugin(
  'gradingform_definition_plugin',
  'gradingform_rubric',
  [
    container('plugin_gradingform_rubric_definition', [
      container('criteria', [
        element(
          'criterion',
          {
            fields: 'sortorder description descriptionformat',
            from: table('gradingform_rubric_criteria', { definitionid: parent('id') }),
          },
          [
            container('levels', [
              element('level', {
                fields: 'score definition definitionformat',
                from: table('gradingform_rubric_levels', { criterionid: parent('id') }),
              }),
            ]),
          ],
        ),
      ]),
    ]),
  ],
  { element: 'definition', column: 'method', is: 'rubric' },
);
