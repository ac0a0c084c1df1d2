import { container, element } from '../../../language/elements';
import { parent } from '../../../language/operands';
import { plugin } from '../../../language/documents';
import { table } from '../../../language/sources';
import { answers } from './parts';

/** qtype_multianswer. */
export const qtypeMultianswer = plugin(
  'qtype_question_plugin',
  'qtype_multianswer',
  [
    container('plugin_qtype_multianswer_question', [
      answers,
      element('multianswer', {
        fields: 'question sequence',
        from: table('question_multianswer', { question: parent('id') }),
      }),
    ]),
  ],
  { element: 'question', column: 'qtype', is: 'multianswer' },
);
