import { BackupModelError, BadOption } from '@coursekeep/backup-engine/model';
import { type CoursekeepError, recognised, UnexpectedError } from '@coursekeep/errors';
import type { TokenRefusal, UserDuty } from '@coursekeep/moodle-site';
import { WsException, WsExceptions } from '@coursekeep/ws-protocol';
import { capabilityName } from '../backups/capability-names';
import {
  BackupUnknown,
  CapabilityMissing,
  ContextUnknown,
  CourseClosed,
  CourseUnknown,
  dutyText,
  FileUnknown,
} from '../backups/refusals';
import { TooManySignins } from '../portal-api/signins';
import { NotStored } from '../storage/backup-storage';
import { asStoreFailure } from '../store/store-errors';

/** Says in Moodle's words what went wrong. What nobody expected shows the id that it has in the log, and nothing else. */
export function wsException(error: unknown): WsException {
  if (error instanceof WsException) return error;
  const known = asStoreFailure(error) ?? recognised(error);
  return ofRefusal(known) ?? ofFailure(known);
}

/** The refusals that Moodle has texts of its own for. */
function ofRefusal(error: CoursekeepError): WsException | null {
  if (error instanceof TooManySignins) return WsExceptions.tooManyAttempts(error.seconds);
  if (error instanceof CourseUnknown) return WsExceptions.missingRecord('course');
  if (error instanceof ContextUnknown) return WsExceptions.missingRecord('context');
  if (error instanceof BackupUnknown) return WsExceptions.missingRecord('backup_controllers');
  if (error instanceof CourseClosed) {
    return WsExceptions.courseNotAccessible(error.courseid, error.duty ? dutyText(error.duty) : undefined);
  }
  if (error instanceof CapabilityMissing) return WsExceptions.noPermissions(capabilityName(error.capability));
  if (error instanceof FileUnknown || error instanceof NotStored) return WsExceptions.fileNotFound();
  if (error instanceof BadOption) return WsExceptions.invalidExternalParameter(error.option);
  if (error instanceof BackupModelError) return WsExceptions.invalidParameter(error.message);
  return null;
}

function ofFailure(error: CoursekeepError): WsException {
  const { kind, exception, errorcode, said } = error.failure;
  const message = error instanceof UnexpectedError ? error.message : (said ?? error.message);
  return new WsException({
    exceptionClass: exception,
    errorcode,
    message,
    cause: kind === 'theirs' ? undefined : error,
  });
}

/** What the site's tokens refused. */
export function refusalException({ exception, errorcode, message, debuginfo }: TokenRefusal): WsException {
  if (errorcode === 'invalidkey') return WsExceptions.invalidKey();
  return new WsException({ exceptionClass: exception, errorcode, message, ...(debuginfo && { debuginfo }) });
}

/** What the caller must do on the site first, where no course is concerned. */
export function dutyException(duty: UserDuty): WsException {
  if (duty.kind === 'password') return WsExceptions.forcedPasswordChange();
  return new WsException({ errorcode: 'sitepolicynotagreed', message: dutyText(duty) });
}
