import { checkSchedule, type ScheduleFile } from '@coursekeep/schedules';

/** What the demo site has to look at and to run by hand. It is off: nothing begins that nobody asked for. */
export function demoSchedules(): ScheduleFile {
  const nightly = checkSchedule({
    name: 'nightly',
    courses: { all: true },
    without: { unchanged: true },
    when: { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], at: '01:30' },
    until: '06:00',
    retention: { withWork: { days: 7, weeks: 4, months: 12 } },
  });
  return { schedules: [nightly], holds: [] };
}
