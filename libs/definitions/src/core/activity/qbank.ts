import { activity } from '../../language/documents';
import { area } from '../../language/elements';
import { view } from '../../links';

/** mod_qbank: a question bank; its questions are in questions.xml. */
export const qbank = activity('qbank', {
  fields: 'name timecreated timemodified intro introformat type',
  files: [area('mod_qbank', 'intro')],
  links: [view('QBANK')],
});
