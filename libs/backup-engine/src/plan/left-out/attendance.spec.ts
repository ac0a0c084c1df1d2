import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diffBackups, findActivity, inspectBackup, openBackup, verifyBackup } from '@coursekeep/backup-reader';
import { DefinitionRegistry } from '@coursekeep/definitions';
import { openSite } from '@coursekeep/moodle-site';
import { attendance } from '../../../../../docs/examples/attendance';
import { COURSE, CourseSite } from '../../../testing/course-site';
import { BackupController } from '../..';

const TABLES = `
  CREATE TABLE mdl_attendance (id INTEGER PRIMARY KEY, course BIGINT, name VARCHAR(255), intro TEXT, introformat INT, grade INT, timemodified BIGINT);
  CREATE TABLE mdl_attendance_statuses (id INTEGER PRIMARY KEY, attendanceid BIGINT, acronym VARCHAR(2), description VARCHAR(30), grade INT, visible INT);
  CREATE TABLE mdl_attendance_warning (id INTEGER PRIMARY KEY, attendanceid BIGINT, warningpercent INT, emailcontent TEXT, emailcontentformat INT);
  CREATE TABLE mdl_attendance_sessions (id INTEGER PRIMARY KEY, attendanceid BIGINT, groupid BIGINT, sessdate BIGINT, duration INT, description TEXT, descriptionformat INT, lasttakenby BIGINT);
  CREATE TABLE mdl_attendance_log (id INTEGER PRIMARY KEY, sessionid BIGINT, studentid BIGINT, statusid BIGINT, timetaken BIGINT, takenby BIGINT, remarks TEXT);`;

describe('mod_attendance, one file of a definition', () => {
  const registry = DefinitionRegistry.core().with([attendance]);
  const folder = mkdtempSync(join(tmpdir(), 'coursekeep-attendance-'));
  const site = new CourseSite();
  const { instanceId, moduleId } = prepare(site);
  afterAll(() => {
    site.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Makes a backup of the course, under a name of its own. */
  async function backup(name: string, definitions = registry): Promise<string> {
    const opened = await openSite(site.small.configFile, { env: {} });
    const target = join(folder, name);
    mkdirSync(target);
    try {
      const controller = await BackupController.create({ site: opened, courseId: COURSE, userId: 2, definitions });
      return (await controller.execute(target)).path;
    } finally {
      await opened.close();
    }
  }

  it('is backed up, inspected and verified', async () => {
    const file = await backup('first');
    expect(await verifyBackup(file, { registry })).toMatchObject({ verdict: 'whole', problems: [], warnings: [] });
    const document = (path: string) => execFileSync('tar', ['-xzOf', file, path], { encoding: 'utf8' });
    const xml = document(`activities/attendance_${moduleId}/attendance.xml`);
    for (const part of ['<status id="1">', '<session id="5">', '<log id="9">', '<studentid>100</studentid>']) {
      expect(xml).toContain(part);
    }
    expect(document('users.xml')).toContain('<user id="100"');
    const read = await openBackup(file, { registry });
    const { sections } = await inspectBackup(read);
    expect(JSON.stringify(sections)).toContain(`attendance ${moduleId}`);
    expect(findActivity(read, `attendance_${moduleId}`)).toMatchObject({ modname: 'attendance' });
    await read.close();
  });

  it('tells what changed between two backups', async () => {
    const before = await backup('before');
    site.run(`UPDATE mdl_attendance_sessions SET description = 'Tide pools' WHERE attendanceid = ${instanceId}`);
    const after = await backup('after');
    const [old, now] = [await openBackup(before, { registry }), await openBackup(after, { registry })];
    const { changes } = await diffBackups(old, now);
    expect(JSON.stringify(changes)).toContain('Tide pools');
    await Promise.all([old.close(), now.close()]);
  });

  it('is left out and named by who has other definitions in the same process', async () => {
    const { warnings } = await verifyBackup(await backup('without', DefinitionRegistry.core()));
    expect(warnings.map(({ code }) => code)).toContain('kind-not-supported');
  });
});

function prepare(site: CourseSite) {
  site.run(TABLES);
  site.user(100);
  const made = site.activity('attendance', { intro: 'Be there', introformat: 1, grade: 100 });
  const attendanceid = made.instanceId;
  site.insert('attendance_statuses', {
    id: 1,
    attendanceid,
    acronym: 'P',
    description: 'Present',
    grade: 2,
    visible: 1,
  });
  const session = { attendanceid, groupid: 0, sessdate: 1767225600, duration: 3600, lasttakenby: 100 };
  site.insert('attendance_sessions', { id: 5, ...session, description: 'Shore', descriptionformat: 1 });
  site.insert('attendance_log', {
    id: 9,
    sessionid: 5,
    studentid: 100,
    statusid: 1,
    timetaken: 1767225700,
    takenby: 100,
  });
  return made;
}
