import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';

/** What a line of the log belongs to. */
export interface LogFields {
  /** The request, as its answer says in `X-Request-Id`. */
  readonly requestid?: string;
  /** The backup that is made, and for the how manieth time that was begun. */
  readonly backupid?: string;
  readonly attempt?: number;
}

const context = new AsyncLocalStorage<LogFields>();

/** Does the work so that each line that is logged on the way has these fields, and none of those that held so far. */
export function withLogFields<T>(fields: LogFields, work: () => T): T {
  return context.run(fields, work);
}

/** What a line that is logged now belongs to; an object of its own. */
export function logFields(): LogFields {
  return { ...context.getStore() };
}

/** Gives each request an id, in its log lines and its answer. One that came with it is kept where `isTrusted` says that who sent
 *  it may be believed, a proxy say: so a request keeps its id on its way. */
export function identifyRequests(isTrusted: (request: Request) => boolean) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const given = request.headers['x-request-id'];
    const isKept = typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) && isTrusted(request);
    const requestid = isKept ? given : randomUUID();
    request.headers['x-request-id'] = requestid;
    response.setHeader('X-Request-Id', requestid);
    withLogFields({ requestid }, next);
  };
}
