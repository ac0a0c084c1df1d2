import { renameSync } from 'node:fs';
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { openSite } from '@coursekeep/moodle-site';
import { sampleSite } from '../../../../tools/testing/samples';
import { serverAddress } from '../../../../tools/testing/servers';
import { describeEachServer, describeWithServers } from '../../../../tools/testing/shared';
import { stallingProxy } from '../../../../tools/testing/stalling-proxy';
import { client, type Json } from '../testing/client';
import { demoSite, realWorker, startService, temporaryFolder, until } from '../testing/service';

const folder = temporaryFolder();
const health = async (url: string) => (await fetch(`${url}/health`)).status;

describe('a data folder of the site that cannot be read', () => {
  it('is said clearly, and forgotten once it can', async () => {
    const site = await demoSite(join(folder, 'demo'));
    const filedir = join(site.folder, 'filedir');
    renameSync(filedir, `${filedir}-away`);
    const service = await startService(site.config, join(folder, 'unreadable'));
    const caller = client(service.url, site.token('teacher'));
    const courseid = site.courses[0]?.id ?? 0;
    const refused = await caller.call('core_course_backup_async', { courseid });
    expect(refused).toEqual({
      exception: 'file_exception',
      errorcode: 'storedfilecannotread',
      message: 'Files cannot be read at the moment. Try again later, or ask the administrator to look into the log.',
    });
    expect(await health(service.url)).toBe(503);
    renameSync(`${filedir}-away`, filedir);
    expect((await caller.ended(await caller.start(courseid))).status).toBe(1000);
    expect(await health(service.url)).toBe(200);
  });

  it('ends the backups that need it with the reason, while the service goes on', async () => {
    const site = await demoSite(join(folder, 'demo-later'));
    const service = await startService(site.config, join(folder, 'unreadable-later'));
    const caller = client(service.url, site.token('teacher'));
    const courseid = site.courses[0]?.id ?? 0;
    expect(await caller.list(courseid)).toEqual([]);
    const filedir = join(site.folder, 'filedir');
    renameSync(filedir, `${filedir}-away`);
    const backupid = await caller.start(courseid);
    expect((await caller.ended(backupid)).status).toBe(900);
    expect(await caller.list(courseid)).toEqual([]);
    const login = await fetch(`${service.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: site.token('teacher') }),
    });
    const { session } = (await login.json()) as Json;
    const shown = await fetch(`${service.url}/api/v1/backups/${backupid}`, {
      headers: { cookie: `coursekeep_session=${session}` },
    });
    expect(((await shown.json()) as Json).backup.error.message).toContain(filedir);
    renameSync(`${filedir}-away`, filedir);
    expect((await caller.ended(await caller.start(courseid))).status).toBe(1000);
  });
});

describeWithServers('a database that stands still with the connection open', (shared) => {
  describeEachServer((kind) => {
    it('in the middle of a backup costs an attempt, and the next one makes it', async () => {
      const sample = sampleSite(shared, `moodle45-${kind}`);
      const proxy = await stallingProxy(serverAddress(kind));
      const env = {
        ...sample.env,
        COURSEKEEP_SITE_DBHOST: '127.0.0.1',
        COURSEKEEP_SITE_DBPORT: String(proxy.port),
        COURSEKEEP_SITE_SILENCE_SECONDS: '1',
      };
      const service = await startService(sample.configFile, join(folder, `still-${kind}`), {
        openSite: () => openSite(sample.configFile, { env }),
        workerLaunch: { ...realWorker, env },
      });
      const caller = client(service.url, '87974b5ef68302b94b32946ff2c9c789');
      const isStill = proxy.stallAt(kind === 'pgsql' ? 'FETCH' : 'mdl_course_sections');
      const backupid = await caller.start(3, { users: 0 });
      await isStill;
      expect(await caller.ended(backupid)).toEqual({ status: 1000, progress: 1 });
      expect(await health(service.url)).toBe(200);
      proxy.stall();
      expect(await health(service.url)).toBe(503);
      await service.close();
      await proxy.close();
    });
  });
});

describeWithServers('a database that is down', (shared) => {
  const config = join(shared, 'moodle/moodle45-pgsql/config.php');
  const token = '4473f948e30ad54cda51657807aa6dc6';
  let gate: Gate;
  beforeAll(async () => {
    gate = await Gate.open(process.env.SITE_DB_HOST ?? '127.0.0.1', 5432);
  });
  afterAll(() => gate.shut());

  const env = () => ({
    ...process.env,
    COURSEKEEP_SITE_DBHOST: '127.0.0.1',
    COURSEKEEP_SITE_DBPORT: String(gate.port),
  });
  const start = (name: string, settings: Record<string, string> = {}) => {
    const parts = { openSite: () => openSite(config, { env: env() }), workerLaunch: { ...realWorker, env: env() } };
    return startService(config, join(folder, name), parts, settings);
  };

  it('at the start does not keep the service from starting, which recovers with it', async () => {
    gate.close();
    const service = await start('down-at-start');
    const caller = client(service.url, token);
    expect(await caller.call('core_course_backup_async', { courseid: 3 })).toEqual({
      exception: 'dml_connection_exception',
      errorcode: 'dbconnectionfailed',
      message: "The site's database cannot be reached at the moment. Try again later.",
    });
    const portal = await fetch(`${service.url}/api/v1/courses`, { headers: { cookie: 'coursekeep_session=x' } });
    expect([portal.status, ((await portal.json()) as Json).error.code]).toEqual([503, 'sitedown']);
    expect(await health(service.url)).toBe(503);
    gate.reopen();
    await until(
      () => health(service.url),
      (status) => status === 200,
    );
    expect((await caller.ended(await caller.start(3))).status).toBe(1000);
    await service.close();
  });

  it('while a backup waits loses nothing', async () => {
    const service = await start('down-later');
    const caller = client(service.url, token);
    const backupid = await caller.start(3);
    gate.close();
    expect((await caller.call('core_course_backup_list_backups', { courseid: 3 })).errorcode).toBe(
      'dbconnectionfailed',
    );
    gate.reopen();
    await until(
      () => health(service.url),
      (status) => status === 200,
    );
    expect(await caller.ended(backupid)).toEqual({ status: 1000, progress: 1 });
    await service.close();
  });

  it('or rather says nothing at all, keeps no caller waiting at any door', async () => {
    const service = await start('silent', { COURSEKEEP_REQUEST_SECONDS: '1' });
    const caller = client(service.url, token);
    expect(await caller.list(3)).toEqual([]);
    gate.stall();
    const answers = await Promise.all([
      caller.call('core_course_backup_list_backups', { courseid: 3 }),
      ...[
        `webservice/pluginfile.php/31/backup/course/x.mbz?token=${token}`,
        'tokenpluginfile.php/nokey/31/backup/course/x.mbz',
        'login/token.php?username=x&password=y&service=coursekeep',
      ].map(async (path) => (await (await fetch(`${service.url}/${path}`)).json()) as Json),
    ]);
    expect(answers.map(({ errorcode }) => errorcode)).toEqual(Array(4).fill('requesttimeout'));
    gate.reopen();
    expect(await caller.list(3)).toEqual([]);
    await service.close();
  });
});

/** A way to the database that can be closed, connections and all, or stalled: then nothing passes and nothing ends. */
class Gate {
  private readonly sockets = new Set<Socket>();
  private isOpen = true;
  private isStalled = false;

  private constructor(private readonly server: Server) {}

  static async open(host: string, port: number): Promise<Gate> {
    const server = createServer();
    const gate = new Gate(server);
    server.on('connection', (socket) => gate.pass(socket, host, port));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return gate;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  close(): void {
    this.isOpen = false;
    for (const socket of this.sockets) socket.destroy();
  }

  stall(): void {
    this.isStalled = true;
    for (const socket of this.sockets) socket.pause();
  }

  reopen(): void {
    this.isOpen = true;
    this.isStalled = false;
    for (const socket of this.sockets) socket.resume();
  }

  shut(): void {
    this.close();
    this.server.close();
  }

  private pass(socket: Socket, host: string, port: number): void {
    if (!this.isOpen) return void socket.destroy();
    const onward = connect(port, host);
    for (const end of [socket, onward]) {
      this.sockets.add(end);
      end.on('error', () => undefined);
      end.on('close', () => {
        this.sockets.delete(end);
        socket.destroy();
        onward.destroy();
      });
    }
    socket.pipe(onward).pipe(socket);
    if (this.isStalled) for (const end of [socket, onward]) end.pause();
  }
}
