import { container, element } from '../../../language/elements';
import { parent } from '../../../language/operands';
import { plugin } from '../../../language/documents';
import { table } from '../../../language/sources';
import { answers } from './parts';

/** qtype_ordering. */
export const qtypeOrdering = plugin(
  'qtype_question_plugin',
  'qtype_ordering',
  [
    container('plugin_qtype_ordering_question', [
      answers,
      element('ordering', {
        fields: `
          layouttype selecttype selectcount gradingtype showgrading numberingstyle correctfeedback
          correctfeedbackformat incorrectfeedback incorrectfeedbackformat partiallycorrectfeedback
          partiallycorrectfeedbackformat shownumcorrect`,
        from: table('qtype_ordering_options', { questionid: parent('id') }),
      }),
    ]),
  ],
  { element: 'question', column: 'qtype', is: 'ordering' },
);
