import 'reflect-metadata';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Logger as NestLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { json, type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import { Logger } from 'nestjs-pino';
import { loadDefinitions } from '@coursekeep/definitions/load';
import { openSite, type Site } from '@coursekeep/moodle-site';
import { apiDocs } from './api-docs/api-docs';
import { AppModule } from './app.module';
import type { Settings } from './config/settings';
import { makePrivate } from './data-folder';
import { HealthChecks } from './health/health-checks';
import { createMetrics, type Metrics } from './metrics/metrics';
import { listenForMetrics, metricsDoor } from './metrics/metrics-door';
import { countRequests, named, nameRoute } from './metrics/request-metrics';
import { addState } from './metrics/state-metrics';
import { quietLogger } from './quiet-logger';
import { identifyRequests } from './log-context';
import { loadPortal } from './portal/portal-handler';
import { ApiError } from './portal-api/api-error';
import { ApiErrorFilter } from './portal-api/api-error-filter';
import { apiLog } from './portal-api/api-log';
import { serviceVersion } from './service-version';
import type { ScheduleFile } from '@coursekeep/schedules';
import { readScheduleFile } from './schedules/schedule-file';
import { SiteHolder } from './site/site-holder';
import { withSharedLookups } from './site/shared-lookups';
import type { BackupStorage } from './storage/backup-storage';
import { FolderStorage } from './storage/folder-storage';
import { PresentStorage } from './storage/present-storage';
import { answerProbe } from './public-address/address-probe';
import { checkPublicAddress } from './public-address/address-check';
import { openStore } from './store/open-store';
import type { Store } from './store/store';
import { QueueFigures } from './tasks/queue-figures';
import type { WorkerLaunch } from './tasks/backup-process';
import { logged, type Outcome } from './webservice/access-log';
import { doorAddress } from './webservice/door-address';
import { FileEndpoint } from './webservice/file-endpoint';
import { RestEndpoint } from './webservice/rest-endpoint';
import { serviceSecret } from './webservice/service-secret';
import { TokenEndpoint } from './webservice/token-endpoint';

/** What may be put in the place of the service's own parts. */
export interface ServerParts {
  /** Open; the service closes it. */
  readonly store?: Store;
  readonly storage?: BackupStorage;
  readonly workerLaunch?: WorkerLaunch;
  readonly scheduleFile?: ScheduleFile;
  readonly openSite?: () => Promise<Site>;
}

export interface RunningServer {
  /** Where it listens: `http://127.0.0.1:8080`. */
  readonly url: string;
  /** What the operator should know and do, a sentence each. */
  readonly notices: readonly string[];
  /** What turned out later: whether clients can download under the address that they are given. Null where they can. Never
   *  rejects; where the service is closed first, null. */
  readonly addressNotice: Promise<string | null>;
  /** Gives running backups their time to stop, closes all connections and ends. */
  close(): Promise<void>;
}

const ownWorker: WorkerLaunch = { file: join(__dirname, 'tasks', `backup-worker${extname(__filename)}`) };

/** Backups are made from the definitions that the service was given. */
function withDefinitions(launch: WorkerLaunch, definitions: string): WorkerLaunch {
  return { ...launch, env: { ...launch.env, COURSEKEEP_DEFINITIONS: definitions } };
}

/** Paths that are not the portal's. */
const ours = /^\/(api|webservice|login|tokenpluginfile\.php|health|metrics)(\/|$)/;

/** Starts the service on a site that is there: `settings.site` is the path of a config.php. A site that is down does not
 *  keep it from starting; a definition of the operator's that is wrong does (DefinitionError). */
export async function startServer(settings: Settings, parts: ServerParts = {}): Promise<RunningServer> {
  // The processes that make backups use them; a wrong one is said here, before there is any.
  await loadDefinitions(settings.definitions);
  await mkdir(settings.data, { recursive: true, mode: 0o700 });
  const notices = await makePrivate(settings.data);
  const scheduleFile = parts.scheduleFile ?? (await readScheduleFile(settings.scheduleFile));
  const store = parts.store ?? (await openStore(settings));
  const open = parts.openSite ?? (() => openSite(settings.site, { env: process.env }));
  const site = new SiteHolder(async () => withSharedLookups(await open()));
  const folder = parts.storage ?? new FolderStorage(join(settings.data, 'backups'));
  const storage = new PresentStorage(folder, store);
  const publicAddress = async () => settings.publicUrl ?? (await site.get()).config.wwwroot;
  const secret = await serviceSecret(settings.data);
  const metrics = createMetrics();
  const app = await NestFactory.create<NestExpressApplication>(
    AppModule.with({
      settings,
      store,
      storage,
      site,
      secret,
      metrics,
      workerLaunch: withDefinitions(parts.workerLaunch ?? ownWorker, settings.definitions),
      scheduleFile,
      publicAddress,
    }),
    { abortOnError: false, bodyParser: false, bufferLogs: true, forceCloseConnections: true },
  );
  app.useLogger(quietLogger(app.get(Logger)));
  for (const notice of notices) app.get(Logger).warn(notice);
  const internal = createServer(app.getHttpAdapter().getInstance());
  app.use(countRequests(metrics));
  configure(app, settings, internal);
  const portal = settings.portal === 'on' ? await servePortal(app, internal) : null;
  app.use('/webservice/pluginfile.php', answerProbe(secret));
  const metricsServer = await openMetrics(app, settings, metrics);
  mountScripts(app);
  app.use('/api/docs', named('/api/docs'), apiDocs(serviceVersion(), publicAddress));
  limitTimes(app.getHttpServer(), settings.requestSeconds);
  await app.listen(settings.port, settings.host);
  const { port } = app.getHttpServer().address() as AddressInfo;
  const closing = new AbortController();
  const check = { address: publicAddress, isSet: settings.publicUrl !== null, secret, signal: closing.signal };
  const addressNotice = checkPublicAddress(check).then((notice) => {
    if (notice) app.get(Logger).warn(notice);
    return notice;
  });
  return {
    url: `http://${reachable(settings.host)}:${port}`,
    notices,
    addressNotice,
    close: async () => {
      closing.abort();
      await addressNotice;
      await app.close();
      metricsServer?.closeAllConnections();
      metricsServer?.close();
      await portal?.close();
      internal.closeAllConnections();
      internal.close();
      await site.close();
      await store.close();
    },
  };
}

function configure(app: NestExpressApplication, settings: Settings, internal: Server): void {
  app.disable('x-powered-by');
  app.disable('etag');
  const isInternal = ({ socket }: Request) => socket.localPort === (internal.address() as AddressInfo | null)?.port;
  app.use(identifyRequests((request) => settings.trustProxy > 0 || isInternal(request)));
  app.use((request: Request, _response: Response, next: NextFunction) => {
    request.url = doorAddress(request.url);
    next();
  });
  // The portal's own server code names the visitor in X-Forwarded-For, on a port that only this machine reaches.
  app.set('trust proxy', settings.trustProxy);
  app.use((request: Request, _response: Response, next: NextFunction) => {
    if (isInternal(request)) {
      const named = request.headers['x-forwarded-for']?.toString().split(',')[0]?.trim();
      if (named) Object.defineProperty(request, 'ip', { value: named });
    }
    next();
  });
  const headers = helmet({
    contentSecurityPolicy: { directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] }, useDefaults: false },
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    hsts: settings.publicUrl?.startsWith('https:') ?? false,
  });
  // The portal's pages bring a policy of their own, with a nonce for each.
  const portalHeaders = helmet({
    contentSecurityPolicy: false,
    hsts: settings.publicUrl?.startsWith('https:') ?? false,
  });
  app.use((request: Request, response: Response, next: NextFunction) =>
    (ours.test(request.path) ? headers : portalHeaders)(request, response, next),
  );
  app.use('/api/v1', apiLog(new NestLogger('PortalApi')));
  app.use('/api', noStore, jsonOnly, json({ limit: `${settings.bodyLimitKb}kb` }));
  app.useGlobalFilters(new ApiErrorFilter());
}

