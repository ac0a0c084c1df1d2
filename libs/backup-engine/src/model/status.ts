import { TransitionRefused } from './errors';

/** Moodle's statuses of a backup controller, by name. 200 and 600 belong to restores. */
export const BackupStatus = {
  created: 100,
  requireConversion: 200,
  planned: 300,
  configured: 400,
  settingUi: 500,
  needPrecheck: 600,
  awaiting: 700,
  executing: 800,
  finishedWithErrors: 900,
  finishedOk: 1000,
} as const;

export type BackupStatus = (typeof BackupStatus)[keyof typeof BackupStatus];
export type FinishedStatus = typeof BackupStatus.finishedWithErrors | typeof BackupStatus.finishedOk;

const { created, planned, configured, settingUi, awaiting, executing, finishedWithErrors, finishedOk } = BackupStatus;

/** Which status may follow which. Whatever has not finished may fail; 800 to 700 is a backup whose worker died and that
 *  is tried again. */
const TRANSITIONS: Readonly<Record<BackupStatus, readonly BackupStatus[]>> = {
  [created]: [planned, finishedWithErrors],
  [BackupStatus.requireConversion]: [],
  [planned]: [configured, finishedWithErrors],
  [configured]: [settingUi, awaiting, finishedWithErrors],
  [settingUi]: [awaiting, finishedWithErrors],
  [BackupStatus.needPrecheck]: [],
  [awaiting]: [executing, finishedWithErrors],
  [executing]: [finishedOk, finishedWithErrors, awaiting],
  [finishedWithErrors]: [],
  [finishedOk]: [],
};

const NAMES: Readonly<Record<BackupStatus, string>> = {
  [created]: 'created',
  [BackupStatus.requireConversion]: 'conversion required',
  [planned]: 'planned',
  [configured]: 'configured',
  [settingUi]: 'settings being chosen',
  [BackupStatus.needPrecheck]: 'check needed',
  [awaiting]: 'awaiting execution',
  [executing]: 'executing',
  [finishedWithErrors]: 'finished with errors',
  [finishedOk]: 'finished',
};

/** Refuses a status that may not follow the present one: TransitionRefused names both. */
export function assertTransition(from: BackupStatus, to: BackupStatus): void {
  if (canFollow(from, to)) return;
  const [present, next] = [describeStatus(from), describeStatus(to)];
  throw new TransitionRefused(present, next, `A backup that is "${present}" cannot become "${next}".`);
}

export function canFollow(from: BackupStatus, to: BackupStatus): boolean {
  return TRANSITIONS[from].includes(to);
}

/** The status in words and with its number: `executing (800)`. */
export function describeStatus(status: BackupStatus): string {
  return `${NAMES[status]} (${status})`;
}

/** Is the number one of Moodle's statuses? */
export function isBackupStatus(value: number): value is BackupStatus {
  return Object.values<number>(BackupStatus).includes(value);
}

/** Has the backup ended, well or not? */
export function isFinished(status: BackupStatus): status is FinishedStatus {
  return status === finishedOk || status === finishedWithErrors;
}

/** Does the backup wait for a worker or is one at it? */
export function isPending(status: BackupStatus): boolean {
  return status === awaiting || status === executing;
}
