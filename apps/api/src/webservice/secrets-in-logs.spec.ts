import { hashSync } from 'bcryptjs';
import type { SmallSite } from '../../../../libs/moodle-site/testing/small-site';
import { client } from '../testing/client';
import { temporaryFolder } from '../testing/service';
import { killServiceProcesses, serviceProcess, type ServiceProcess } from '../testing/service-process';
import { arrange, freshWorld, key, smallWorldSite, token } from './testing/small-world';

const password = 'Sesame-open-4711';
const wrong = 'Sesame-shut-4711';
const folder = temporaryFolder();
let small: SmallSite;
let service: ServiceProcess;

beforeAll(async () => {
  small = smallWorldSite('a backup of Moodle');
  arrange(small, freshWorld);
  small.run(`UPDATE mdl_user SET password = '${hashSync(password, 4)}'`);
  service = await serviceProcess(small.configFile, `${folder}/data`, {
    COURSEKEEP_LOG_LEVEL: 'trace',
    COURSEKEEP_TASKS: '0',
  });
});
afterAll(() => {
  killServiceProcesses();
  small.remove();
});

const send = async (path: string, init: RequestInit = {}): Promise<string> =>
  (await fetch(service.url + path, init)).text();
const form = (fields: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(fields) });
const json = (body: string) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body });

describe('logs at the finest level', () => {
  const mine = token('manager');
  const unknown = 'c'.repeat(32);
  const secrets = () => [mine, token('teacher'), key('manager'), unknown, password, wrong];
  const given: string[] = [];

  it('never hold a token, a key or a password, wherever they were sent', async () => {
    const rest = '/webservice/rest/server.php';
    const call = 'wsfunction=core_webservice_get_site_info&moodlewsrestformat=json';
    const answers = [
      await send(`${rest}?wstoken=${mine}&${call}`),
      await send(`${rest}?wstoken=${unknown}&${call}`),
      await send(`${rest}?wstoken=${mine}&wsfunction=${mine}`),
      await send(`${rest}?wstoken=${mine}&${call}&${password}=1`),
      await send(rest, form({ wstoken: mine, wsfunction: 'core_course_backup_async', courseid: password })),
      await send(`/webservice/pluginfile.php/110/backup/course/moodle.mbz?token=${mine}`),
      await send(`/webservice/pluginfile.php/110/backup/course/moodle.mbz?token=${unknown}`),
      await send(`/tokenpluginfile.php/${key('manager')}/110/backup/course/moodle.mbz`),
      await send(`//TokenPluginFile.php//${unknown}/110/backup/course/moodle.mbz`),
      await send(`/tokenpluginfile.php/${unknown}`),
      await send(`/login/token.php?username=manager&password=${password}&service=coursekeep`),
      await send('/login/token.php', form({ username: wrong, password: wrong, service: wrong })),
      await send('/api/v1/session', json(JSON.stringify({ username: 'manager', password }))),
      await send('/api/v1/session', json(JSON.stringify({ token: unknown }))),
      await send('/api/v1/session', json(`{"password": ${password}`)),
      await send('/api/v1/courses', {
        headers: { cookie: `coursekeep_session=${unknown}`, authorization: `Bearer ${mine}` },
      }),
      await send(`/api/v1/nowhere?token=${mine}`),
    ];
    given.push(...answers);
    await service.logged('"wsfunction":"core_webservice_get_site_info","userid":11');
    await service.logged('"errorcode":"invalidlogin"');
    await service.logged('/tokenpluginfile.php/…');
    await service.logged('/api/v1/nowhere');
    for (const secret of secrets()) expect(service.log()).not.toContain(secret);
  });

  it('nor where the site fails in the middle of it', async () => {
    small.run('ALTER TABLE mdl_external_tokens RENAME TO gone');
    const answer = await client(service.url, mine).call('core_webservice_get_site_info');
    small.run('ALTER TABLE gone RENAME TO mdl_external_tokens');
    expect(answer.exception).toMatch(/exception/);
    await service.logged('external_tokens');
    for (const secret of secrets()) {
      expect(service.log()).not.toContain(secret);
      expect(JSON.stringify(answer)).not.toContain(secret);
    }
  });

  it('and no error repeats one to the caller', () => {
    for (const answer of given.filter((text) => /exception|"error/.test(text)))
      for (const secret of secrets()) expect(answer).not.toContain(secret);
  });
});
