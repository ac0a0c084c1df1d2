import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithShared } from '../../../../tools/testing/shared';
import { COURSE, CourseSite } from '../../../../libs/backup-engine/testing/course-site';
import { run } from '../program';

const folder = mkdtempSync(join(tmpdir(), 'coursekeep-reading-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function coursekeep(...args: string[]) {
  const printed = { stdout: '', stderr: '' };
  const catching = (name: 'stdout' | 'stderr') =>
    jest.spyOn(process[name], 'write').mockImplementation((text) => {
      printed[name] += String(text);
      return true;
    });
  const spies = [catching('stdout'), catching('stderr')];
  try {
    const status = await run(args);
    return { status, ...printed };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

describeWithShared('the commands that look into backups', (shared) => {
  const sample = (name: string) => join(shared, 'moodle/moodle45-pgsql/backups', name);
  const plain = sample('plain.all.mbz');
  const everything = sample('everything.all.mbz');

  it('inspect tells what is in it', async () => {
    const { status, stdout, stderr } = await coursekeep('inspect', everything);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('by Moodle 4.5.5+ (Build: 20250613) as everything.all.mbz');
    expect(stdout).toMatch(/^ {2}Page: Page & <one> {2}\[page_2\]$/m);
    expect(stdout).toMatch(/^ {2}Subsection: Subsection & <1> {2}\[subsection_10\]\n {4}.*\n {6}Page: Page in sub/m);
    expect(stdout).toContain('People: 17 users');
    expect(stdout).toContain('Questions: 31 in 37 versions and parts, in 4 categories');
    expect(stdout).toContain('What takes the space');
    expect(JSON.parse((await coursekeep('inspect', everything, '--json')).stdout)).toMatchObject({ users: 17 });
  });

  it('inspect prints the text of an activity', async () => {
    const { status, stdout } = await coursekeep('inspect', everything, '--activity', 'book_9');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Book: Book\n/);
    expect(stdout).toContain('Chapter 2');
    const told = JSON.parse((await coursekeep('inspect', everything, '--activity', '9', '--json')).stdout);
    expect(told).toMatchObject({ activity: { id: 9, modname: 'book' } });
    expect((await coursekeep('inspect', everything, '--activity', 'page_999')).status).toBe(1);
  });

  it('inspect brings out one file, whole and under the name that is asked for', async () => {
    const out = join(folder, 'out.txt');
    const { status, stdout } = await coursekeep('inspect', everything, '--extract', 'folder_7/big.txt', '--out', out);
    expect({ status, stdout }).toEqual({ status: 0, stdout: `${out}\n` });
    const hash = createHash('sha1').update(readFileSync(out)).digest('hex');
    expect(hash).toBe('5b8e05dd57ecd290e68e1ecf7d924420eeef542e');
    const into = join(folder, 'into');
    mkdirSync(into);
    await coursekeep('inspect', everything, '--extract', 'course/course.xml', '--out', into);
    expect(readdirSync(into)).toEqual(['course.xml']);
    expect((await coursekeep('inspect', everything, '--extract', 'nowhere.txt', '--out', out)).status).toBe(1);
    expect((await coursekeep('inspect', everything, '--extract', 'big.txt')).status).toBe(2);
  });

  it('verify says whole, damaged, or not readable', async () => {
    expect(await coursekeep('verify', plain)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('is whole.'),
    });
    const bytes = readFileSync(plain);
    const cut = join(folder, 'cut.mbz');
    writeFileSync(cut, bytes.subarray(0, bytes.length / 2));
    const damaged = await coursekeep('verify', cut);
    expect(damaged).toMatchObject({ status: 1, stdout: expect.stringContaining('ends too early') });
    expect(damaged.stdout).toContain('Moodle cannot restore it.');
    expect(JSON.parse((await coursekeep('verify', cut, '--json')).stdout)).toMatchObject({ verdict: 'damaged' });
    writeFileSync(join(folder, 'text.mbz'), 'this is no backup');
    expect((await coursekeep('verify', join(folder, 'text.mbz'))).status).toBe(2);
    expect(await coursekeep('verify', join(folder, 'nowhere.mbz'))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('does not exist'),
    });
  });

  it('diff has the exit status of diff(1)', async () => {
    expect(await coursekeep('diff', plain, plain)).toMatchObject({ status: 0, stdout: 'Nothing changed.\n' });
    const { status, stdout } = await coursekeep('diff', sample('plain.default.mbz'), plain);
    expect(status).toBe(1);
    expect(stdout).toContain('Participant “Grace Hopper” was added.');
    expect(stdout).toContain('Setting users is on (was off).');
    const told = JSON.parse((await coursekeep('diff', sample('plain.default.mbz'), plain, '--json')).stdout);
    expect(told.changes.length).toBeGreaterThan(10);
    expect((await coursekeep('diff', join(folder, 'nowhere.mbz'), plain)).status).toBe(2);
  });

  it('limits can be set', async () => {
    expect(await coursekeep('inspect', plain, '--limit', 'entries=5')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/\(limit entries\)\..* --limit NAME=NUMBER/),
    });
    expect((await coursekeep('verify', plain, '--limit', 'entries=5')).status).toBe(2);
    expect(await coursekeep('verify', plain, '--limit', 'nothing=5')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('There is no limit nothing'),
    });
    expect((await coursekeep('verify', plain, '--limit', 'entries=many')).status).toBe(2);
  });
});

