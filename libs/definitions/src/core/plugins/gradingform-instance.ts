import { container, element } from '../../language/elements';
import { parent } from '../../language/operands';
import { plugin } from '../../language/documents';
import { query, table } from '../../language/sources';

/** gradingform_guide: the marks and remarks of one grading. */
export const gradingformGuideInstance = plugin(
  'gradingform_instance_plugin',
  'gradingform_guide',
  [
    container('plugin_gradingform_guide_instance', [
      container('fillings', [
        element('filling', {
          fields: 'criterionid remark remarkformat score',
          from: table('gradingform_guide_fillings', { instanceid: parent('id') }),
        }),
      ]),
    ]),
  ],
  { element: 'definition', column: 'method', is: 'guide' },
);

/** gradingform_rubric: the levels and remarks of one grading. */
export const gradingformRubricInstance = plugin(
  'gradingform_instance_plugin',
  'gradingform_rubric',
  [
    container('plugin_gradingform_rubric_instance', [
      container('fillings', [
        element('filling', {
          fields: 'criterionid levelid remark remarkformat',
          from: query({
            join:
              'JOIN {gradingform_rubric_fillings} $f ON $f.instanceid = :parent.id ' +
              'JOIN {gradingform_rubric_criteria} $c ON $c.id = $f.criterionid AND $c.definitionid = :parent.definitionid',
            columns: {},
            all: { $f: 'gradingform_rubric_fillings' },
            key: '$f.id',
          }),
        }),
      ]),
    ]),
  ],
  { element: 'definition', column: 'method', is: 'rubric' },
);
