import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { COURSE, CourseSite } from '../../../libs/backup-engine/testing/course-site';
import { sampleSite } from '../../../tools/testing/samples';
import { serverAddress } from '../../../tools/testing/servers';
import { describeEachServer, describeWithServers } from '../../../tools/testing/shared';
import { stallingProxy } from '../../../tools/testing/stalling-proxy';

const folder = mkdtempSync(join(tmpdir(), 'coursekeep-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const runSources = resolve(__dirname, '../../../tools/testing/run-sources.cjs');

function coursekeep(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['-r', runSources, resolve(__dirname, 'main.ts'), ...args],
    {
      encoding: 'utf8',
      env: { ...process.env, COURSEKEEP_DATA: join(folder, 'data'), COURSEKEEP_SITE: '' },
    },
  );
  return { status, stdout, stderr };
}

/** The short name of a demo course. */
function demoCourse(): string {
  const out = join(folder, 'probe.mbz');
  const { stderr } = coursekeep('backup', '--site', 'embedded', '--course', 'nothing-has-this-name', '--out', out);
  expect(stderr).toContain('There is no course');
  return '2';
}

describe('coursekeep backup on the embedded site', () => {
  it('makes the site if need be, and writes a file under the name that is asked for', () => {
    const out = join(folder, 'one.mbz');
    const { status, stdout, stderr } = coursekeep('backup', '--course', demoCourse(), '--out', out);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout.split('\n')).toEqual([
      `${out} (${readFileSync(out).length} bytes)`,
      expect.stringMatching(/^from http:.*, Moodle 4\.5.*, database .*site\.sqlite \(sqlite3\)$/),
      '',
    ]);
    expect(execFileSync('gzip', ['-t'], { input: readFileSync(out) })).toHaveLength(0);
    expect(existsSync(join(folder, 'data/site/config.php'))).toBe(true);
  });

  it('writes what a link leads to, and leaves the link', () => {
    const [link, linked] = [join(folder, 'link.mbz'), join(folder, 'linked.mbz')];
    writeFileSync(linked, 'old');
    symlinkSync(linked, link);
    expect(coursekeep('backup', '--course', demoCourse(), '--out', link)).toMatchObject({ status: 0, stderr: '' });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(execFileSync('gzip', ['-t'], { input: readFileSync(linked) })).toHaveLength(0);
  });

  it('writes into a folder under the name that Moodle would give it, and tells all as JSON', () => {
    const out = join(folder, 'made', 'for', 'it');
    const { status, stdout } = coursekeep(
      'backup',
      '--course=2',
      '--set',
      'users=1',
      '--out',
      `${out}/`,
      '--json',
      '--format',
      'zip',
    );
    const told = JSON.parse(stdout);
    expect(status).toBe(told.warnings.length > 0 ? 3 : 0);
    expect(told).toMatchObject({ status: 1000, path: join(out, told.filename), warnings: expect.any(Array) });
    expect(told.filename).toMatch(/^backup-moodle2-course-2-[a-z0-9_]+-\d{8}-\d{4}\.mbz$/);
    expect(told.backupid).toMatch(/^[0-9a-f]{32}$/);
    expect(readdirSync(out)).toEqual([told.filename]);
    expect(readFileSync(told.path).subarray(0, 2).toString()).toBe('PK');
    expect(readFileSync(told.path)).toHaveLength(told.filesize);
  });

  it('clears away what a backup that was killed has left beside it', () => {
    const out = join(folder, 'killed');
    for (const [name, hoursAgo] of [
      ['.coursekeep-old.partial', 2],
      ['.coursekeep-running.partial', 0],
    ] as const) {
      mkdirSync(join(out, name), { recursive: true });
      const time = Date.now() / 1000 - hoursAgo * 3600;
      utimesSync(join(out, name), time, time);
    }
    coursekeep('backup', '--course', '2', '--set', 'filename=a.mbz', '--out', out);
    expect(readdirSync(out).sort()).toEqual(['.coursekeep-running.partial', 'a.mbz']);
  });

  it('does not put one backup in the place of another in a folder', () => {
    const out = join(folder, 'twice');
    mkdirSync(out);
    const args = ['backup', '--course', '2', '--set', 'filename=same.mbz', '--out', out] as const;
    coursekeep(...args);
    coursekeep(...args);
    expect(readdirSync(out).sort()).toEqual(['same-2.mbz', 'same.mbz']);
  });
});

