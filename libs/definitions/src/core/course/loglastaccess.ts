import { container, element } from '../../language/elements';
import { document } from '../../language/documents';
import { table } from '../../language/sources';
import { task } from '../../language/operands';

/** loglastaccess.xml: when people last entered the course. */
export const loglastaccess = document(
  'course',
  'loglastaccess.xml',
  container('lastaccesses', [
    element('lastaccess', {
      fields: 'userid timeaccess',
      from: table('user_lastaccess', { courseid: task('course') }),
      refers: { user: 'userid' },
    }),
  ]),
  { when: { on: ['logs'] } },
);
