import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CATEGORIES, RestoreWorld } from '../../../../libs/course-restore/testing/restore-world';
import { coursekeep } from '../../testing/coursekeep';

const folder = mkdtempSync(join(tmpdir(), 'coursekeep-restore-command-'));
const before = { ...process.env };
beforeEach(() => {
  process.env.COURSEKEEP_DATA = join(folder, 'data');
  process.env.COURSEKEEP_RESTORE_FOLDER = join(folder, 'handed');
});
afterEach(() => {
  process.env = { ...before };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('coursekeep restore', () => {
  let world: RestoreWorld;
  beforeEach(() => (world = RestoreWorld.create()));
  afterEach(() => world.remove());
  const restore = async (...more: string[]) =>
    coursekeep(
      'restore',
      await world.backup(),
      '--site',
      world.site.configFile,
      '--category',
      String(CATEGORIES.own),
      ...more,
    );

  it('makes a course by Moodle’s command and says where it is', async () => {
    process.env.COURSEKEEP_MOODLE_CLI = world.setting;
    const { status, stdout } = await restore('--shortname', 'again; rm -rf /', '--user', 'manager', '--json');
    const told = JSON.parse(stdout);
    expect(told).toMatchObject({ shortname: 'again; rm -rf /', visible: false, categoryid: CATEGORIES.own });
    expect(told.url).toMatch(new RegExp(`/course/view.php\\?id=${told.courseid}$`));
    expect(status).toBe(0);
  });

  it('previews without restoring, and refuses who may not', async () => {
    process.env.COURSEKEEP_MOODLE_CLI = world.setting;
    const preview = await restore('--preview');
    expect([preview.status, preview.stdout]).toEqual([0, expect.stringContaining('(small ')]);
    const refused = await restore('--user', 'teacher');
    expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining('moodle/course:create is missing')]);
    expect(world.called).toBeNull();
  });

  it('says what is to be set where there is no command', async () => {
    const { status, stderr } = await restore();
    expect([status, stderr]).toEqual([2, expect.stringContaining('set COURSEKEEP_MOODLE_CLI')]);
    expect((await coursekeep('restore', 'x.mbz', '--category', '1;2')).status).toBe(2);
  });

  it('restores into the embedded site by our own importer', async () => {
    const file = join(folder, 'course.mbz');
    expect(
      (await coursekeep('backup', '--site', 'embedded', '--course', '2', '--set', 'users=1', '--out', file)).status,
    ).toBe(0);
    const { status, stdout, stderr } = await coursekeep(
      'restore',
      file,
      '--category',
      '1',
      '--site',
      'embedded',
      '--json',
    );
    const told = JSON.parse(stdout);
    expect({ status, stderr, warnings: told.warnings }).toEqual({ status: 0, stderr: '', warnings: [] });
    expect(told.arrivals.length).toBeGreaterThan(3);
    for (const { expected, arrived } of told.arrivals) expect(arrived).toBe(expected);
    expect(told).toMatchObject({ visible: false, fullname: expect.stringMatching(/ restored \d+ \w+ \d{4}$/) });
  }, 120_000);
});
