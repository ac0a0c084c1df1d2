import { CourseSite, COURSE } from '../../testing/course-site';

describe('what the course refers to and its site no longer has', () => {
  let site: CourseSite;
  beforeEach(() => {
    site = new CourseSite();
    const { instanceId, contextId } = site.activity('assign');
    const override = { assignid: instanceId, sortorder: 1 };
    site.insert('assign_overrides', { id: 1, ...override, userid: 777 });
    site.insert('assign_overrides', { id: 2, ...override, userid: 778 });
    site.insert('assign_overrides', { id: 3, ...override, groupid: 555 });
    site.insert('role_assignments', { id: 1, roleid: 99, contextid: contextId, userid: 777 });
    site.run(`UPDATE mdl_course_modules SET groupingid = 444 WHERE instance = ${instanceId} AND course = ${COURSE}`);
    site.file({ contextid: contextId, component: 'mod_assign', filearea: 'intro', itemid: 0, filename: 'lost.txt' });
    site.run("UPDATE mdl_files SET contenthash = '' WHERE filename = 'lost.txt'");
  });
  afterEach(() => site.remove());

  const about = (texts: readonly string[]) =>
    texts.flatMap((text) => text.match(/777, 778|\b555\b|\b444\b|\b99\b|lost\.txt/g) ?? []).sort();

  it('is named by the backup as it is by verify, and is no loss', async () => {
    const backup = await site.backup();
    const gaps = backup.warnings.filter(({ code }) => code === 'course-gap');
    expect(about(gaps.map(({ message }) => message))).toEqual(['444', '555', '777, 778', '99', 'lost.txt']);
    expect(about(backup.problems)).toEqual(about(gaps.map(({ message }) => message)));
    expect(backup.warnings.filter(({ kind }) => kind === 'loss')).toEqual([]);
  });

  it('is not missed where people and groups are not asked for', async () => {
    const backup = await site.backup({ settings: { users: 0, groups: 0 } });
    const gaps = backup.warnings.filter(({ code }) => code === 'course-gap');
    expect(about(gaps.map(({ message }) => message))).toEqual(['lost.txt']);
    expect(about(backup.problems)).toEqual(['lost.txt']);
  });

  it('is nothing where all is there', async () => {
    const whole = new CourseSite();
    try {
      whole.activity('assign');
      const backup = await whole.backup();
      expect([backup.warnings, backup.problems]).toEqual([[], []]);
    } finally {
      whole.remove();
    }
  });
});
