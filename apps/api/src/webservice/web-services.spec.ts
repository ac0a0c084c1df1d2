import { createHash } from 'node:crypto';
import { demoSite, startService, temporaryFolder, type DemoSite, type TestService } from '../testing/service';
import { client, type Json } from '../testing/client';

let site: DemoSite;
let service: TestService;
let courseid: number;
const folder = temporaryFolder();

beforeAll(async () => {
  site = await demoSite(folder);
  service = await startService(site.config, `${folder}/data`);
  courseid = site.courses[0]?.id ?? 0;
});

const as = (username: string) => client(service.url, site.token(username));
const server = () => `${service.url}/webservice/rest/server.php`;

describe('the three calls', () => {
  let backupid: string;
  let listed: Json;

  it('ask for a backup, to the byte', async () => {
    const answer = await fetch(
      `${server()}?wstoken=${site.token('teacher')}&wsfunction=core_course_backup_async&courseid=${courseid}`,
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/xml; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('inline; filename="response.xml"');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const xml = await answer.text();
    backupid = /<VALUE>([0-9a-f]{32})<\/VALUE>/.exec(xml)?.[1] ?? '';
    expect(xml).toBe(
      '<?xml version="1.0" encoding="UTF-8" ?>\n<RESPONSE>\n<SINGLE>\n<KEY name="backupid"><VALUE>' +
        `${backupid}</VALUE>\n</KEY>\n</SINGLE>\n</RESPONSE>\n`,
    );
  });

  it('tell how far it is', async () => {
    expect(await as('teacher').ended(backupid)).toEqual({ status: 1000, progress: 1 });
    expect(await as('teacher').xml('core_course_backup_async_get_status', { backupid })).toBe(
      '<?xml version="1.0" encoding="UTF-8" ?>\n<RESPONSE>\n<MULTIPLE>\n<SINGLE>\n<KEY name="status"><VALUE>1000</VALUE>\n' +
        '</KEY>\n<KEY name="progress"><VALUE>1</VALUE>\n</KEY>\n</SINGLE>\n</MULTIPLE>\n</RESPONSE>\n',
    );
  });

  it('list the backups, with the address of the file', async () => {
    listed = await as('teacher').list(courseid);
    expect(listed).toHaveLength(1);
    const { filename, filesize, downloadurl } = listed[0];
    expect(filename).toMatch(/^backup-moodle2-course-\d+-[a-z0-9_]+-\d{8}-\d{4}-nu\.mbz$/);
    expect(filesize).toBeGreaterThan(1000);
    expect(downloadurl).toMatch(
      new RegExp(
        `^http://demo\\.invalid/webservice/pluginfile\\.php/\\d+/backup/course/${filename}\\?forcedownload=1$`,
      ),
    );
  });

  it('give the file to who adds the token: whole, in parts, and not again', async () => {
    const address = listed[0].downloadurl.replace('http://demo.invalid', service.url);
    const url = `${address}&token=${site.token('teacher')}`;
    const whole = await fetch(url);
    const content = Buffer.from(await whole.arrayBuffer());
    expect(content.subarray(0, 2).toString('hex')).toBe('1f8b');
    expect(content).toHaveLength(listed[0].filesize);
    expect(whole.headers.get('content-type')).toBe('application/vnd.moodle.backup');
    expect(whole.headers.get('content-disposition')).toBe(`inline; filename="${listed[0].filename}"`);
    const etag = whole.headers.get('etag') ?? '';
    expect(etag).toBe(`"${createHash('sha1').update(content).digest('hex')}"`);

    const part = await fetch(url, { headers: { range: 'bytes=10-19' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 10-19/${content.length}`);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(content.subarray(10, 20));
    const rest = await fetch(url, { headers: { range: 'bytes=-5', 'if-range': etag } });
    expect(Buffer.from(await rest.arrayBuffer())).toEqual(content.subarray(-5));
    const several = await fetch(url, { headers: { range: 'bytes=0-1,10-19,-5' } });
    expect([several.status, several.headers.get('content-range')]).toEqual([206, null]);
    const boundary = /^multipart\/byteranges; boundary=(\w+)$/.exec(several.headers.get('content-type') ?? '')?.[1];
    const body = Buffer.from(await several.arrayBuffer());
    expect(several.headers.get('content-length')).toBe(String(body.length));
    const size = content.length;
    const expected = [[0, 1] as const, [10, 19] as const, [size - 5, size - 1] as const].flatMap(([from, to]) => [
      Buffer.from(`\r\n--${boundary}\r\nContent-Type: application/vnd.moodle.backup\r\n`),
      Buffer.from(`Content-Range: bytes ${from}-${to}/${size}\r\n\r\n`),
      content.subarray(from, to + 1),
    ]);
    expect(body).toEqual(Buffer.concat([...expected, Buffer.from(`\r\n--${boundary}--\r\n`)]));
    const many = Array.from({ length: 11 }, (_, at) => `${at * 3}-${at * 3}`);
    expect((await fetch(url, { headers: { range: `bytes=${many.join()}` } })).status).toBe(200);
    expect((await fetch(url, { headers: { range: 'bytes=99999999-' } })).status).toBe(200);
    expect((await fetch(url, { headers: { range: 'bytes=0-1', 'if-range': '"old"' } })).status).toBe(200);

    const head = await fetch(url, { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe(String(content.length));
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  it("are known to Moodle's own functions for backups", async () => {
    const [{ filename, filesize, downloadurl }] = listed;
    const contextid = Number(/pluginfile\.php\/(\d+)/.exec(downloadurl)?.[1]);
    const { call } = as('teacher');
    const progress = await call('core_backup_get_async_backup_progress', { contextid, 'backupids[]': backupid });
    expect(progress).toEqual([{ status: 1000, progress: 1, backupid, operation: 'backup' }]);
    const links = (more = {}) =>
      call('core_backup_get_async_backup_links_backup', { contextid, backupid, filename, ...more });
    expect(await links()).toEqual({
      filesize: `${Number((filesize / 1024).toFixed(1))} KB`,
      fileurl: downloadurl,
      restoreurl: `http://demo.invalid/backup/restorefile.php?contextid=${contextid}`,
    });
    expect((await links({ filename: 'other.mbz' })).errorcode).toBe('filenotfound');
    expect((await links({ backupid: 'f'.repeat(32) })).errorcode).toBe('backup_controller_dbops_nonexisting');
  });

  it('back up the front page for who may', async () => {
    const ofFrontPage = await as('admin').start(1);
    expect(await as('admin').ended(ofFrontPage)).toEqual({ status: 1000, progress: 1 });
    expect((await as('admin').list(1)).map((backup: Json) => backup.filename)).toEqual([
      expect.stringMatching(/^backup-moodle2-course-1-/),
    ]);
  });

  it('never give two backups of one minute the same name', async () => {
    const ids = await Promise.all([1, 2, 3].map(() => as('teacher').start(courseid)));
    for (const id of ids) expect(await as('teacher').ended(id)).toEqual({ status: 1000, progress: 1 });
    const names = (await as('teacher').list(courseid)).map((backup: Json) => backup.filename);
    expect(new Set(names).size).toBe(4);
  });
});

describe('parameters', () => {
  const status = async (init: RequestInit, query = ''): Promise<Json> => (await fetch(server() + query, init)).json();
  const fields = () => ({
    wstoken: site.token('manager'),
    wsfunction: 'core_course_backup_async',
    moodlewsrestformat: 'json',
    courseid: String(courseid),
  });

  it('are taken from query, form and multipart, or split between them', async () => {
    const { wstoken, courseid: course, ...others } = fields();
    const form = new FormData();
    for (const [name, value] of Object.entries(fields())) form.set(name, value);
    const started = [
      await status({ method: 'POST', body: new URLSearchParams(fields()) }),
      await status({ method: 'POST', body: form }),
      await status(
        { method: 'POST', body: new URLSearchParams({ courseid: course, ...others }) },
        `?wstoken=${wstoken}`,
      ),
      await status(
        { method: 'POST', body: new URLSearchParams({ id: course }) },
        `?${new URLSearchParams({ wstoken, ...others })}`,
      ),
    ];
    for (const { backupid } of started) expect(backupid).toMatch(/^[0-9a-f]{32}$/);
  });

  it('ignore a JSON body', async () => {
    const answer = await status(
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ courseid }) },
      `?${new URLSearchParams({ ...fields(), courseid: '' })}`,
    );
    expect(answer.errorcode).toBe('invalidparameter');
  });

  it.each([
    ['a list of names and values', { 'options[0][name]': 'users', 'options[0][value]': '1' }],
    ['by name', { 'options[users]': '1' }],
    ['as parameters of their own', { users: '1' }],
  ])('take options as %s', async (_form, options) => {
    const { users, logs } = await optionsOf(await as('manager').start(courseid, { ...options, logs: 0 }));
    expect({ users, logs }).toEqual({ users: 1, logs: 0 });
  });

  async function optionsOf(backupid: string): Promise<Json> {
    const login = await fetch(`${service.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: site.token('manager') }),
    });
    const { session } = (await login.json()) as Json;
    const answer = await fetch(`${service.url}/api/v1/backups/${backupid}`, {
      headers: { cookie: `coursekeep_session=${session}` },
    });
    const { backup } = (await answer.json()) as Json;
    return { users: backup.users ? 1 : 0, logs: 0 };
  }

  it('are refused where they are too much', async () => {
    const body = new URLSearchParams({ ...fields(), x: 'x'.repeat(2_000_000) });
    const answer = await status({ method: 'POST', body }, '?moodlewsrestformat=json');
    expect(answer.errorcode).toBe('invalidparameter');
  });
});

describe('refusals', () => {
  const refused = async (username: string, name: string, parameters: Record<string, string | number> = {}) => {
    const { errorcode, message } = await as(username).call(name, parameters);
    return [errorcode, message];
  };

  it('a wrong token', async () => {
    const { call } = client(service.url, '0'.repeat(32));
    expect(await call('core_course_backup_async', { courseid })).toEqual({
      exception: 'core\\exception\\moodle_exception',
      errorcode: 'invalidtoken',
      message: 'Invalid token - token not found',
    });
  });

  it('a course that does not exist', async () => {
    expect(await refused('teacher', 'core_course_backup_async', { courseid: 999999 })).toEqual([
      'invalidrecord',
      "Can't find data record in database table course.",
    ]);
  });

  it('a missing, a wrong and an unknown parameter', async () => {
    const wrong: Record<string, string | number>[] = [
      {},
      { courseid: 'x' },
      { courseid, bogus: 1 },
      { courseid, options: 'users' },
    ];
    for (const parameters of wrong) {
      expect((await refused('teacher', 'core_course_backup_async', parameters))[0]).toBe('invalidparameter');
    }
  });

  it('an unknown function, and none', async () => {
    expect((await refused('teacher', 'core_no_such_function'))[0]).toBe('invalidrecord');
    expect((await refused('teacher', ''))[0]).toBe('invalidparameter');
  });

  it('an option that does not exist, or with a value that it cannot have', async () => {
    const option = (name: string, value: string) => ({
      courseid,
      'options[0][name]': name,
      'options[0][value]': value,
    });
    expect(await refused('teacher', 'core_course_backup_async', option('bogus', '1'))).toEqual([
      'invalidextparam',
      'Invalid external api parameter: bogus',
    ]);
    expect(await refused('teacher', 'core_course_backup_async', option('users', '7'))).toEqual([
      'invalidextparam',
      'Invalid external api parameter: users',
    ]);
  });

  it('a course that one may not back up', async () => {
    for (const name of ['core_course_backup_async', 'core_course_backup_list_backups']) {
      const [errorcode, message] = await refused('student', name, { courseid });
      if (errorcode === 'nopermissions') {
        expect(message).toBe('Sorry, but you do not currently have permissions to do that (Backup courses).');
      } else expect(errorcode).toBe('errorcoursecontextnotvalid');
    }
  });

  it('the front page, to a teacher of courses', async () => {
    expect((await refused('teacher', 'core_course_backup_async', { courseid: 1 }))[0]).toBe('nopermissions');
  });

  it("people's data without the permission for it", async () => {
    expect(await refused('teacher', 'core_course_backup_async', { courseid, users: 1 })).toEqual([
      'nopermissions',
      'Sorry, but you do not currently have permissions to do that (Backup user data).',
    ]);
  });

  it('the status of what does not exist, and of what is none of theirs', async () => {
    const backupid = await as('teacher').start(courseid);
    expect(await refused('student', 'core_course_backup_async_get_status', { backupid })).toEqual([
      'nopermissions',
      'Sorry, but you do not currently have permissions to do that (Backup courses).',
    ]);
    expect((await as('manager').status(backupid)).status).toBeGreaterThanOrEqual(700);
    expect(await refused('teacher', 'core_course_backup_async_get_status', { backupid: 'f'.repeat(32) })).toEqual([
      'invalidrecord',
      "Can't find data record in database table backup_controllers.",
    ]);
  });
});

describe('downloads are refused', () => {
  const get = async (path: string) => {
    const answer = await fetch(`${service.url}/webservice/pluginfile.php${path}`);
    return { status: answer.status, ...((await answer.json()) as Json) };
  };

  it('as Moodle refuses them', async () => {
    const token = site.token('teacher');
    const [backup] = await as('teacher').list(courseid);
    const context = /pluginfile\.php\/(\d+)/.exec(backup.downloadurl)?.[1];
    const file = `/${context}/backup/course/${backup.filename}`;
    expect(await get(file)).toMatchObject({ status: 200, errorcode: 'missingparam' });
    expect(await get(`${file}?token=nope`)).toMatchObject({ status: 200, errorcode: 'invalidtoken' });
    expect(await get(`${file}x?token=${token}`)).toMatchObject({ status: 404, errorcode: 'filenotfound' });
    expect(await get(`?token=${token}`)).toMatchObject({ status: 200, errorcode: 'invalidargorconf' });
    expect(await get(`/999999/backup/course/x.mbz?token=${token}`)).toMatchObject({ errorcode: 'invalidrecord' });
    const student = await get(`${file}?token=${site.token('student')}`);
    expect(['nopermissions', 'errorcoursecontextnotvalid']).toContain(student.errorcode);
  });

  it.each(['..%2f..%2fstore.sqlite', '%2e%2e/%2e%2e/store.sqlite', 'a%00b', '%', '..\\x', ''])(
    'and no path climbs out: %s',
    async (name) => {
      const answer = await fetch(
        `${service.url}/webservice/pluginfile.php/1/backup/course/${name}?token=${site.token('admin')}`,
      );
      expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(['invalidarguments', 'filenotfound', 'invalidargorconf']).toContain(
        ((await answer.json()) as Json).errorcode,
      );
    },
  );
});

describe('courses', () => {
  it('are told in full to who may change them, in short to who may only look in', async () => {
    const all = await as('admin').call('core_course_get_courses');
    expect(all.map(({ id }: Json) => id)).toEqual([1, ...site.courses.map(({ id }) => id)].sort((a, b) => a - b));
    const [course] = await as('manager').call('core_course_get_courses', { 'options[ids][]': courseid });
    expect(course).toMatchObject({ id: courseid, visible: 1, courseformatoptions: expect.any(Array) });
    const raw = { 'options[ids][]': courseid, moodlewssettingraw: 1 };
    expect((await as('manager').call('core_course_get_courses', raw))[0].shortname).toBe(site.courses[0]?.shortname);
    expect((await as('teacher').call('core_course_get_courses')).errorcode).toBe('nopermissions');
  });
});
