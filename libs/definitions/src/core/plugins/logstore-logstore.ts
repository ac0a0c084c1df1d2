import { container, element } from '../../language/elements';
import { plugin } from '../../language/documents';
import { table } from '../../language/sources';
import { task } from '../../language/operands';
import { LOG_STORE_FIELDS } from '../shared/fields';

/** logstore_database: events in a database elsewhere; core writes none of them. */
export const logstoreDatabaseLogstore = plugin('logstore_logstore_subplugin', 'logstore_database', [
  container('subplugin_logstore_database_logstore', [
    element('logstore_database_log', {
      attributes: 'id',
      fields: LOG_STORE_FIELDS,
    }),
  ]),
]);

/** logstore_standard: all events in the task's context. */
export const logstoreStandardLogstore = plugin('logstore_logstore_subplugin', 'logstore_standard', [
  container('subplugin_logstore_standard_logstore', [
    element('logstore_standard_log', {
      fields: LOG_STORE_FIELDS,
      from: table('logstore_standard_log', { contextid: task('context') }),
    }),
  ]),
]);
