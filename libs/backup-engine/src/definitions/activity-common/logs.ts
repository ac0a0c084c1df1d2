import { container, document, element, table, task } from '../../structure/definition';
import { LOG_FIELDS } from '../shared/fields';

/** logs.xml of an activity: the log as it was before there were log stores. */
export const logs = document(
  'activity',
  'logs.xml',
  container('logs', [element('log', { fields: LOG_FIELDS, from: table('log', { cmid: task('module') }) })]),
  { when: { on: ['logs'] } },
);
