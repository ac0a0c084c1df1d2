import { container, element } from '../../language/elements';
import { document } from '../../language/documents';
import { table } from '../../language/sources';
import { task } from '../../language/operands';
import { lastOfEach } from '../shared/sources';

const root = container('filters', [
  container('filter_actives', [
    element('filter_active', {
      attributes: '',
      fields: 'filter active',
      from: table('filter_active', { contextid: task('context') }, { orderBy: 'filter' }),
    }),
  ]),
  container('filter_configs', [
    element('filter_config', {
      attributes: '',
      fields: 'filter name value',
      from: table('filter_config', { contextid: task('context') }, { orderBy: 'filter, name' }),
      arrange: lastOfEach('filter'),
    }),
  ]),
]);

/** filters.xml of a course's context. */
export const courseFilters = document('course', 'filters.xml', root, { when: { on: ['filters'] } });
/** filters.xml of an activity's context. */
export const activityFilters = document('activity', 'filters.xml', root, { when: { on: ['filters'] } });
