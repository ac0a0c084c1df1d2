import { container, element } from '../../../language/elements';
import { parent } from '../../../language/operands';
import { plugin } from '../../../language/documents';
import { table } from '../../../language/sources';

/** qtype_ddimageortext. */
export const qtypeDdimageortext = plugin(
  'qtype_question_plugin',
  'qtype_ddimageortext',
  [
    container('plugin_qtype_ddimageortext_question', [
      element('ddimageortext', {
        fields: `
          shuffleanswers correctfeedback correctfeedbackformat partiallycorrectfeedback
          partiallycorrectfeedbackformat incorrectfeedback incorrectfeedbackformat shownumcorrect
          dropzonevisibility`,
        from: table('qtype_ddimageortext', { questionid: parent('id') }),
      }),
      container('drags', [
        element('drag', {
          fields: 'no draggroup infinite label',
          from: table('qtype_ddimageortext_drags', { questionid: parent('id') }),
        }),
      ]),
      container('drops', [
        element('drop', {
          fields: 'no xleft ytop choice label',
          from: table('qtype_ddimageortext_drops', { questionid: parent('id') }),
        }),
      ]),
    ]),
  ],
  { element: 'question', column: 'qtype', is: 'ddimageortext' },
);
