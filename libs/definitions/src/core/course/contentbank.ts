import { container, element, itemArea } from '../../language/elements';
import { document } from '../../language/documents';
import { table } from '../../language/sources';
import { task } from '../../language/operands';

/** contentbank.xml: what is in the course's content bank. */
export const contentbank = document(
  'course',
  'contentbank.xml',
  container('contents', [
    element('content', {
      fields: 'name contenttype instanceid configdata usercreated usermodified timecreated timemodified',
      from: table('contentbank_content', { contextid: task('context') }),
      refers: { user: 'usercreated usermodified' },
      files: [itemArea('contentbank', 'public', 'id')],
    }),
  ]),
  { when: { on: ['contentbankcontent'] }, afterInforef: true },
);
