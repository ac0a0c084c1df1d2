import type { Response } from 'express';
import type { WsAnswer } from '@coursekeep/ws-protocol';

/** Sends an answer of the protocol as it is: Express would add a charset and an ETag. */
export function sendAnswer(response: Response, answer: WsAnswer): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = Buffer.from(answer.body, 'utf8');
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  response.setHeader('Content-Length', body.length);
  response.end(body);
}
