import { container, element, itemArea } from '../../language/elements';
import { document } from '../../language/documents';
import { not, task } from '../../language/operands';
import { table } from '../../language/sources';
import { EVENT_FIELDS } from '../shared/fields';

/** calendar.xml of an activity: its dates; without people's data those of the course alone. */
export const calendar = document(
  'activity',
  'calendar.xml',
  container('events', [
    element('event', {
      fields: EVENT_FIELDS,
      from: table(
        'event',
        { instance: task('instance'), modulename: task('modname'), type: not(1) },
        { without: { userinfo: { courseid: task('course') } } },
      ),
      refers: { group: 'groupid', user: 'userid' },
      files: [itemArea('calendar', 'event_description', 'id')],
    }),
  ]),
  { when: { on: ['calendarevents'] } },
);
