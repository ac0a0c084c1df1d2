import { container } from '../../../language/elements';
import { plugin } from '../../../language/documents';
import {
  answers,
  calculatedOptions,
  calculatedRecords,
  datasetDefinitions,
  numericalOptions,
  numericalUnits,
} from './parts';

/** qtype_calculated. */
export const qtypeCalculated = plugin(
  'qtype_question_plugin',
  'qtype_calculated',
  [
    container('plugin_qtype_calculated_question', [
      answers,
      numericalUnits,
      numericalOptions,
      datasetDefinitions,
      calculatedRecords,
      calculatedOptions,
    ]),
  ],
  { element: 'question', column: 'qtype', is: 'calculated' },
);
