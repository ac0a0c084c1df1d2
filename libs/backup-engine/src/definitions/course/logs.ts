import { container, document, element, table, task } from '../../structure/definition';
import { LOG_FIELDS } from '../shared/fields';

/** logs.xml of the course: the log as it was before there were log stores. */
export const logs = document(
  'course',
  'logs.xml',
  container('logs', [
    element('log', {
      fields: LOG_FIELDS,
      from: table('log', { course: task('course'), cmid: 0 }),
    }),
  ]),
  { when: { on: ['logs'] } },
);
