/** The family of all errors that Coursekeep raises on purpose: a code for programs, a message for people. */
export class CoursekeepError extends Error {
  constructor(
    readonly code: string,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}
