import { FAILURES, type Failure, type FailureCode } from './failures';

/** The family of all errors that Coursekeep raises on purpose: a code for programs, a message for people. */
export class CoursekeepError extends Error {
  constructor(
    readonly code: FailureCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = new.target.name;
  }

  /** What every door must know of it. */
  get failure(): Failure {
    return FAILURES[this.code];
  }
}

/** What nobody expected: a mistake of ours. Callers see its id, the log has the cause with its stack under the same id. */
export class UnexpectedError extends CoursekeepError {
  readonly id: string;

  constructor(cause: unknown) {
    const id = globalThis.crypto.randomUUID().slice(0, 8);
    super('unexpected', `Something went wrong here. The log has more under ${id}.`, { cause });
    this.id = id;
  }

  /** For the log: the id, and the cause as its stack tells it. */
  get trace(): string {
    const { cause } = this;
    return `${this.id}: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`;
  }
}
