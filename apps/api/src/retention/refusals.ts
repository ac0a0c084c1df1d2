import { Refusal } from '../backups/refusals';

export class BackupPinned extends Refusal {
  constructor() {
    super('backup-pinned', 'Somebody wants this backup to stay: take its pin away first.');
  }
}

/** What waits or runs is cancelled, not removed. */
export class BackupUnfinished extends Refusal {
  constructor() {
    super('backup-unfinished', 'This backup waits or runs: cancel it first.');
  }
}

export class BackupHeld extends Refusal {
  constructor(why: string) {
    super('backup-held', `A hold on the category of the course forbids to remove its backups: ${why}`);
  }
}

export class BackupNameTaken extends Refusal {
  constructor(filename: string) {
    super(
      'backup-name-taken',
      `Another backup of the course has the name ${filename} meanwhile, so this one cannot be put back.`,
    );
  }
}
