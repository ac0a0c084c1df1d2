import { CoursekeepError } from '@coursekeep/errors';
import type { UserDuty } from '@coursekeep/moodle-site';
import { capabilityName } from './capability-names';

/** What a caller may not do or cannot have. Each door to the service says it in its own form. */
export abstract class Refusal extends CoursekeepError {}

export class CourseUnknown extends Refusal {
  constructor(readonly courseid: number) {
    super('course-unknown', `There is no course ${courseid} on this site.`);
  }
}

/** The course is hidden from the caller, or the caller is not enrolled, or has something to do on the site first. */
export class CourseClosed extends Refusal {
  constructor(
    readonly courseid: number,
    readonly duty: UserDuty | null = null,
  ) {
    super(
      'course-closed',
      duty
        ? dutyText(duty)
        : `You cannot enter the course ${courseid}: ask its teachers, or an administrator of the site.`,
    );
  }
}

/** What the user must do on the site before anything else, in Moodle's words. */
export function dutyText(duty: UserDuty): string {
  if (duty.kind === 'password') return 'You must change your password to proceed.';
  return `Site policy not agreed${duty.url ? `: ${duty.url}` : '.'}`;
}

export class CapabilityMissing extends Refusal {
  constructor(readonly capability: string) {
    super(
      'not-allowed',
      `You may not do that: it needs the permission "${capabilityName(capability)}" in the course. ` +
        'A manager or an administrator of the site can give it to you.',
    );
  }
}

export class BackupUnknown extends Refusal {
  constructor(readonly backupid: string) {
    super('backup-unknown', 'There is no backup with this id.');
  }
}

/** It has ended already, or its file is just being put in its place. */
export class BackupNotRunning extends Refusal {
  constructor() {
    super('backup-not-running', 'This backup cannot be cancelled: it has ended, or is just being finished.');
  }
}

/** There is no such file, or not any more. */
export class FileUnknown extends Refusal {
  constructor() {
    super('file-unknown', 'This file cannot be found.');
  }
}

/** What lies in the storage is not what was recorded when the backup was made. */
export class FileDamaged extends Refusal {
  constructor() {
    super(
      'file-damaged',
      'The file of this backup was damaged after it was made, and is not given out. Make a new backup, or ask an ' +
        'administrator for a copy of the file.',
    );
  }
}

export class ContextUnknown extends Refusal {
  constructor() {
    super('context-unknown', 'There is no such context on this site.');
  }
}
