import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type { Registry } from 'prom-client';
import { SettingsError } from '../config/settings';

/** Where figures are given out besides at the service's own address. */
export interface MetricsAddress {
  readonly host: string;
  readonly port: number;
}

/** Gives the figures to who names the token as `Authorization: Bearer …`; to everybody where it is null. */
export function metricsDoor(registry: Registry, token: string | null): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    response.setHeader('Cache-Control', 'no-store');
    if (!['GET', 'HEAD'].includes(request.method)) return refuse(response, 405, 'Ask with GET.');
    if (token !== null && !isToken(request.headers.authorization, token)) {
      response.setHeader('WWW-Authenticate', 'Bearer');
      return refuse(response, 401, 'Send the value of COURSEKEEP_METRICS_TOKEN as "Authorization: Bearer …".');
    }
    registry.metrics().then((text) => {
      response.setHeader('Content-Type', registry.contentType);
      response.end(text);
    }, next);
  };
}

/** Listens where the figures, and nothing else, are given out. Rejects with SettingsError where it cannot. */
export async function listenForMetrics(door: RequestHandler, { host, port }: MetricsAddress): Promise<Server> {
  const app = express().disable('x-powered-by').use('/metrics', door);
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(host, port, error)));
    server.listen(port, host, resolve);
  });
  return server;
}

function cannotListen(host: string, port: number, error: NodeJS.ErrnoException): SettingsError {
  const why = error.code === 'EADDRINUSE' ? 'another program has it' : error.message;
  return new SettingsError('settings', `COURSEKEEP_METRICS_LISTEN is ${host}:${port}, which cannot be used: ${why}.`);
}

function refuse(response: Response, status: number, text: string): void {
  response.status(status).type('text/plain').send(`${text}\n`);
}

/** Compared by their hashes: how long that takes tells nothing. */
function isToken(header: string | undefined, token: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  const given = /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1] ?? '';
  return timingSafeEqual(hash(given), hash(token));
}