describe('coursekeep backup of a course of which something is to be said', () => {
  const made = (prepare: (site: CourseSite) => void) => {
    const site = new CourseSite();
    try {
      prepare(site);
      const args = ['--site', site.small.configFile, '--course', String(COURSE), '--out', `${folder}/said/`];
      return [coursekeep('backup', ...args), coursekeep('backup', ...args, '--json')] as const;
    } finally {
      site.remove();
    }
  };

  it('ends with 0 and a notice where nothing is lost', () => {
    const [told, json] = made((site) => site.run("UPDATE mdl_config SET value = '4.3' WHERE name = 'release'"));
    expect(told.status).toBe(0);
    expect(told.stderr).toBe(
      'notice: The backup of this version of Moodle was not compared with Moodle’s own. It is 4.3.\n',
    );
    expect(json.status).toBe(0);
    expect(JSON.parse(json.stdout).warnings).toMatchObject([{ code: 'version-not-verified', kind: 'notice' }]);
  });

  it('ends with 3 and a warning where something is', () => {
    const [told, json] = made((site) => {
      site.activity('page');
      site.run('DELETE FROM mdl_page');
    });
    expect([told.status, told.stderr]).toEqual([3, expect.stringMatching(/^warning: .*lost rows.*\n$/)]);
    expect(json.status).toBe(3);
    expect(JSON.parse(json.stdout).warnings).toMatchObject([{ code: 'part-broken', kind: 'loss' }]);
  });
});

describe('coursekeep says what is wrong', () => {
  const out = join(folder, 'never.mbz');
  const fails = (args: string[]) => {
    const { status, stdout, stderr } = coursekeep(...args);
    expect(stdout).toBe('');
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.startsWith('.coursekeep-'))).toEqual([]);
    return [status, stderr.split('\n')[0]];
  };
  const backup = (...args: string[]) => fails(['backup', '--course', '2', '--out', out, ...args]);

  it('with the call', () => {
    expect(fails(['backup'])[0]).toBe(2);
    expect(fails(['nonsense'])[0]).toBe(2);
    expect(backup('--set', 'users')[0]).toBe(2);
    expect(backup('--format', 'rar')[0]).toBe(2);
    expect(fails(['serve', '--port', 'abc'])).toEqual([2, expect.stringContaining('from 0 to 65535')]);
    expect(backup('--set', 'userz=1')).toEqual([2, expect.stringContaining('users')]);
    expect(backup('--set', 'users=7')).toEqual([2, expect.stringContaining('"users" must be 0 or 1')]);
    expect(backup('--settings', join(folder, 'nothing.json'))).toEqual([2, expect.stringContaining('nothing.json')]);
    expect(backup('--user', 'nobody')).toEqual([2, 'coursekeep: There is no user "nobody" on this site.']);
    expect(backup('--site', join(folder, 'config.php'))).toEqual([2, expect.stringContaining('cannot be read')]);
  });

  it('with the course', () => {
    expect(fails(['backup', '--course', 'nowhere', '--out', out])).toEqual([
      2,
      expect.stringMatching(/^coursekeep: There is no course .* "nowhere" on this site \(http:.*Moodle 4.5/),
    ]);
  });

  it('with the place', () => {
    expect(fails(['backup', '--course', '2', '--out', join(folder, 'no/such/folder.mbz')])).toEqual([
      1,
      `coursekeep: Nothing can be written to ${join(folder, 'no/such')}: the folder does not exist.`,
    ]);
  });

  it('with a place that is something else, which stays what it is', () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(fails(['backup', '--course', '2', '--out', pipe])).toEqual([
      2,
      `coursekeep: ${pipe} is neither a file nor a folder: name a file to write, or a folder.`,
    ]);
    expect(statSync(pipe).isFIFO()).toBe(true);
  });

  it('with the permissions of the user', () => {
    expect(backup('--user', 'student')).toEqual([1, expect.stringContaining('You may not back up the course 2')]);
  });

  it('also as JSON', () => {
    const { status, stdout, stderr } = coursekeep('backup', '--course', 'nowhere', '--out', out, '--json');
    expect([status, JSON.parse(stdout)]).toEqual([2, { error: { code: 'usage', message: expect.any(String) } }]);
    expect(stderr).toContain('There is no course');
  });

  it('and nothing where nobody reads to the end', async () => {
    const child = spawn(process.execPath, ['-r', runSources, resolve(__dirname, 'main.ts'), 'backup', '--help']);
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (chunk) => (stderr += chunk));
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(stderr).toBe('');
  });

  it('and helps who asks', () => {
    const { status, stdout } = coursekeep('backup', '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('Exit status: 0 done, 3 done with losses that are named, 1 failed, 2 wrong usage.');
  });
});

