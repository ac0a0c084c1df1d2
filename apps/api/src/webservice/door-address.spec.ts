import { demoSite, startService, temporaryFolder, type DemoSite, type TestService } from '../testing/service';
import { client } from '../testing/client';
import { doorAddress } from './door-address';

describe('the address of a door', () => {
  it.each([
    ['//webservice/rest/server.php?a=//b', '/webservice/rest/server.php?a=//b'],
    ['///webservice//rest///server.php', '/webservice/rest/server.php'],
    ['//WebService/pluginfile.php//1/backup//x.mbz', '/webservice/pluginfile.php//1/backup//x.mbz'],
    ['//tokenpluginfile.php/KEY/1', '/tokenpluginfile.php/KEY/1'],
    ['//login//token.php', '/login/token.php'],
    ['//evil.example/login/token.php', '//evil.example/login/token.php'],
    ['//login/token.php.evil.example', '//login/token.php.evil.example'],
    ['//courses', '//courses'],
    ['/?//login/token.php', '/?//login/token.php'],
  ])('%s is %s', (url, expected) => expect(doorAddress(url)).toBe(expected));
});

describe('a client whose address of the site ends with a slash', () => {
  let site: DemoSite;
  let service: TestService;
  const folder = temporaryFolder();

  beforeAll(async () => {
    site = await demoSite(folder);
    service = await startService(site.config, `${folder}/data`);
  });
  const ask = async (path: string) => (await fetch(`${service.url}${path}`, { redirect: 'manual' })).text();

  it("finds all of Moodle's doors", async () => {
    const caller = client(service.url, site.token('manager'));
    const courseid = site.courses[0]?.id ?? 0;
    await caller.ended(await caller.start(courseid));
    const [{ downloadurl }] = await caller.list(courseid);
    const { pathname } = new URL(downloadurl);
    const file = await ask(`${pathname}?token=${site.token('manager')}`);
    const answers = [
      [
        `/webservice/rest/server.php?wstoken=${site.token('manager')}&wsfunction=core_webservice_get_site_info`,
        'KEY name="username"',
      ],
      ['/login/token.php?appsitecheck=1', '{"appsitecheck":"ok"}'],
      [`${pathname}?token=${site.token('manager')}`, file],
      [`${pathname.replace('/webservice/pluginfile.php', '/tokenpluginfile.php/nokey')}`, 'invalidkey'],
    ] as const;
    for (const [path, expected] of answers) {
      for (const slashes of ['/', '//', '///']) {
        expect(await ask(path.replace('/', slashes))).toContain(expected);
        expect(await ask(path.replace(/^\/(\w+)\//, `/$1${slashes}`))).toContain(expected);
      }
    }
    expect(await ask(pathname.replace('pluginfile.php/', 'pluginfile.php//') + `?token=${site.token('manager')}`)).toBe(
      file,
    );
  });

  it('is sent nowhere else', async () => {
    for (const path of [
      '//evil.example',
      '//evil.example/',
      '//evil.example/login/token.php',
      '/\\evil.example',
      '//login/token.php/..//evil.example',
    ]) {
      const answer = await fetch(service.url + path, { redirect: 'manual' });
      expect([path, answer.headers.get('location')]).toEqual([path, null]);
    }
  });
});
