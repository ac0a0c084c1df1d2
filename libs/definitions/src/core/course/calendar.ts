import { container, element, itemArea } from '../../language/elements';
import { document } from '../../language/documents';
import { query } from '../../language/sources';
import { EVENT_FIELDS } from '../shared/fields';

/** calendar.xml of the course: its events and those of its groups. */
export const calendar = document(
  'course',
  'calendar.xml',
  container('events', [
    element('event', {
      fields: EVENT_FIELDS,
      from: query({
        join: `JOIN {event} $e ON $e.courseid = :task.course AND $e.eventtype IN ('course', 'group')`,
        columns: {},
        all: { $e: 'event' },
        key: '$e.id',
      }),
      refers: { group: 'groupid', user: 'userid' },
      files: [itemArea('calendar', 'event_description', 'id')],
    }),
  ]),
  { when: { on: ['calendarevents'] } },
);
