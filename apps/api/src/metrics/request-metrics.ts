import type { NextFunction, Request, Response } from 'express';
import type { Metrics } from './metrics';

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Counts each request when it has ended, by the pattern that its address fits, never by the address itself. */
export function countRequests({ requests }: Pick<Metrics, 'requests'>) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const end = requests.startTimer();
    response.once('close', () => {
      const method = methods.has(request.method) ? request.method : 'other';
      end({ method, route: routeOf(request, response), status: response.statusCode });
    });
    next();
  };
}

/** Names the route of what no router of Nest's answers. */
export function nameRoute(response: Response, route: string): void {
  response.locals.route = route;
}

/** The same before what answers at a path. */
export function named(route: string) {
  return (_request: Request, response: Response, next: NextFunction): void => {
    nameRoute(response, route);
    next();
  };
}

function routeOf(request: Request, response: Response): string {
  const named: unknown = response.locals.route ?? (request.route as { path?: unknown } | undefined)?.path;
  // A middleware of Nest's fits every address.
  return typeof named === 'string' && !named.includes('*') ? named : 'none';
}
