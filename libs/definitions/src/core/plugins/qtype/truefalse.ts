import { container, element } from '../../../language/elements';
import { parent } from '../../../language/operands';
import { plugin } from '../../../language/documents';
import { table } from '../../../language/sources';
import { answers } from './parts';

/** qtype_truefalse. */
export const qtypeTruefalse = plugin(
  'qtype_question_plugin',
  'qtype_truefalse',
  [
    container('plugin_qtype_truefalse_question', [
      answers,
      element('truefalse', {
        fields: 'trueanswer falseanswer showstandardinstruction',
        from: table('question_truefalse', { question: parent('id') }),
      }),
    ]),
  ],
  { element: 'question', column: 'qtype', is: 'truefalse' },
);