describeWithServers('coursekeep backup on a real site', (shared) => {
  const site = join(shared, 'moodle/moodle45-pgsql');

  it.each(['plain.default', 'plain.all'])('with the settings of %s makes what Moodle made', (name) => {
    const out = join(folder, `${name}.mbz`);
    const settings = join(site, `backups/${name}.settings.json`);
    const args = ['--site', join(site, 'config.php'), '--course', 'plain', '--settings', settings, '--out', out];
    expect(coursekeep('backup', ...args, '--json')).toMatchObject({ status: 0, stderr: '' });
    const tool = join(shared, 'tools/mbz-compare.mjs');
    const compared = spawnSync(process.execPath, [tool, join(site, `backups/${name}.mbz`), out, '--json'], {
      encoding: 'utf8',
    });
    expect(JSON.parse(compared.stdout).rows.filter((row: { verdict: string }) => row.verdict !== 'reordered')).toEqual(
      [],
    );
  });

  it('takes plain settings too', () => {
    const settings = join(folder, 'settings.json');
    writeFileSync(settings, JSON.stringify({ users: 0, activities: 0 }));
    const out = join(folder, 'settings.mbz');
    const args = ['--site', join(site, 'config.php'), '--course', '3', '--settings', settings, '--out', out, '--json'];
    expect(JSON.parse(coursekeep('backup', ...args).stdout).filename).toMatch(/-nu\.mbz$/);
  });
});

describeWithServers('coursekeep backup, where the database stands still with the connection open', (shared) => {
  describeEachServer((kind) => {
    it('ends with that reason', async () => {
      const { configFile, env } = sampleSite(shared, `moodle45-${kind}`);
      const proxy = await stallingProxy(serverAddress(kind));
      const isStill = proxy.stallAt(kind === 'pgsql' ? 'FETCH' : 'mdl_course_sections');
      const main = ['-r', runSources, resolve(__dirname, 'main.ts')];
      const given = ['backup', '--site', configFile, '--course', '3', '--out', join(folder, 'never')];
      const command = spawn(process.execPath, [...main, ...given], {
        env: {
          ...env,
          COURSEKEEP_SITE_DBHOST: '127.0.0.1',
          COURSEKEEP_SITE_DBPORT: String(proxy.port),
          COURSEKEEP_SITE_SILENCE_SECONDS: '1',
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let said = '';
      command.stderr.on('data', (data) => (said += data));
      const [status] = await once(command, 'close');
      await isStill;
      expect(said).toMatch(/does not answer: nothing has come from it for 1 s/);
      expect(status).toBe(1);
      await proxy.close();
    });
  });
});
