import { container, element } from '../../language/elements';
import { document } from '../../language/documents';
import { table } from '../../language/sources';
import { task } from '../../language/operands';
import { LOG_FIELDS } from '../shared/fields';

/** logs.xml of an activity: the log as it was before there were log stores. */
export const logs = document(
  'activity',
  'logs.xml',
  container('logs', [element('log', { fields: LOG_FIELDS, from: table('log', { cmid: task('module') }) })]),
  { when: { on: ['logs'] } },
);
