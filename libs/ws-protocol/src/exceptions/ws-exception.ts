/** What a web-service caller is told when a call is refused: Moodle's exception class, error code and message. */
export interface WsExceptionOptions {
  /** Moodle's name of the exception's class, with its namespace, e.g. `core\exception\moodle_exception`. */
  readonly exceptionClass?: string;
  /** Left out of the answer where empty. */
  readonly errorcode: string;
  readonly message: string;
  /** Shown to callers only where debugging is on. */
  readonly debuginfo?: string;
  /** HTTP status; Moodle answers nearly everything with 200. */
  readonly status?: number;
  readonly cause?: unknown;
}

/** The only error of this package that is meant for callers. Build it with the constructors in `WsExceptions`. */
export class WsException extends Error {
  readonly exceptionClass: string;
  readonly errorcode: string;
  readonly debuginfo: string | undefined;
  readonly status: number;

  constructor(options: WsExceptionOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'WsException';
    this.exceptionClass = options.exceptionClass ?? 'core\\exception\\moodle_exception';
    this.errorcode = options.errorcode;
    this.debuginfo = options.debuginfo;
    this.status = options.status ?? 200;
  }
}

/** The program's own parts do not fit together (two definitions of one function, a handler without definition …): raised at start-up. */
export class WsRegistrationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WsRegistrationError';
  }
}
