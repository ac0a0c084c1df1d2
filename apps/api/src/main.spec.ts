import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { itWithOwnDisk } from '../../../tools/testing/shared';
import { apiClient } from './testing/api-client';
import { client } from './testing/client';
import { Store } from './store/store';
import { demoSite, runSources, serviceEnv, temporaryFolder, until } from './testing/service';

const folder = temporaryFolder();

function start(env: Record<string, string>) {
  const child = spawn(process.execPath, ['-r', runSources, resolve(__dirname, 'main.ts')], {
    env: { ...process.env, COURSEKEEP_PORTAL: 'off', COURSEKEEP_LOG_LEVEL: 'silent', COURSEKEEP_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (said.out += chunk));
  child.stderr.on('data', (chunk) => (said.err += chunk));
  return { child, said };
}

describe('the start', () => {
  it('on an empty folder makes the demo site, prints three calls that work, and stops cleanly', async () => {
    const data = join(folder, 'data');
    const { child, said } = start({ COURSEKEEP_DATA: data });
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
    const demo = JSON.parse(readFileSync(join(data, 'demo.json'), 'utf8'));
    expect(Object.keys(demo)).toEqual(['url', 'users', 'courses']);
    expect(demo.users.map((user: { username: string }) => user.username)).toEqual(
      expect.arrayContaining(['teacher', 'student', 'manager', 'admin']),
    );
    expect(demo.courses).toHaveLength(3);
    expect(statSync(join(data, 'demo.json')).mode & 0o077).toBe(0);
    expect(statSync(data).mode & 0o077).toBe(0);
    expect(said.out).toContain(demo.url);
    for (const { username, password } of demo.users) expect(said.out).toMatch(`${username.padEnd(10)} ${password}`);

    const lines = said.out.split('\n').filter((line) => line.startsWith('curl '));
    expect(lines).toHaveLength(3);
    const call = async (line = '') => (await fetch(/"(.*)"/.exec(line)?.[1] ?? '')).text();
    const backupid = /<VALUE>([0-9a-f]{32})</.exec(await call(lines[0]))?.[1] ?? '';
    const token = /wstoken=([0-9a-f]{32})/.exec(lines[0] ?? '')?.[1] ?? '';
    expect(await call(lines[1]?.replace('BACKUPID', backupid))).toContain('<KEY name="status">');
    await client(demo.url, token).ended(backupid);
    expect(await call(lines[2])).toContain(`<KEY name="downloadurl"><VALUE>${demo.url}/webservice/pluginfile.php/`);

    const admin = demo.users.find((user: { username: string }) => user.username === 'admin');
    const ask = await apiClient(demo.url, admin.token);
    const [nightly] = await until(
      async () => (await ask('GET', '/schedules')).body.schedules,
      (schedules) => schedules.length > 0,
    );
    expect(nightly).toMatchObject({ name: 'nightly', definition: { enabled: false }, nextdue: null, last: null });

    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('on a data folder with wide rights makes what is in it private, and says so', async () => {
    const data = join(folder, 'wide');
    mkdirSync(join(data, 'backups'), { recursive: true });
    for (const name of ['secret', 'backups/old.mbz']) {
      writeFileSync(join(data, name), 'a'.repeat(64));
      chmodSync(join(data, name), 0o644);
    }
    for (const path of [data, join(data, 'backups')]) chmodSync(path, 0o755);
    const { child, said } = start({ COURSEKEEP_DATA: data, COURSEKEEP_LOG_LEVEL: 'info' });
    while (!said.out.includes('Ctrl-C')) await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
    const wide = readdirSync(data, { recursive: true, encoding: 'utf8' }).filter(
      (name) => statSync(join(data, name)).mode & 0o077,
    );
    expect(wide).toEqual([]);
    expect(readdirSync(data)).toEqual(expect.arrayContaining(['store.sqlite', 'store.sqlite-wal']));
    expect(said.out).toContain(`Note: Other accounts of this machine had rights to what is in ${data}`);
    expect(said.err).toContain(`had rights to what is in ${data}`);
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('on a port that is taken, or with a setting that is wrong, says what to do', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const demoOfAnother = join(folder, 'taken', 'demo.json');
    mkdirSync(join(folder, 'taken'));
    writeFileSync(demoOfAnother, '{}');
    const first = start({ COURSEKEEP_DATA: join(folder, 'taken'), COURSEKEEP_PORT: String(port) });
    expect(await once(first.child, 'exit')).toEqual([1, null]);
    expect(first.said.err).toBe(
      `Coursekeep cannot start: another program has port ${port}. Choose one with COURSEKEEP_PORT.\n`,
    );
    expect(existsSync(demoOfAnother)).toBe(true);
    taken.close();
    const second = start({ COURSEKEEP_DATA: join(folder, 'wrong'), COURSEKEEP_PORT: 'many', COURSEKEEP_TASKS: '-1' });
    expect(await once(second.child, 'exit')).toEqual([2, null]);
    expect(second.said.err).toContain('COURSEKEEP_PORT is "many": must be a whole number');
    expect(second.said.err).toContain('COURSEKEEP_TASKS is "-1"');
    expect(existsSync(join(folder, 'wrong'))).toBe(false);
    const third = start({ COURSEKEEP_DATA: join(folder, 'none'), COURSEKEEP_SITE: '/nowhere/config.php' });
    expect(await once(third.child, 'exit')).toEqual([2, null]);
    expect(third.said.err).toContain('/nowhere/config.php cannot be read');
  });

  it.each([
    ['a data folder that is a file', { COURSEKEEP_DATA: __filename }, `${__filename} is not a folder`],
    ['a data folder that nobody can make', { COURSEKEEP_DATA: '/proc/coursekeep' }, '/proc/coursekeep'],
    ['an address of another machine', { COURSEKEEP_HOST: '203.0.113.1' }, '203.0.113.1 is no address of this machine'],
  ])('with %s says so in a sentence, and which setting to change', async (_what, env, sentence) => {
    const { child, said } = start({ COURSEKEEP_DATA: join(folder, 'refused'), ...env });
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(said.err).toContain(sentence);
    expect(said.err).toContain(Object.keys(env)[0]);
    expect(said.err.trim()).not.toContain('\n');
  });
});

describe('the start on a store that it cannot use', () => {
  /** A data folder with the store of an earlier start in it. */
  async function used(name: string): Promise<{ data: string; store: string }> {
    const data = join(folder, name);
    mkdirSync(data);
    const store = join(data, 'store.sqlite');
    await (await Store.open(store)).close();
    return { data, store };
  }

  async function refused(data: string): Promise<string> {
    const { child, said } = start({ COURSEKEEP_DATA: data });
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(said.err.trim()).not.toContain('\n');
    return said.err;
  }

  it('says of a newer version which one that is and what it has changed, and writes nothing', async () => {
    const { data, store } = await used('newer');
    const later = new Database(store);
    later.exec(`INSERT INTO migrations (timestamp, name) VALUES (1900000000000, 'Later1900000000000');
      INSERT INTO store_writer VALUES ('later', 1, '9.9.9', 1900000000000); CREATE TABLE later (one);`);
    later.close();
    const before = readFileSync(store);
    const said = await refused(data);
    for (const part of ['newer version of Coursekeep (9.9.9)', 'Later1900000000000', 'COURSEKEEP_DATA']) {
      expect(said).toContain(part);
    }
    expect(readFileSync(store).equals(before)).toBe(true);
  });

  it('says of a file that is no database, or a broken one, that it is damaged and what to do', async () => {
    const { data, store } = await used('damaged');
    const whole = readFileSync(store);
    const broken = Buffer.from(whole);
    // The pages of tables and indexes; the first has the list of them.
    broken.fill(0xff, 4096, 4096 * 6);
    for (const content of [Buffer.alloc(8192, 'no database '), broken, whole.subarray(0, 5000)]) {
      writeFileSync(store, content);
      const said = await refused(data);
      expect(said).toMatch(/^Coursekeep cannot start: The store .*store\.sqlite is damaged \(/);
      expect(said).toContain('Put a copy of it in its place');
      expect(readFileSync(store).equals(content)).toBe(true);
    }
  });

  itWithOwnDisk('says of a disk without room that it is full', async () => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    const { store } = await used('template');
    // A disk of its own, which only this process and those that it starts see.
    const inside = [
      `mount -t tmpfs -o size=1m tmpfs ${disk}`,
      `cp ${store} ${disk}`,
      `dd if=/dev/zero of=${disk}/filler bs=4k 2>/dev/null`,
      `exec ${process.execPath} -r ${runSources} ${resolve(__dirname, 'main.ts')}`,
    ].join('; ');
    const site = await demoSite(folder);
    const child = spawn('unshare', ['-Urm', 'sh', '-c', inside], {
      env: { ...process.env, ...serviceEnv(site.config, disk) },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk) => (said += chunk));
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(said).toMatch(/^Coursekeep cannot start: .*full.*\n$/);
  });
});
