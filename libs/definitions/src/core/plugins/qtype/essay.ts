import { container, element } from '../../../language/elements';
import { parent } from '../../../language/operands';
import { plugin } from '../../../language/documents';
import { table } from '../../../language/sources';

/** qtype_essay. */
export const qtypeEssay = plugin(
  'qtype_question_plugin',
  'qtype_essay',
  [
    container('plugin_qtype_essay_question', [
      element('essay', {
        fields: `
          responseformat responserequired responsefieldlines minwordlimit maxwordlimit attachments
          attachmentsrequired graderinfo graderinfoformat responsetemplate responsetemplateformat
          filetypeslist maxbytes`,
        from: table('qtype_essay_options', { questionid: parent('id') }),
      }),
    ]),
  ],
  { element: 'question', column: 'qtype', is: 'essay' },
);
