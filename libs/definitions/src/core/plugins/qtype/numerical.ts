import { container, element } from '../../../language/elements';
import { parent } from '../../../language/operands';
import { plugin } from '../../../language/documents';
import { table } from '../../../language/sources';
import { answers, numericalOptions, numericalUnits } from './parts';

/** qtype_numerical. */
export const qtypeNumerical = plugin(
  'qtype_question_plugin',
  'qtype_numerical',
  [
    container('plugin_qtype_numerical_question', [
      answers,
      numericalUnits,
      numericalOptions,
      container('numerical_records', [
        element('numerical_record', {
          fields: 'answer tolerance',
          from: table('question_numerical', { question: parent('id') }),
        }),
      ]),
    ]),
  ],
  { element: 'question', column: 'qtype', is: 'numerical' },
);
