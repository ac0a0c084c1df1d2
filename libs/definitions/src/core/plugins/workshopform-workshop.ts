import { container, element, itemArea } from '../../language/elements';
import { parent, task } from '../../language/operands';
import { plugin } from '../../language/documents';
import { table } from '../../language/sources';

/** workshopform_accumulative: aspects with a grade or a scale each. */
export const workshopformAccumulativeWorkshop = plugin('workshopform_workshop_subplugin', 'workshopform_accumulative', [
  container('subplugin_workshopform_accumulative_workshop', [
    element('workshopform_accumulative_dimension', {
      fields: 'sort description descriptionformat grade weight',
      from: table('workshopform_accumulative', { workshopid: task('instance') }),
      refers: { scale: 'grade' },
      files: [itemArea('workshopform_accumulative', 'description', 'id')],
    }),
  ]),
]);

/** workshopform_comments: aspects to comment on. */
export const workshopformCommentsWorkshop = plugin('workshopform_workshop_subplugin', 'workshopform_comments', [
  container('subplugin_workshopform_comments_workshop', [
    element('workshopform_comments_dimension', {
      fields: 'sort description descriptionformat',
      from: table('workshopform_comments', { workshopid: task('instance') }),
      files: [itemArea('workshopform_comments', 'description', 'id')],
    }),
  ]),
]);

/** workshopform_numerrors: assertions, and which number of errors gives which grade. */
export const workshopformNumerrorsWorkshop = plugin('workshopform_workshop_subplugin', 'workshopform_numerrors', [
  container('subplugin_workshopform_numerrors_workshop', [
    element('workshopform_numerrors_map', {
      fields: 'nonegative grade',
      from: table('workshopform_numerrors_map', { workshopid: task('instance') }),
    }),
    element('workshopform_numerrors_dimension', {
      fields: 'sort description descriptionformat grade0 grade1 weight',
      from: table('workshopform_numerrors', { workshopid: task('instance') }),
      files: [itemArea('workshopform_numerrors', 'description', 'id')],
    }),
  ]),
]);

/** workshopform_rubric: criteria with levels. */
export const workshopformRubricWorkshop = plugin('workshopform_workshop_subplugin', 'workshopform_rubric', [
  container('subplugin_workshopform_rubric_workshop', [
    element('workshopform_rubric_config', {
      attributes: '',
      fields: 'layout',
      from: table('workshopform_rubric_config', { workshopid: task('instance') }),
    }),
    element(
      'workshopform_rubric_dimension',
      {
        fields: 'sort description descriptionformat',
        from: table('workshopform_rubric', { workshopid: task('instance') }),
        files: [itemArea('workshopform_rubric', 'description', 'id')],
      },
      [
        element('workshopform_rubric_level', {
          fields: 'grade definition definitionformat',
          from: table('workshopform_rubric_levels', { dimensionid: parent('id') }),
        }),
      ],
    ),
  ]),
]);
