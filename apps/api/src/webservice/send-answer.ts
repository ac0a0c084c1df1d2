import type { Response } from 'express';
import { Readable } from 'node:stream';
import type { WsAnswer, WsAnswerInPieces } from '@coursekeep/ws-protocol';

/** Sends an answer of the protocol as it is: Express would add a charset and an ETag. */
export function sendAnswer(response: Response, answer: WsAnswer | WsAnswerInPieces): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const pieces = 'pieces' in answer ? answer.pieces : [answer.body];
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  response.setHeader(
    'Content-Length',
    pieces.reduce((length, piece) => length + Buffer.byteLength(piece), 0),
  );
  const [only, ...others] = pieces;
  if (others.length === 0) response.end(only);
  else Readable.from(pieces, { objectMode: true, highWaterMark: 1 }).pipe(response);
}
