import { container, element, parent, plugin, table } from '../../../structure/definition';
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
