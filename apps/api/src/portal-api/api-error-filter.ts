import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { BackupModelError } from '@coursekeep/backup-engine/model';
import { ContentMissing, ContentUnreadable, SiteDatabaseError } from '@coursekeep/moodle-site';
import {
  BackupNotRunning,
  BackupUnknown,
  CapabilityMissing,
  ContextUnknown,
  CourseClosed,
  CourseUnknown,
  FileUnknown,
  Refusal,
} from '../backups/refusals';
import { IdempotencyKeyReused } from '../integrations/idempotency-keys';
import { NotStored, StorageUnavailable } from '../storage/backup-storage';
import { isStoreFailure } from '../store/store-errors';
import { ApiError } from './api-error';
import { noteOutcome } from './api-log';
import { TooManySignins } from './signins';

/** Answers every error of the JSON API as `{"error":{"code","message"}}` with a fitting status; what nobody expected goes to
 *  the log and shows nothing. Notes the code for the line in the log. */
@Catch()
export class ApiErrorFilter implements ExceptionFilter {
  private readonly log = new Logger(ApiErrorFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const answer = apiError(error);
    if (answer.status >= 500 && answer !== error) this.log.error(error);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const { code, message, details } = answer;
    noteOutcome(response, { errorcode: code });
    if (details.retryAfter !== undefined) response.setHeader('Retry-After', details.retryAfter);
    response.status(answer.status).json({ error: { code, message, elsewhere: details.elsewhere } });
  }
}

function apiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof TooManySignins) {
    return new ApiError(429, error.code, error.message, { retryAfter: error.seconds });
  }
  if (error instanceof Refusal) return new ApiError(statusOf(error), error.code, error.message);
  if (error instanceof BackupModelError) return new ApiError(400, error.code, error.message);
  if (error instanceof NotStored || error instanceof ContentMissing) return apiError(new FileUnknown());
  if (error instanceof SiteDatabaseError) {
    return new ApiError(503, 'sitedown', "The site's database cannot be reached at the moment. Try again in a while.");
  }
  if (error instanceof StorageUnavailable || error instanceof ContentUnreadable) {
    return new ApiError(503, 'storagedown', 'Files cannot be read at the moment. Try again in a while.');
  }
  if (isStoreFailure(error)) {
    return new ApiError(503, 'storedown', 'Nothing can be stored at the moment. Try again in a while.');
  }
  if (error instanceof HttpException) {
    const status = error.getStatus();
    // The message of Nest repeats the address, which may hold a token.
    if (status === 404) return new ApiError(status, 'notfound', 'There is nothing at this address.');
    return new ApiError(status, 'badrequest', error.message);
  }
  const { status, type } = error as { status?: unknown; type?: unknown };
  if (type === 'entity.too.large') return new ApiError(413, 'bodytoolarge', 'The body of the request is too large.');
  if (status === 400) return new ApiError(400, 'badrequest', 'The body of the request is not valid JSON.');
  return new ApiError(
    500,
    'internal',
    'Something went wrong here. Try again; the administrator finds more in the log.',
  );
}

function statusOf(refusal: Refusal): number {
  if (refusal instanceof CapabilityMissing || refusal instanceof CourseClosed) return 403;
  if (refusal instanceof BackupNotRunning || refusal instanceof IdempotencyKeyReused) return 409;
  const missing = [CourseUnknown, BackupUnknown, FileUnknown, ContextUnknown];
  return missing.some((kind) => refusal instanceof kind) ? 404 : 400;
}
