import { container, element } from '../../language/elements';
import { document } from '../../language/documents';
import { table } from '../../language/sources';
import { task } from '../../language/operands';

/** xapistate.xml: where people have got to in the activity's content. */
export const xapistate = document(
  'activity',
  'xapistate.xml',
  container('states', [
    element('state', {
      fields: 'component userid itemid stateid statedata registration timecreated timemodified',
      from: table('xapi_states', { itemid: task('context') }),
      refers: { user: 'userid' },
    }),
  ]),
  { when: { on: ['xapistate'] }, afterInforef: true },
);
