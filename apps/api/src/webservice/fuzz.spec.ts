import { request } from 'node:http';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import type { SmallSite } from '../../../../libs/moodle-site/testing/small-site';
import { describeWithServers } from '../../../../tools/testing/shared';
import { startService, temporaryFolder, type TestService } from '../testing/service';
import { arrange, freshWorld, key, smallWorldSite, token } from './testing/small-world';

/** The seed is fixed, so that every run sends the same. */
const bounded = { seed: 20261123, numRuns: 600 } as const;
const folder = temporaryFolder();

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}
interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Sends bytes as they are: `fetch` would tidy paths and refuse methods. */
function send(url: string, { method, path, headers, body }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, path, headers: { ...headers, 'content-length': body.length } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.once('error', reject);
      answer.once('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          type: String(answer.headers['content-type'] ?? ''),
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/** Requests that are nearly right, in every way that comes to mind. */
function requests(
  tokens: readonly string[],
  keys: readonly string[],
  functions: readonly string[],
): fc.Arbitrary<Sent> {
  const odd = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.constantFrom(
      '',
      '0',
      '-1',
      '1e9',
      '9'.repeat(30),
      '%00',
      '%ff%fe',
      '%',
      '..',
      '../..',
      '\0',
      "' OR 1=1 --",
      '<x>&"',
      '[',
      ']',
      '@@PLUGINFILE@@',
    ),
    fc.constantFrom('10', '110', '2', 'b'.repeat(32), 'moodle.mbz', 'json', 'xml', '1', 'true'),
  );
  const name = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        'courseid',
        'id',
        'options',
        'options[ids][0]',
        'options[ids][]',
        'options[0][name]',
        'options[0][value]',
        'options[users]',
        'users',
        'backupid',
        'backupids[0]',
        'contextid',
        'filename',
        'serviceshortnames[0]',
        'moodlewsrestformat',
        'moodlewssettingraw',
        'moodlewssettinglang',
        'moodlewssettingtimezone',
        'token',
        'file',
        'forcedownload',
        'username',
        'password',
        'service',
        'appsitecheck',
        '__proto__',
        '__proto__[x]',
        'constructor',
      ),
    },
    { weight: 1, arbitrary: odd },
    { weight: 1, arbitrary: fc.tuple(odd, odd).map(([one, other]) => `${one}[${other}][`) },
  );
  const encoded = fc.boolean().chain((isRight) => odd.map((text) => (isRight ? encodeLoosely(text) : visible(text))));
  const field = fc.tuple(name, encoded).map(([one, value]) => `${encodeLoosely(one)}=${value}`);
  const protocol = fc
    .tuple(fc.constantFrom(...tokens), fc.constantFrom(...functions), fc.constantFrom('json', 'json', 'xml', 'x'))
    .map(([one, wanted, format]) => `wstoken=${one}&wsfunction=${wanted}&moodlewsrestformat=${format}&token=${one}`);
  // A right call, with something wrong after it in one of three.
  const right = fc
    .tuple(protocol, fc.constantFrom(...rightCalls), fc.option(field, { freq: 1 }))
    .map(([first, call, more]) =>
      [first.replace(/wsfunction=[^&]*&|&token=.*$/g, ''), call, ...(more ? [more] : [])].join('&'),
    );
  const wrong = fc
    .tuple(fc.option(protocol, { freq: 6 }), fc.array(field, { maxLength: 5 }))
    .map(([first, rest]) => [...(first ? [first] : []), ...rest].join('&'));
  const fields = fc.oneof({ weight: 2, arbitrary: right }, { weight: 1, arbitrary: wrong });
  const step = fc.oneof(
    fc.constantFrom('110', '31', '1', 'backup', 'course', 'automated', 'moodle.mbz', '..', '%2e%2e', '%00', '%', ''),
    odd.map(visible),
  );
  const steps = fc.oneof(
    fc.constant('/110/backup/course/moodle.mbz'),
    fc.constant('/110/backup/automated/nope.mbz'),
    anySteps(),
  );
  function anySteps() {
    return fc.array(step, { maxLength: 6 }).map((all) => all.map((each) => `/${each}`).join(''));
  }
  const path = fc.oneof(
    { weight: 4, arbitrary: fc.constant('/webservice/rest/server.php') },
    { weight: 1, arbitrary: steps.map((rest) => `/webservice/rest/server.php${rest}`) },
    { weight: 2, arbitrary: steps.map((rest) => `/webservice/pluginfile.php${rest}`) },
    {
      weight: 2,
      arbitrary: fc.tuple(fc.constantFrom(...keys), steps).map(([one, rest]) => `/tokenpluginfile.php/${one}${rest}`),
    },
    { weight: 1, arbitrary: fc.constant('/login/token.php') },
  );
  const type = fc.constantFrom(
    'application/x-www-form-urlencoded',
    'application/x-www-form-urlencoded; charset=x',
    'multipart/form-data; boundary=x',
    'multipart/form-data',
    'application/json',
    'text/plain',
    '',
  );
  const header = fc.constantFrom<Record<string, string>>(
    {},
    { range: 'bytes=2-5' },
    { range: 'bytes=9-2,,' },
    { range: 'x=1', 'if-range': '"x"' },
    { 'if-none-match': '*', 'if-modified-since': 'never' },
    { 'idempotency-key': 'a b' },
    { 'x-forwarded-for': '::1, x' },
  );
  const body = fc.oneof(
    fields.map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
    fc
      .tuple(name, odd)
      .map(([one, text]) =>
        Buffer.from(`--x\r\nContent-Disposition: form-data; name="${one}"\r\n\r\n${text}\r\n--x--\r\n`),
      ),
  );
  return fc
    .record({
      method: fc.constantFrom('GET', 'POST', 'POST', 'PUT', 'OPTIONS', 'DELETE', 'HEAD'),
      path,
      query: fields,
      type,
      header,
      body,
    })
    .map(({ query, type: contentType, header: more, ...rest }) => ({
      method: rest.method,
      path: `${rest.path}?${query}`,
      headers: { ...more, ...(contentType && { 'content-type': contentType }) },
      body: rest.method === 'GET' || rest.method === 'HEAD' ? Buffer.alloc(0) : rest.body,
    }));
}

