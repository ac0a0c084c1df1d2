import { container, element } from '../../../language/elements';
import { parent } from '../../../language/operands';
import { plugin } from '../../../language/documents';
import { table } from '../../../language/sources';

/** qtype_randomsamatch. */
export const qtypeRandomsamatch = plugin(
  'qtype_question_plugin',
  'qtype_randomsamatch',
  [
    container('plugin_qtype_randomsamatch_question', [
      element('randomsamatch', {
        fields: `
          choose subcats correctfeedback correctfeedbackformat partiallycorrectfeedback
          partiallycorrectfeedbackformat incorrectfeedback incorrectfeedbackformat shownumcorrect`,
        from: table('qtype_randomsamatch_options', { questionid: parent('id') }),
      }),
    ]),
  ],
  { element: 'question', column: 'qtype', is: 'randomsamatch' },
);
