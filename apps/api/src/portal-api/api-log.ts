import type { Logger } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { accessLine, type Outcome } from '../webservice/access-log';

/** Logs one line for each request of the portal's API when it has ended: refusals, and what changes something, from level info
 *  on, all else for debugging. */
export function apiLog(log: Logger) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const line = accessLine(request, response);
    response.once('close', () => {
      const outcome = outcomeOf(response);
      const isRoutine = outcome.errorcode === null && ['GET', 'HEAD'].includes(request.method);
      if (isRoutine) log.debug(line(outcome), 'portal api');
      else log.log(line(outcome), 'portal api');
    });
    next();
  };
}

/** Adds to what the log will say of a request. */
export function noteOutcome(response: Response, outcome: Partial<Outcome>): void {
  response.locals.outcome = { ...outcomeOf(response), ...outcome };
}

function outcomeOf(response: Response): Outcome {
  return (response.locals.outcome as Outcome | undefined) ?? { errorcode: null };
}
