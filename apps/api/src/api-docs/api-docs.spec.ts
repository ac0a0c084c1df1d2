import { apiOperations } from '../portal-api/open-api';
import type { Json } from '../testing/client';
import { demoSite, startService, temporaryFolder, until, type DemoSite, type TestService } from '../testing/service';
import { webServiceFunctions } from '../webservice/functions';

let site: DemoSite;
let service: TestService;
const folder = temporaryFolder();

beforeAll(async () => {
  site = await demoSite(folder);
  service = await startService(site.config, `${folder}/data`);
});

const get = (path: string) => fetch(`${service.url}/api/docs${path}`, { redirect: 'manual' });

describe('/api/docs', () => {
  it('is a page of which all comes from the service', async () => {
    expect((await get('')).headers.get('location')).toBe('docs/');
    const answer = await get('/');
    const html = await answer.text();
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(html).not.toMatch(/https?:/);
    for (const [, file] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect([file, (await get(`/${file}`)).status]).toEqual([file, 200]);
    }
    expect(await (await get('/start.js')).text()).not.toMatch(/https?:/);
  });

  it('describes every function of the web services', async () => {
    const document = (await (await get('/web-services.json')).json()) as Json;
    expect(document).toMatchObject({ openapi: '3.1.0', servers: [{ url: 'http://demo.invalid' }] });
    const names = Object.keys(document.paths).map((path) => path.split('#')[1]);
    expect(names).toEqual(webServiceFunctions.map(({ name }) => name).sort());
  });

  it('describes every request of the JSON API that the service answers', async () => {
    const document = (await (await get('/portal.json')).json()) as Json;
    for (const { method, path } of apiOperations) {
      const filled = path.replace('{id}', '1').replaceAll(/\{\w+\}/g, 'x');
      const json = { 'content-type': 'application/json' };
      const init = method === 'post' ? { method, body: '{}', headers: json } : { method: method.toUpperCase() };
      const { status } = await fetch(service.url + filled, init);
      expect([path, method, document.paths[path][method].responses[status]]).toEqual([
        path,
        method,
        expect.any(Object),
      ]);
    }
  });
});

describe('the answers of the JSON API', () => {
  it('are as described', async () => {
    const courseid = site.course(site.courses[0]?.shortname ?? '');
    let cookie = '';
    /** Sends a request and holds the answer against its description. */
    const call = async (method: string, path: string, body?: object): Promise<Json> => {
      const answer = await fetch(service.url + path, {
        method: method.toUpperCase(),
        headers: { cookie, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      });
      const operation = apiOperations.find(
        (each) => each.method === method && new RegExp(`^${each.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
      );
      expect([path, answer.status]).toEqual([path, operation?.status]);
      if (!operation?.answer) return answer.text();
      const given = await answer.json();
      expect(operation.answer.parse(given)).toEqual(given);
      return given;
    };
    const { session } = await call('post', '/api/v1/session', { token: site.token('manager') });
    cookie = `coursekeep_session=${session}`;
    const { backupid } = await call('post', `/api/v1/courses/${courseid}/backups`, { options: {} });
    await until(
      () => call('get', `/api/v1/backups/${backupid}`),
      ({ backup }: Json) => backup.status >= 900,
    );
    for (const path of ['session', 'courses', `courses/${courseid}`, `courses/${courseid}/backups`]) {
      await call('get', `/api/v1/${path}`);
    }
    await call('get', `/api/v1/backups/${backupid}/download`);
    await call('delete', '/api/v1/session');
  });
});
