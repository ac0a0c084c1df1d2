import { container, element } from '../../../language/elements';
import { parent } from '../../../language/operands';
import { plugin } from '../../../language/documents';
import { table } from '../../../language/sources';

/** qtype_match. */
export const qtypeMatch = plugin(
  'qtype_question_plugin',
  'qtype_match',
  [
    container('plugin_qtype_match_question', [
      element('matchoptions', {
        fields: `
          shuffleanswers correctfeedback correctfeedbackformat partiallycorrectfeedback
          partiallycorrectfeedbackformat incorrectfeedback incorrectfeedbackformat shownumcorrect`,
        from: table('qtype_match_options', { questionid: parent('id') }),
      }),
      container('matches', [
        element('match', {
          fields: 'questiontext questiontextformat answertext',
          from: table('qtype_match_subquestions', { questionid: parent('id') }),
        }),
      ]),
    ]),
  ],
  { element: 'question', column: 'qtype', is: 'match' },
);
