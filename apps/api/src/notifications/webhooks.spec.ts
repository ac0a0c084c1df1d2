import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readSettings, SettingsError } from '../config/settings';
import { Store } from '../store/store';
import { WebhookDeliveryRow } from '../store/webhook-delivery.entity';
import { client, type Json } from '../testing/client';
import { demoSite, obstinateWorker, startService, temporaryFolder, until, type DemoSite } from '../testing/service';
import { DeliveryFailed, isPublic, postWebhook } from './webhook-request';
import { isSignedBy, sign } from './webhook-signature';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const secret = 'a secret of the receiver';
const folder = temporaryFolder();
const receivers: Server[] = [];
let site: DemoSite;
let courseid: number;

beforeAll(async () => {
  site = await demoSite(folder);
  courseid = site.courses[0]?.id ?? 0;
});
afterAll(() => receivers.forEach((receiver) => receiver.close().closeAllConnections()));

/** A receiver on this machine that answers each message as it is told. */
async function receiver(answer: (response: ServerResponse, count: number) => void) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      answer(response, received.length);
    });
  });
  receivers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook`, port, received };
}

const webhooks = (url: string) => ({
  COURSEKEEP_WEBHOOK_URLS: url,
  COURSEKEEP_WEBHOOK_SECRET: secret,
  COURSEKEEP_WEBHOOK_PRIVATE: 'on',
  COURSEKEEP_WEBHOOK_RETRY_SECONDS: '0',
});
const now = () => Math.floor(Date.now() / 1000);

describe('webhooks', () => {
  it('tell of a finished backup, signed, and again until the receiver takes it', async () => {
    const { url, received } = await receiver((response, count) => response.writeHead(count < 3 ? 500 : 204).end());
    const service = await startService(site.config, `${folder}/finished`, {}, webhooks(url));
    const caller = client(service.url, site.token('teacher'));
    const backupid = await caller.start(courseid);
    await caller.ended(backupid);
    await until(
      async () => received.length,
      (count) => count === 3,
    );
    const [listed] = (await caller.list(courseid)) as Json[];
    const [first, second, third] = received.map(({ body }) => JSON.parse(body) as Json);
    expect(third).toEqual({
      id: third.id,
      event: 'backup.finished',
      timecreated: expect.any(Number),
      backup: {
        backupid,
        courseid,
        userid: expect.any(Number),
        status: 1000,
        filename: listed.filename,
        filesize: listed.filesize,
        contenthash: expect.stringMatching(/^[0-9a-f]{40}$/),
        timecreated: expect.any(Number),
        timefinished: expect.any(Number),
        warnings: [],
        error: null,
        downloadurl: listed.downloadurl,
      },
    });
    expect([first, second]).toEqual([third, third]);
    for (const { headers, body } of received) {
      const signature = String(headers['coursekeep-signature']);
      expect(isSignedBy(signature, body, secret, now())).toBe(true);
      expect(isSignedBy(signature, `${body} `, secret, now())).toBe(false);
      expect(headers).toMatchObject({
        'content-type': 'application/json',
        'coursekeep-event': 'backup.finished',
        'coursekeep-delivery': third.id,
      });
    }
    await service.close();
    expect(received).toHaveLength(3);
  });

  it('come at once where the clock was set back meanwhile', async () => {
    const { url, received } = await receiver((response) => response.writeHead(204).end());
    const data = `${folder}/set-back`;
    await (await startService(site.config, data, {}, webhooks(url))).close();
    const store = await Store.open(`${data}/store.sqlite`);
    const later = Date.now() + 10 * 3_600_000;
    const message = { id: 'm', event: 'backup.finished', timecreated: 1, contextid: 1, backup: { status: 1000 } };
    await store.write((manager) =>
      manager.insert(WebhookDeliveryRow, {
        id: 'm',
        url,
        message,
        attempts: 1,
        nextattempt: later,
        timecreated: later,
      }),
    );
    await store.close();
    const service = await startService(site.config, data, {}, webhooks(url));
    await until(
      async () => received.length,
      (count) => count === 1,
    );
    await service.close();
  });

  it('survive the end of the service', async () => {
    let isUp = false;
    const { url, received } = await receiver((response) => response.writeHead(isUp ? 200 : 503).end());
    const data = `${folder}/survive`;
    const env = { ...webhooks(url), COURSEKEEP_WEBHOOK_RETRY_SECONDS: '1' };
    const first = await startService(site.config, data, {}, env);
    const caller = client(first.url, site.token('teacher'));
    const backupid = await caller.start(courseid);
    await caller.ended(backupid);
    await until(
      async () => received.length,
      (count) => count > 0,
    );
    await first.close();
    const before = received.length;
    isUp = true;
    const second = await startService(site.config, data, {}, env);
    await until(
      async () => received.length,
      (count) => count === before + 1,
    );
    await second.close();
    expect(JSON.parse(received.at(-1)?.body ?? '').backup.backupid).toBe(backupid);
  });

  it('tell of a failed backup why it failed', async () => {
    const { url, port, received } = await receiver((response) => response.writeHead(200).end('thank you'));
    const away = url.replace(String(port), '1');
    const data = `${folder}/restart`;
    const launch = obstinateWorker('die');
    const first = await startService(
      site.config,
      data,
      { workerLaunch: launch },
      { ...webhooks(`${away},${url}`), COURSEKEEP_TASKS: '0' },
    );
    const backupid = await client(first.url, site.token('teacher')).start(courseid);
    await first.close();
    const env = { ...webhooks(`${away},${url}`), COURSEKEEP_WEBHOOK_RETRY_SECONDS: '1' };
    const second = await startService(site.config, data, { workerLaunch: launch }, env);
    await client(second.url, site.token('teacher')).ended(backupid);
    await until(
      async () => received.length,
      (count) => count === 1,
    );
    await second.close();
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
      event: 'backup.failed',
      backup: { backupid, status: 900, error: { code: 'worker-died' }, filename: null, downloadurl: null },
    });
    // What waits for the address that is away is dropped once nobody wants to tell it anything any more.
    const third = await startService(site.config, data, {}, webhooks(url));
    await third.close();
    expect(received).toHaveLength(1);
  });

  it('do not go to this machine or a private network unless that is allowed', async () => {
    const { url, received } = await receiver((response) => response.end());
    const post = (to: string) =>
      postWebhook({ url: to, body: '{}', headers: {}, allowPrivate: false, timeoutMs: 5000 });
    for (const to of [url, url.replace('127.0.0.1', 'localhost'), url.replace('127.0.0.1', '[::ffff:127.0.0.1]')]) {
      await expect(post(to)).rejects.toMatchObject({ code: 'private-address' });
    }
    for (const host of ['0x7f.1', '2130706433', '10.1.2.3', '169.254.169.254', '[fe80::1]', '[fd00::1]', '0.0.0.0']) {
      await expect(post(`http://${host}/`)).rejects.toMatchObject({ code: 'private-address' });
    }
    expect(received).toEqual([]);
  });

  it.each([
    ['93.184.215.14', true],
    ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', true],
    ['192.168.1.1', false],
    ['172.16.0.1', false],
    ['100.64.0.1', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['::1', false],
    ['64:ff9b::a00:1', false],
    ['2002:a00:1::', false],
    ['::ffff:10.0.0.1', false],
    ['not an address', false],
  ])('know %s for public: %s', (address, expected) => expect(isPublic(address)).toBe(expected));

  it('follow no redirect, and wait only so long', async () => {
    const aim = await receiver((response) => response.end());
    const redirect = await receiver((response) => response.writeHead(307, { location: aim.url }).end());
    const silent = await receiver(() => undefined);
    const post = (url: string) => postWebhook({ url, body: '{}', headers: {}, allowPrivate: true, timeoutMs: 300 });
    await expect(post(redirect.url)).rejects.toMatchObject({ code: 'refused' });
    await expect(post(silent.url)).rejects.toMatchObject({ code: 'timeout' });
    await expect(post('http://name.invalid/')).rejects.toBeInstanceOf(DeliveryFailed);
    expect(aim.received).toEqual([]);
  });

  it('end an answer that does not end', async () => {
    const endless = await receiver((response) => {
      const more = setInterval(() => response.write('x'.repeat(10_000)), 1);
      response.on('close', () => clearInterval(more));
    });
    await postWebhook({ url: endless.url, body: '{}', headers: {}, allowPrivate: true, timeoutMs: 30_000 });
    expect(endless.received).toHaveLength(1);
  });

  it('are signed with the time, so that what was kept can be refused', () => {
    const header = sign('{"a":1}', secret, 1_800_000_000);
    expect(isSignedBy(header, '{"a":1}', secret, 1_800_000_299)).toBe(true);
    expect(isSignedBy(header, '{"a":1}', secret, 1_800_000_301)).toBe(false);
    expect(isSignedBy(header, '{"a":1}', `${secret}!`, 1_800_000_000)).toBe(false);
    expect(isSignedBy('t=1,v1=00', '{"a":1}', secret, 1)).toBe(false);
  });

  it('need a secret, which no message shows', () => {
    const read = (env: Record<string, string>) => () => readSettings(env);
    expect(read({ COURSEKEEP_WEBHOOK_URLS: 'https://example.org/' })).toThrow(SettingsError);
    expect(read({ COURSEKEEP_WEBHOOK_URLS: 'ftp://example.org/' })).toThrow(/COURSEKEEP_WEBHOOK_URLS/);
    expect(read({ COURSEKEEP_WEBHOOK_SECRET: 'too short' })).toThrow(/must have at least 16/);
    expect(read({ COURSEKEEP_WEBHOOK_SECRET: 'too short' })).not.toThrow(/too short/);
  });
});
