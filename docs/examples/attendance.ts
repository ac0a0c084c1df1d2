import {
  activity,
  area,
  container,
  element,
  indexAndView,
  itemArea,
  link,
  parent,
  table,
} from '@coursekeep/definitions';

const of = (name: string, order?: string) =>
  table(name, { attendanceid: parent('id') }, order === undefined ? {} : { orderBy: order });

/** mod_attendance: who was there. The table layout is made up, after what the plugin's public documentation says it keeps. */
export const attendance = activity(
  'attendance',
  {
    fields: 'name intro introformat grade timemodified',
    files: [area('mod_attendance', 'intro')],
    refers: { scale: 'grade' },
    links: [...indexAndView('ATTENDANCE'), link('take.php?id={n}{&}sessionid={n}', 'ATTENDANCETAKE')],
  },
  [
    container('statuses', [
      element('status', {
        fields: 'acronym description grade visible',
        from: of('attendance_statuses'),
      }),
    ]),
    container('warnings', [
      element('warning', {
        fields: 'warningpercent emailcontent emailcontentformat',
        from: of('attendance_warning'),
      }),
    ]),
    container('sessions', [
      element(
        'session',
        {
          fields: 'groupid sessdate duration description descriptionformat lasttakenby',
          from: of('attendance_sessions', 'sessdate'),
          refers: { group: 'groupid', user: 'lasttakenby' },
          files: [itemArea('mod_attendance', 'session', 'id')],
        },
        [
          container('logs', [
            element('log', {
              fields: 'studentid statusid timetaken takenby remarks',
              from: table('attendance_log', { sessionid: parent('id') }),
              when: { on: ['userinfo'] },
              refers: { user: 'studentid takenby' },
            }),
          ]),
        ],
      ),
    ]),
  ],
);
