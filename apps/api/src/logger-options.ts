import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Params } from 'nestjs-pino';
import pino from 'pino';
import type { Settings } from './config/settings';

/** Logs go to standard error, one JSON object a line. A request is logged by its path alone: tokens and passwords are in
 *  queries, bodies, cookies and headers, none of which is written. */
export function loggerOptions(level: Settings['logLevel']): Params {
  return {
    pinoHttp: [
      {
        level,
        genReqId: () => randomUUID(),
        quietReqLogger: true,
        serializers: {
          req: (request: { id: unknown; method: string; url: string }) => ({
            id: request.id,
            method: request.method,
            path: safePath(request.url),
          }),
          res: (response: { statusCode: number }) => ({ status: response.statusCode }),
        },
        customLogLevel: (_request: IncomingMessage, response: ServerResponse, error?: Error) =>
          error || response.statusCode >= 500 ? 'warn' : 'debug',
        redact: { paths: ['*.password', '*.token', '*.wstoken', '*.privatetoken', '*.cookie', '*.authorization'] },
      },
      pino.destination({ fd: 2, sync: false }),
    ],
  };
}

/** An address as it may be written: without its query, and without the key that is part of the path of tokenpluginfile.php. */
export function safePath(url: string): string {
  return (url.split('?')[0] ?? '').replace(/^(.*?tokenpluginfile\.php\/+)[^/]+/i, '$1…');
}