function encodeLoosely(text: string): string {
  return Buffer.from(text, 'utf8').reduce((all, byte) => {
    const character = String.fromCharCode(byte);
    return all + (/[\w.[\]-]/.test(character) ? character : `%${byte.toString(16).padStart(2, '0')}`);
  }, '');
}

/** What an address may hold without being refused by Node's own client. */
function visible(text: string): string {
  return text.replace(/[^\x21-\x7e]|[?#]/g, '~');
}

/** Every answer is a file, or in one of the protocol's forms, and never an error of the inside. */
function hold({ method, path }: Sent, { status, type, body }: Answer): void {
  expect(status).toBeLessThan(500);
  if (method === 'HEAD' || body === 'a backup of Moodle' || status === 206 || status === 304) return;
  expect(body).not.toMatch(/generalexceptionmessage|node_modules|\bat .*\.ts:\d/);
  if (path.startsWith('/webservice/rest/')) {
    expect(status).toBe(200);
    if (type === 'application/json') return holdJson(JSON.parse(body));
    expect(type).toBe('application/xml; charset=utf-8');
    return holdXml(body);
  }
  expect([200, 404]).toContain(status);
  expect(type).toBe('application/json; charset=utf-8');
  const answer = JSON.parse(body) as Record<string, unknown>;
  if (answer.token ?? answer.appsitecheck) return;
  expect(Object.keys(answer)).toEqual(['error', 'errorcode', 'stacktrace', 'debuginfo', 'reproductionlink']);
  expect(answer.stacktrace).toBeNull();
}

function holdJson(answer: unknown): void {
  expect(typeof answer).toBe('object');
  if (typeof answer !== 'object' || answer === null || !Object.hasOwn(answer, 'exception')) return;
  expect(answer).toEqual({ exception: expect.any(String), errorcode: expect.any(String), message: expect.any(String) });
}

function holdXml(body: string): void {
  const roots: string[] = [];
  let depth = 0;
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => void (depth++ === 0 && roots.push(name)));
  parser.on('closetag', () => void depth--);
  parser.write(body).close();
  expect(roots).toEqual([expect.stringMatching(/^(RESPONSE|EXCEPTION)$/)]);
}

const functions = [
  'core_course_backup_async',
  'core_course_backup_async_get_status',
  'core_course_backup_list_backups',
  'coursekeep_backup_get_warnings',
  'core_course_restore_async',
  'core_course_restore_async_get_status',
  'core_course_duplicate_async',
  'core_course_duplicate_async_get_status',
  'core_backup_get_async_backup_progress',
  'core_backup_get_async_backup_links_backup',
  'core_course_get_courses',
  'core_webservice_get_site_info',
  'core_user_get_users',
  '%00',
  '',
];

const rightCalls = [
  'wsfunction=core_course_backup_async&courseid=10&options[0][name]=blocks&options[0][value]=1',
  'wsfunction=core_course_backup_async&courseid=10&options[users]=7',
  'wsfunction=core_course_backup_async&id=20&users=1',
  'wsfunction=core_course_backup_list_backups&courseid=10',
  'wsfunction=core_backup_get_async_backup_progress&contextid=110&backupids[]=x',
  'wsfunction=core_backup_get_async_backup_links_backup&contextid=110&backupid=x&filename=x.mbz',
  'wsfunction=core_course_get_courses&options[ids][]=10',
  'wsfunction=core_course_get_courses',
  'wsfunction=core_webservice_get_site_info',
];

/** Resolves with the error codes that came, `file` for files and `ok` for other good answers. */
async function fuzz(service: TestService, tokens: readonly string[], keys: readonly string[]): Promise<Set<string>> {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(requests([...tokens, 'nope', '%00'], [...keys, 'nope', '%00'], functions), async (sent) => {
      const answer = await send(service.url, sent);
      hold(sent, answer);
      const code = /(?:errorcode":"|<ERRORCODE>)(\w+)/.exec(answer.body)?.[1];
      seen.add(code ?? (answer.body === 'a backup of Moodle' ? 'file' : 'ok'));
    }),
    bounded,
  );
  return seen;
}