function noStore(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  next();
}

/** A form on another site can send a body, but not as JSON: so no other site can make a visitor's browser start anything. */
function jsonOnly(request: Request, _response: Response, next: NextFunction): void {
  const changes = !['GET', 'HEAD', 'DELETE'].includes(request.method);
  if (changes && !request.is('application/json')) {
    throw new ApiError('json-only', 'Send the body as application/json.');
  }
  next();
}

/** A caller who sends slowly, or nothing, does not keep a connection. */
function limitTimes(server: Server, seconds: number): void {
  server.requestTimeout = seconds * 1000;
  server.headersTimeout = Math.min(seconds, 20) * 1000;
}

/** Moodle's own addresses are answered before Nest's router: it would take apart what they carry in path and body. */
function mountScripts(app: NestExpressApplication): void {
  const log = new NestLogger('WebServices');
  const rest = app.get(RestEndpoint);
  const files = app.get(FileEndpoint);
  const token = app.get(TokenEndpoint);
  const scripts: Readonly<Record<string, (request: Request, response: Response) => Promise<Outcome>>> = {
    '/webservice/rest/server.php': (request, response) => rest.handle(request, response),
    '/webservice/pluginfile.php': (request, response) => files.handleToken(request, response),
    '/tokenpluginfile.php': (request, response) => files.handleKey(request, response),
    '/login/token.php': (request, response) => token.handle(request, response),
  };
  for (const [path, handle] of Object.entries(scripts)) {
    app.use(path, named(path), (request: Request, response: Response) =>
      logged(log, request, response, () => handle(request, response)),
    );
  }
}

/** Figures are given out where the settings say so, and to nobody where they do not. */
async function openMetrics(
  app: NestExpressApplication,
  { metricsToken, metricsListen }: Settings,
  metrics: Metrics,
): Promise<Server | null> {
  if (metricsToken === null && metricsListen === null) return null;
  const [queue, checks] = [app.get(QueueFigures), app.get(HealthChecks)];
  addState(metrics, { queue: () => queue.read(Date.now()).catch(() => null), parts: () => checks.all() });
  const door = metricsDoor(metrics.registry, metricsToken);
  if (metricsToken !== null) app.use('/metrics', named('/metrics'), door);
  return metricsListen && listenForMetrics(door, metricsListen);
}

async function servePortal(app: NestExpressApplication, internal: Server): Promise<{ close(): Promise<void> }> {
  await new Promise<void>((resolve) => internal.listen(0, '127.0.0.1', resolve));
  const { port } = internal.address() as AddressInfo;
  process.env.COURSEKEEP_INTERNAL_URL = `http://127.0.0.1:${port}`;
  const log = app.get(Logger);
  const portal = await loadPortal(port, (message) => log.warn(message));
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (ours.test(request.path)) return next();
    nameRoute(response, 'portal');
    // What the visitor wrote there himself is not to be believed.
    request.headers['x-forwarded-for'] = request.ip ?? '';
    request.headers['x-forwarded-proto'] = request.protocol;
    portal.handle(request, response).catch(next);
  });
  return portal;
}

/** An address that listens everywhere is reached as this machine. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
