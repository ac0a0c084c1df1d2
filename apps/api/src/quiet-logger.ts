import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'nestjs-pino';

/** Nest's own chatter at start-up (every module, every route) counts as debugging. */
const chatty = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);

/** The service's logger, without what only developers of Nest want to know. */
export function quietLogger(inner: Logger): LoggerService {
  return {
    log: (message: unknown, ...rest: unknown[]) =>
      chatty.has(String(rest.at(-1))) ? inner.debug(message, ...rest) : inner.log(message, ...rest),
    error: (message: unknown, ...rest: unknown[]) => inner.error(message, ...rest),
    warn: (message: unknown, ...rest: unknown[]) => inner.warn(message, ...rest),
    debug: (message: unknown, ...rest: unknown[]) => inner.debug(message, ...rest),
    verbose: (message: unknown, ...rest: unknown[]) => inner.verbose(message, ...rest),
    fatal: (message: unknown, ...rest: unknown[]) => inner.fatal(message, ...rest),
  };
}
