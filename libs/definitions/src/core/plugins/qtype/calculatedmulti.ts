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

/** qtype_calculatedmulti. */
export const qtypeCalculatedmulti = plugin(
  'qtype_question_plugin',
  'qtype_calculatedmulti',
  [
    container('plugin_qtype_calculatedmulti_question', [
      answers,
      numericalUnits,
      numericalOptions,
      datasetDefinitions,
      calculatedRecords,
      calculatedOptions,
    ]),
  ],
  { element: 'question', column: 'qtype', is: 'calculatedmulti' },
);
