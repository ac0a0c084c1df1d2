import { CoursekeepError } from '@coursekeep/moodle-site';

/** An error of the portal's API, with its HTTP status. */
export class ApiError extends CoursekeepError {
  constructor(
    readonly status: number,
    code: string,
    message: string,
    /** Seconds after which it may be tried again. */
    readonly retryAfter?: number,
  ) {
    super(code, message);
  }
}
