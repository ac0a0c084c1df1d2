import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { type CoursekeepError, logText, recognised, UnexpectedError } from '@coursekeep/errors';
import { asStoreFailure } from '../store/store-errors';
import { ApiError } from './api-error';
import { noteOutcome } from './api-log';
import { TooManySignins } from './signins';

/** Answers every error of the JSON API as `{"error":{"code","message"}}` with a fitting status; what nobody expected goes to
 *  the log and shows nothing but the id that it has there. Notes the code for the line in the log. */
@Catch()
export class ApiErrorFilter implements ExceptionFilter {
  private readonly log = new Logger(ApiErrorFilter.name);

  catch(raised: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const error = expected(raised);
    const { status, said, kind } = error.failure;
    const code = error.failure.api ?? error.code;
    if (kind !== 'theirs') this.log.error(logText(error));
    if (response.headersSent) {
      response.destroy();
      return;
    }
    noteOutcome(response, { errorcode: code });
    const { retryAfter, elsewhere } = detailsOf(error);
    if (retryAfter !== undefined) response.setHeader('Retry-After', retryAfter);
    const message = error instanceof UnexpectedError ? error.message : (said ?? error.message);
    response.status(status).json({ error: { code, message, elsewhere } });
  }
}

/** The error as one of ours: also what Express, its parser of bodies and the store's driver raise. */
function expected(error: unknown): CoursekeepError {
  if (error instanceof HttpException) {
    // The message of Nest repeats the address, which may hold a token.
    if (error.getStatus() === 404) return new ApiError('nothing-here', 'There is nothing at this address.');
    return new ApiError('bad-request', error.message);
  }
  const { status, type } = error as { status?: unknown; type?: unknown };
  if (type === 'entity.too.large') return new ApiError('body-too-large', 'The body of the request is too large.');
  if (status === 400) return new ApiError('bad-request', 'The body of the request is not valid JSON.');
  return asStoreFailure(error) ?? recognised(error);
}

function detailsOf(error: CoursekeepError): ApiError['details'] {
  if (error instanceof TooManySignins) return { retryAfter: error.seconds };
  return error instanceof ApiError ? error.details : {};
}