describe('a backup of which its maker knew what is missing', () => {
  const file = join(folder, 'missing.mbz');
  beforeAll(async () => {
    const site = new CourseSite();
    site.activity('page');
    site.run('DELETE FROM mdl_page');
    site.run("UPDATE mdl_config SET value = '4.3' WHERE name = 'release'");
    const args = ['--site', site.small.configFile, '--course', String(COURSE), '--out', file];
    expect((await coursekeep('backup', ...args)).status).toBe(3);
    site.remove();
  });
  const warnings = [
    { code: 'version-not-verified', kind: 'notice', message: expect.stringContaining('It is 4.3.') as string },
    { code: 'part-broken', kind: 'loss', message: expect.stringContaining('Course module 1000 (page)') as string },
  ];

  it('is whole to verify, which tells what is not in it', async () => {
    const { status, stdout } = await coursekeep('verify', file);
    expect(status).toBe(0);
    expect(stdout).toContain('is whole as it was made, and was made without some things (below).');
    expect(stdout).toMatch(/^Known to be missing or wrong since it was made:\n {2}.*Course module 1000 \(page\)/m);
    expect(stdout).toMatch(/^Noted:\n {2}.*It is 4\.3\.$/m);
    expect(JSON.parse((await coursekeep('verify', file, '--json')).stdout)).toMatchObject({
      verdict: 'whole',
      warnings,
    });
  });

  it('tells inspect the same', async () => {
    const { stdout } = await coursekeep('inspect', file);
    expect(stdout).toMatch(/^Known to be missing or wrong since it was made:\n {2}.*Course module 1000 \(page\)/m);
    expect(JSON.parse((await coursekeep('inspect', file, '--json')).stdout)).toMatchObject({ warnings });
  });
});

describe('what we make ourselves', () => {
  it.each(['tgz', 'zip'])('is whole, and can be looked into: %s', async (format) => {
    process.env.COURSEKEEP_DATA = join(folder, 'data');
    const out = join(folder, `own.${format}`);
    const made = await coursekeep(
      'backup',
      '--site',
      'embedded',
      '--course',
      '2',
      '--set',
      'users=1',
      '--format',
      format,
      '--out',
      out,
    );
    expect([0, 3]).toContain(made.status);
    expect(await coursekeep('verify', out)).toMatchObject({ status: 0, stdout: expect.stringContaining('is whole.') });
    expect((await coursekeep('inspect', out)).status).toBe(0);
    expect((await coursekeep('diff', out, join(folder, 'own.tgz'))).stdout).toBe('Nothing changed.\n');
  });
});
