import { container, element } from '../../../language/elements';
import { parent } from '../../../language/operands';
import { plugin } from '../../../language/documents';
import { table } from '../../../language/sources';
import { answers } from './parts';

/** qtype_ddwtos. */
export const qtypeDdwtos = plugin(
  'qtype_question_plugin',
  'qtype_ddwtos',
  [
    container('plugin_qtype_ddwtos_question', [
      answers,
      element('ddwtos', {
        fields: `
          shuffleanswers correctfeedback correctfeedbackformat partiallycorrectfeedback
          partiallycorrectfeedbackformat incorrectfeedback incorrectfeedbackformat shownumcorrect`,
        from: table('question_ddwtos', { questionid: parent('id') }),
      }),
    ]),
  ],
  { element: 'question', column: 'qtype', is: 'ddwtos' },
);
