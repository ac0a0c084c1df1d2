import { container, element } from '../../../language/elements';
import { parent } from '../../../language/operands';
import { plugin } from '../../../language/documents';
import { table } from '../../../language/sources';
import { answers } from './parts';

/** qtype_multichoice. */
export const qtypeMultichoice = plugin(
  'qtype_question_plugin',
  'qtype_multichoice',
  [
    container('plugin_qtype_multichoice_question', [
      answers,
      element('multichoice', {
        fields: `
          layout single shuffleanswers correctfeedback correctfeedbackformat partiallycorrectfeedback
          partiallycorrectfeedbackformat incorrectfeedback incorrectfeedbackformat answernumbering
          shownumcorrect showstandardinstruction`,
        from: table('qtype_multichoice_options', { questionid: parent('id') }),
      }),
    ]),
  ],
  { element: 'question', column: 'qtype', is: 'multichoice' },
);
