import { CoursekeepError } from '@coursekeep/errors';
import type { Elsewhere } from './sign-in-refusals';

/** What an error may say besides its code and message. */
export interface ApiErrorDetails {
  /** Seconds after which it may be tried again. */
  readonly retryAfter?: number;
  /** Where accounts go whose passwords Moodle does not keep. */
  readonly elsewhere?: Elsewhere;
}

/** An error of the portal's API, with its HTTP status. */
export class ApiError extends CoursekeepError {
  constructor(
    readonly status: number,
    code: string,
    message: string,
    readonly details: ApiErrorDetails = {},
  ) {
    super(code, message);
  }
}
