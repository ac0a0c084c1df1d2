import { container, element } from '../../../language/elements';
import { parent } from '../../../language/operands';
import { plugin } from '../../../language/documents';
import { table } from '../../../language/sources';
import { answers } from './parts';

/** qtype_shortanswer. */
export const qtypeShortanswer = plugin(
  'qtype_question_plugin',
  'qtype_shortanswer',
  [
    container('plugin_qtype_shortanswer_question', [
      answers,
      element('shortanswer', {
        fields: 'usecase',
        from: table('qtype_shortanswer_options', { questionid: parent('id') }),
      }),
    ]),
  ],
  { element: 'question', column: 'qtype', is: 'shortanswer' },
);
