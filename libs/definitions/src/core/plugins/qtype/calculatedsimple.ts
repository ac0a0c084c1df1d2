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

/** qtype_calculatedsimple. */
export const qtypeCalculatedsimple = plugin(
  'qtype_question_plugin',
  'qtype_calculatedsimple',
  [
    container('plugin_qtype_calculatedsimple_question', [
      answers,
      numericalUnits,
      numericalOptions,
      datasetDefinitions,
      calculatedRecords,
      calculatedOptions,
    ]),
  ],
  { element: 'question', column: 'qtype', is: 'calculatedsimple' },
);
