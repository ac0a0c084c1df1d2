import { CoursekeepError, type FailureCode } from '@coursekeep/errors';
import type { Elsewhere } from './sign-in-refusals';

/** What an error may say besides its code and message. */
export interface ApiErrorDetails {
  /** Seconds after which it may be tried again. */
  readonly retryAfter?: number;
  /** Where accounts go whose passwords Moodle does not keep. */
  readonly elsewhere?: Elsewhere;
}

/** A request that the JSON API itself refuses. */
export class ApiError extends CoursekeepError {
  constructor(
    code: FailureCode,
    message: string,
    readonly details: ApiErrorDetails = {},
  ) {
    super(code, message);
  }
}
