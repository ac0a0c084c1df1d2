import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithShared } from '../../../../tools/testing/shared';
import { packFiles, readFiles } from '../../../../libs/course-import/testing/backup-files';
import { partOf } from '../../../../libs/course-import/testing/part-backup';
import { coursekeep } from '../../testing/coursekeep';

const folder = mkdtempSync(join(tmpdir(), 'coursekeep-import-command-'));
const before = process.env.COURSEKEEP_DATA;
beforeAll(() => {
  process.env.COURSEKEEP_DATA = join(folder, 'data');
});
afterAll(() => {
  process.env.COURSEKEEP_DATA = before;
  if (before === undefined) delete process.env.COURSEKEEP_DATA;
  rmSync(folder, { recursive: true, force: true });
});

describeWithShared('coursekeep import', (shared) => {
  const sample = (name: string) => join(shared, 'moodle/moodle45-pgsql/backups', name);

  it('makes a course of the embedded site, which can be backed up again', async () => {
    const made = await coursekeep('import', sample('plain.all.mbz'), '--site', 'embedded', '--empty');
    expect(made).toEqual({ status: 0, stdout: 'Course 3 (plain) is in the embedded site.\n', stderr: '' });
    const out = join(folder, 'again.mbz');
    const again = await coursekeep(
      'backup',
      '--site',
      'embedded',
      '--course',
      'plain',
      '--set',
      'users=1',
      '--out',
      out,
    );
    expect(again.status).toBe(0);
    const changes = await coursekeep('diff', sample('plain.all.mbz'), out, '--json');
    expect(JSON.parse(changes.stdout)).toBeTruthy();
  }, 60_000);

  it('gives 3 where something is named', async () => {
    const { status, stdout } = await coursekeep(
      'import',
      sample('everything.default.mbz'),
      '--site',
      'embedded',
      '--json',
    );
    expect(status).toBe(3);
    const { courseid, shortname, named } = JSON.parse(stdout);
    expect({ courseid, shortname }).toEqual({ courseid: 2, shortname: 'everything' });
    expect(named).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'secret', count: 4 })]));
  }, 60_000);

  it('puts the backup of one activity into the course named', async () => {
    const files = partOf(await readFiles(sample('plain.all.mbz')), 'activities/page_44');
    const part = await packFiles(files, join(folder, 'part.mbz'));
    const into = (course: string) => coursekeep('import', part, '--site', 'embedded', '--into', course, '--json');
    const { stdout } = await into('everything');
    expect(JSON.parse(stdout)).toMatchObject({ courseid: 2, shortname: 'everything' });
    const nowhere = await into('nowhere');
    expect([nowhere.status, nowhere.stderr]).toMatchObject([1, expect.stringContaining('“nowhere” is no course')]);
  }, 60_000);

  it('gives 1 where it fails', async () => {
    const broken = join(folder, 'broken.mbz');
    writeFileSync(broken, 'no backup');
    expect(await coursekeep('import', broken, '--site', 'embedded')).toMatchObject({ status: 1, stdout: '' });
  });

  it('gives 2 for a wrong call', async () => {
    const file = sample('plain.all.mbz');
    const moodle = await coursekeep('import', file, '--site', '/var/www/moodle/config.php');
    expect(moodle).toMatchObject({ status: 2, stderr: expect.stringContaining('never written to') });
    const twice = await coursekeep('import', file, '--site', 'embedded', '--empty');
    expect(twice).toMatchObject({ status: 2, stderr: expect.stringContaining('leave --empty away') });
    expect(await coursekeep('import', file)).toMatchObject({ status: 2 });
  });
});
