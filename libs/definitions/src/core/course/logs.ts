import { container, element } from '../../language/elements';
import { document } from '../../language/documents';
import { table } from '../../language/sources';
import { task } from '../../language/operands';
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
