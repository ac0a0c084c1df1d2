import { BackupModelError, BadOption } from '@coursekeep/backup-engine/model';
import { ContentUnreadable, SiteDatabaseError, type TokenRefusal, type UserDuty } from '@coursekeep/moodle-site';
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
import { IdempotencyKeyInvalid, IdempotencyKeyReused } from '../integrations/idempotency-keys';
import { TooManySignins } from '../portal-api/signins';
import { NotStored, StorageUnavailable } from '../storage/backup-storage';
import { isStoreFailure } from '../store/store-errors';
import { WsException, WsExceptions } from '@coursekeep/ws-protocol';

/** Says in Moodle's words what went wrong. What is no expected error becomes an internal one that shows nothing. */
export function wsException(error: unknown): WsException {
  if (error instanceof WsException) return error;
  if (error instanceof TooManySignins) return WsExceptions.tooManyAttempts(error.seconds);
  if (error instanceof CourseUnknown) return WsExceptions.missingRecord('course');
  if (error instanceof ContextUnknown) return WsExceptions.missingRecord('context');
  if (error instanceof BackupUnknown) return WsExceptions.missingRecord('backup_controllers');
  if (error instanceof CourseClosed) {
    return WsExceptions.courseNotAccessible(error.courseid, error.duty ? dutyText(error.duty) : undefined);
  }
  if (error instanceof CapabilityMissing) return WsExceptions.noPermissions(capabilityName(error.capability));
  if (error instanceof FileUnknown || error instanceof NotStored) return WsExceptions.fileNotFound();
  if (error instanceof IdempotencyKeyReused || error instanceof IdempotencyKeyInvalid) {
    return new WsException({ errorcode: error.code, message: error.message });
  }
  if (error instanceof BadOption) return WsExceptions.invalidExternalParameter(error.option);
  if (error instanceof BackupModelError) return WsExceptions.invalidParameter(error.message);
  if (error instanceof SiteDatabaseError) {
    return new WsException({
      exceptionClass: 'dml_connection_exception',
      errorcode: 'dbconnectionfailed',
      message: "The site's database cannot be reached at the moment. Try again later.",
      cause: error,
    });
  }
  if (isStoreFailure(error)) {
    return new WsException({
      exceptionClass: 'dml_write_exception',
      errorcode: 'dmlwriteexception',
      message: "Error writing to database: the service's own store cannot be written at the moment. Try again later.",
      cause: error,
    });
  }
  if (error instanceof ContentUnreadable || error instanceof StorageUnavailable) {
    return new WsException({
      exceptionClass: 'file_exception',
      errorcode: 'storedfilecannotread',
      message: 'Files cannot be read at the moment. Try again later, or ask the administrator to look into the log.',
      cause: error,
    });
  }
  return WsExceptions.internal(error);
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
