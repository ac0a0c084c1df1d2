import busboy from 'busboy';
import type { Request } from 'express';
import { parseUrlEncoded, WsExceptions } from '@coursekeep/ws-protocol';

/** The fields of a request, in the order in which they came. */
export interface RequestForm {
  readonly query: [string, string][];
  /** Empty but for a POST with a form in its body; other bodies are ignored, as by PHP. */
  readonly body: [string, string][];
}

const mostFields = 5001;

/** Reads query and form of a request. Rejects with WsException invalidparameter where the body is larger than `limit` bytes
 *  or is no form of the type it says. */
export async function readForm(request: Request, limit: number): Promise<RequestForm> {
  return { query: queryOf(request), body: await bodyOf(request, limit) };
}

export function queryOf(request: Request): [string, string][] {
  const at = request.originalUrl.indexOf('?');
  return at < 0 ? [] : parseUrlEncoded(request.originalUrl.slice(at + 1));
}

async function bodyOf(request: Request, limit: number): Promise<[string, string][]> {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (request.method === 'POST' && type === 'application/x-www-form-urlencoded') {
    return parseUrlEncoded(await readAll(request, limit));
  }
  if (request.method === 'POST' && type === 'multipart/form-data') return readMultipart(request, limit);
  request.resume();
  return [];
}

async function readAll(request: Request, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Files in the form are skipped: no function of ours takes one. */
function readMultipart(request: Request, limit: number): Promise<[string, string][]> {
  return new Promise((resolve, reject) => {
    const fields: [string, string][] = [];
    let size = 0;
    const refuse = (error: Error) => {
      request.unpipe();
      reject(error);
    };
    let parser: busboy.Busboy;
    try {
      parser = busboy({
        headers: request.headers,
        limits: { fields: mostFields, fieldSize: limit, fieldNameSize: 4096, files: 0, parts: 2 * mostFields },
      });
    } catch {
      request.resume();
      reject(WsExceptions.invalidParameter('The multipart body has no boundary.'));
      return;
    }
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) refuse(tooLarge(limit));
    });
    request.once('error', refuse);
    request.once('close', () => refuse(WsExceptions.invalidParameter('The multipart body ended early.')));
    parser.on('field', (name, text) => fields.push([name, text]));
    parser.on('error', () => refuse(WsExceptions.invalidParameter('The multipart body cannot be read.')));
    parser.on('close', () => resolve(fields));
    request.pipe(parser);
  });
}

function tooLarge(limit: number): Error {
  return WsExceptions.invalidParameter(`The body is larger than ${Math.floor(limit / 1024)} kB.`);
}
