import { container, element } from '../../../language/elements';
import { parent } from '../../../language/operands';
import { plugin } from '../../../language/documents';
import { table } from '../../../language/sources';
import { answers } from './parts';

/** qtype_gapselect. */
export const qtypeGapselect = plugin(
  'qtype_question_plugin',
  'qtype_gapselect',
  [
    container('plugin_qtype_gapselect_question', [
      answers,
      element('gapselect', {
        fields: `
          shuffleanswers correctfeedback correctfeedbackformat partiallycorrectfeedback
          partiallycorrectfeedbackformat incorrectfeedback incorrectfeedbackformat shownumcorrect`,
        from: table('question_gapselect', { questionid: parent('id') }),
      }),
    ]),
  ],
  { element: 'question', column: 'qtype', is: 'gapselect' },
);
