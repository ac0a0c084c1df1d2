export { CoursekeepError, UnexpectedError } from './coursekeep-error';
export {
  type Failure,
  failureByCode,
  type FailureCode,
  failureCode,
  type FailureConcern,
  type FailureKind,
  FAILURES,
} from './failures';
export { nearestName } from './nearest-name';
export { codesOf, logText, recognised } from './recognise';
export { type BackupWarning, warning, type WarningCode, warningKind, type WarningKind, WARNINGS } from './warnings';
