import type { Params } from 'nestjs-pino';
import pino from 'pino';
import type { Settings } from './config/settings';
import { logFields } from './log-context';

/** Logs go to standard error, one JSON object a line. Each says which request or backup it belongs to. What is logged of a request
 *  is said by those who answer it (`webservice/access-log.ts`): tokens and passwords are in queries, bodies, cookies and headers, none of
 *  which is written. */
export function loggerOptions(level: Settings['logLevel']): Params {
  return {
    pinoHttp: [
      {
        level,
        mixin: logFields,
        redact: { paths: ['*.password', '*.token', '*.wstoken', '*.privatetoken', '*.cookie', '*.authorization'] },
      },
      pino.destination({ fd: 2, sync: false }),
    ],
    forRoutes: [],
  };
}

/** An address as it may be written: without its query, and without the key that is part of the path of tokenpluginfile.php. */
export function safePath(url: string): string {
  return (url.split('?')[0] ?? '').replace(/^(.*?tokenpluginfile\.php\/+)[^/]+/i, '$1…');
}
