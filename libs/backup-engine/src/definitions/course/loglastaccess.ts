import { container, document, element, table, task } from '../../structure/definition';

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
