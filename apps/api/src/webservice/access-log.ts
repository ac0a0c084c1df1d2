import type { Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { logFields } from '../log-context';
import { safePath } from '../logger-options';
import { callerAddress } from './caller-address';

/** What a request came to, for the log: never a token, a password or a text that a caller chose. */
export interface Outcome {
  /** The function that was called; null where it is none of ours. */
  readonly wsfunction?: string | null;
  readonly userid?: number | null;
  /** The user name of the account that somebody tried to sign in to; null where the name that was given is no account's: it may
   *  be a password in the wrong field. */
  readonly account?: string | null;
  /** Why it was refused; null where it was not. */
  readonly errorcode: string | null;
}

/** Logs one line for a request when its answer has been sent, or the caller has gone: refusals from level info on, all else for
 *  debugging. */
export async function logged(
  log: Logger,
  request: Request,
  response: Response,
  handle: () => Promise<Outcome>,
): Promise<void> {
  const line = accessLine(request, response);
  const closed = new Promise<void>((resolve) => void response.once('close', resolve));
  const outcome = await handle();
  await closed;
  if (outcome.errorcode === null) log.debug(line(outcome), 'web service');
  else log.log(line(outcome), 'web service');
}

/** Begins to measure a request; gives what the log says of it when it has ended. */
export function accessLine(request: Request, response: Response): (outcome: Outcome) => object {
  const started = process.hrtime.bigint();
  const fields = logFields();
  return (outcome) => ({
    ...fields,
    method: request.method,
    path: safePath(request.originalUrl),
    address: callerAddress(request),
    status: response.statusCode,
    milliseconds: Number((process.hrtime.bigint() - started) / 1_000_000n),
    finished: response.writableFinished,
    ...outcome,
  });
}
