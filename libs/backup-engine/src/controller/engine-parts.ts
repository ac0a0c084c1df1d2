import type { ExecuteBackup, ReadOutline } from './backup-job';

/** The parts of the engine that the controller drives; tests put others in their place. */
export interface EngineParts {
  readonly readOutline: ReadOutline;
  readonly execute: ExecuteBackup;
}
