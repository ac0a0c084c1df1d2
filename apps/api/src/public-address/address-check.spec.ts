import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { demoSite, startService, temporaryFolder, type DemoSite } from '../testing/service';
import { askWhoAnswers } from './address-probe';

const folder = temporaryFolder();
const others: Server[] = [];
let site: DemoSite;
beforeAll(async () => {
  site = await demoSite(folder);
});
afterAll(() => others.forEach((other) => other.close().closeAllConnections()));

/** Another program, which hands on what it is asked if told where. */
async function program(to: () => string | null = () => null): Promise<string> {
  const server = createServer((request, response) => {
    const target = to();
    if (!target) return void response.writeHead(404, { 'coursekeep-probe': 'f'.repeat(64) }).end('Not here');
    const headers = { 'coursekeep-probe': String(request.headers['coursekeep-probe']) };
    void fetch(`${target}${request.url}`, { headers }).then((answer) =>
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(),
    );
  });
  others.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const start = (name: string, publicUrl: string) =>
  startService(site.config, `${folder}/${name}`, {}, publicUrl ? { COURSEKEEP_PUBLIC_URL: publicUrl } : {});

describe('the address that clients are given for their downloads', () => {
  it('is well where it leads here, also through another program', async () => {
    let url: string | null = null;
    const service = await start('through', await program(() => url));
    url = service.url;
    expect(await service.addressNotice).toBeNull();
  });

  it('is said to be wrong where another program answers', async () => {
    const service = await start('other', await program());
    expect(await service.addressNotice).toMatch(/^Downloads do not work: COURSEKEEP_PUBLIC_URL is .* \(status 404\)/);
  });

  it('is told to be that of the site where none is set, and the service answers without waiting for it', async () => {
    const service = await start('unset', '');
    expect((await fetch(`${service.url}/health`)).status).toBe(200);
    expect(await service.addressNotice).toContain(
      "COURSEKEEP_PUBLIC_URL is not set, so clients are sent to the site's own address, http://demo.invalid",
    );
  });

  it('is not believed of who has another secret, or asks in another form', async () => {
    const { url } = await start('secret', '');
    const limit = AbortSignal.timeout(5000);
    expect(await askWhoAnswers(url, 'another secret', limit)).toMatchObject({ who: 'other' });
    const answer = await fetch(`${url}/webservice/pluginfile.php`, {
      headers: { 'coursekeep-probe': 'anything else' },
    });
    expect(answer.headers.get('coursekeep-probe')).toBeNull();
  });
});
