import { container, element } from '../../../language/elements';
import { parent } from '../../../language/operands';
import { plugin } from '../../../language/documents';
import { table } from '../../../language/sources';

/** qtype_ddmarker. */
export const qtypeDdmarker = plugin(
  'qtype_question_plugin',
  'qtype_ddmarker',
  [
    container('plugin_qtype_ddmarker_question', [
      element('ddmarker', {
        fields: `
          shuffleanswers correctfeedback correctfeedbackformat partiallycorrectfeedback
          partiallycorrectfeedbackformat incorrectfeedback incorrectfeedbackformat shownumcorrect
          showmisplaced`,
        from: table('qtype_ddmarker', { questionid: parent('id') }),
      }),
      container('drags', [
        element('drag', {
          fields: 'no infinite label noofdrags',
          from: table('qtype_ddmarker_drags', { questionid: parent('id') }),
        }),
      ]),
      container('drops', [
        element('drop', {
          fields: 'no shape coords choice',
          from: table('qtype_ddmarker_drops', { questionid: parent('id') }),
        }),
      ]),
    ]),
  ],
  { element: 'question', column: 'qtype', is: 'ddmarker' },
);
