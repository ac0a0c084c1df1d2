import { Refusal } from '../backups/refusals';

export class ScheduleUnknown extends Refusal {
  constructor(name: string) {
    super('schedule-unknown', `There is no schedule "${name}".`);
  }
}

export class ScheduleExists extends Refusal {
  constructor(name: string) {
    super('schedule-exists', `There is a schedule "${name}" already: choose another name, or change that one.`);
  }
}

/** What the file of schedules says is changed there. */
export class ScheduleInFile extends Refusal {
  constructor(name: string) {
    super(
      'schedule-in-file',
      `The schedule "${name}" stands in the file that COURSEKEEP_SCHEDULES names: change it there and start the service again.`,
    );
  }
}

export class ScheduleRunning extends Refusal {
  constructor(name: string) {
    super('schedule-running', `The schedule "${name}" is running: wait for the end of the run, or stop it first.`);
  }
}

export class ScheduleNotRunning extends Refusal {
  constructor(name: string) {
    super('schedule-not-running', `The schedule "${name}" is not running.`);
  }
}

export class RunUnknown extends Refusal {
  constructor() {
    super('run-unknown', 'There is no run with this id.');
  }
}

/** Scheduled backups are made under an account of the site. */
export class ScheduleUserUnknown extends Refusal {
  constructor(name: string | null) {
    super(
      'schedule-user-unknown',
      name === null
        ? 'The site has no main administrator under whose rights scheduled backups could be made: name an account in COURSEKEEP_SCHEDULE_USER.'
        : `There is no account "${name}" on the site, or it is deleted or suspended: COURSEKEEP_SCHEDULE_USER must name another.`,
    );
  }
}
