import { createHmac, randomBytes } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

const header = 'Coursekeep-Probe';
const path = '/webservice/pluginfile.php';

/** Who answers at an address: this service, another program, or nobody that this machine can reach. */
export type WhoAnswers =
  | { readonly who: 'ours' }
  | { readonly who: 'other'; readonly status: number }
  | { readonly who: 'nobody'; readonly why: string };

/** Answers the question of `askWhoAnswers`, in a header, to whoever asks it in the right form. */
export function answerProbe(secret: string): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const nonce = request.get(header);
    if (nonce === undefined || !/^[0-9a-f]{32}$/.test(nonce)) return next();
    response.setHeader(header, proofOf(secret, nonce)).status(204).end();
  };
}

/** Asks at the door where clients are sent to download. Never rejects. */
export async function askWhoAnswers(address: string, secret: string, signal: AbortSignal): Promise<WhoAnswers> {
  const nonce = randomBytes(16).toString('hex');
  try {
    const answer = await fetch(`${address}${path}`, { headers: { [header]: nonce }, signal });
    await answer.body?.cancel();
    return answer.headers.get(header) === proofOf(secret, nonce)
      ? { who: 'ours' }
      : { who: 'other', status: answer.status };
  } catch (error) {
    const { message, cause } = error as Error;
    return { who: 'nobody', why: cause instanceof Error ? cause.message : message };
  }
}

/** For nothing else: what is signed for other purposes does not begin like this. */
function proofOf(secret: string, nonce: string): string {
  return createHmac('sha256', secret).update(`coursekeep probe ${nonce}`).digest('hex');
}
