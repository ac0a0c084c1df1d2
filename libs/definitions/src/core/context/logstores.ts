import { container, point } from '../../language/elements';
import { document } from '../../language/documents';

const root = container('logstores', [container('logstore', [point('logstore_logstore_subplugin')])]);

/** logstores.xml of a course's context. */
export const courseLogstores = document('course', 'logstores.xml', root, { when: { on: ['logs'] } });
/** logstores.xml of an activity's context. */
export const activityLogstores = document('activity', 'logstores.xml', root, { when: { on: ['logs'] } });