const env = { COURSEKEEP_TASKS: '0', COURSEKEEP_SIGNIN_FAILURES: '10000' };

describe('whatever is sent', () => {
  let small: SmallSite;
  beforeAll(() => {
    small = smallWorldSite('a backup of Moodle');
    arrange(small, freshWorld);
  });
  afterAll(() => small.remove());

  it('is answered in the forms of the protocol', async () => {
    const service = await startService(small.configFile, `${folder}/small`, {}, env);
    const seen = await fuzz(
      service,
      [token('admin'), token('teacher'), token('student')],
      [key('admin'), key('student')],
    );
    const met = ['ok', 'file', 'nopermissions', 'errorcoursecontextnotvalid', 'invalidparameter', 'invalidextparam'];
    const others = ['invalidrecord', 'invalidtoken', 'invalidkey', 'invalidarguments', 'missingparam', 'filenotfound'];
    expect([...met, ...others].filter((code) => !seen.has(code))).toEqual([]);
    expect((await fetch(`${service.url}/login/token.php?appsitecheck=1`)).status).toBe(200);
    await service.close();
  });

  it('and more than is allowed is refused, in fields, levels and bytes', async () => {
    const service = await startService(
      small.configFile,
      `${folder}/limits`,
      {},
      { ...env, COURSEKEEP_BODY_LIMIT_KB: '64' },
    );
    const post = async (body: string) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const path = '/webservice/rest/server.php?moodlewsrestformat=json';
      return JSON.parse((await send(service.url, { method: 'POST', path, headers, body: Buffer.from(body) })).body);
    };
    const asked = `wstoken=${token('admin')}&wsfunction=core_course_get_courses&`;
    expect(await post(`${asked}options[ids][0]=10`)).toEqual([expect.objectContaining({ id: 10 })]);
    for (const body of [
      `${asked}${'a=&'.repeat(5001)}`,
      `${asked}a${'[x]'.repeat(65)}=1`,
      `${asked}a=${'x'.repeat(70_000)}`,
    ])
      expect(await post(body)).toMatchObject({ errorcode: 'invalidparameter' });
    await service.close();
  });
});

describeWithServers(
  'whatever is sent to a real site',
  (shared) => {
    it('is answered in the forms of the protocol', async () => {
      const service = await startService(`${shared}/moodle/moodle45-pgsql/config.php`, `${folder}/real`, {}, env);
      const [admin, student] = ['4473f948e30ad54cda51657807aa6dc6', '98ed0f378b60e89d4737c79e14144488'];
      await fuzz(service, [admin, student], ['nope']);
      await service.close();
    });
  },
  { pgsql: true },
);
