import { COURSE, CourseSite, texts, type MadeActivity } from '../../testing/course-site';

describe('a course that the database has only half', () => {
  let site: CourseSite;
  beforeEach(() => {
    site = new CourseSite();
  });
  afterEach(() => site.remove());

  const modules = (documents: ReadonlyMap<string, string>) => texts(documents.get('moodle_backup.xml'), 'moduleid');
  const messages = (backup: { warnings: readonly { message: string }[] }) =>
    backup.warnings.map(({ message }) => message);

  it.each<[string, (cm: MadeActivity) => string, (cm: MadeActivity) => string]>([
    [
      'its row',
      ({ instanceId }) => `DELETE FROM mdl_page WHERE id = ${instanceId}`,
      ({ moduleId, instanceId }) => `Course module ${moduleId} (page): the table "page" has no row ${instanceId}.`,
    ],
    [
      'its section',
      ({ moduleId }) => `UPDATE mdl_course_modules SET section = 77 WHERE id = ${moduleId}`,
      ({ moduleId }) => `Course module ${moduleId} (page): no section of the backup has it (section id 77).`,
    ],
    [
      'its kind',
      ({ moduleId }) => `UPDATE mdl_course_modules SET module = 99 WHERE id = ${moduleId}`,
      ({ moduleId }) => `Course module ${moduleId} (of an unknown kind): the site has no module with the number 99.`,
    ],
    [
      'its table',
      () => 'DROP TABLE mdl_page',
      ({ moduleId }) => `Course module ${moduleId} (page): the site has no table "page".`,
    ],
  ])('leaves out an activity that has lost %s, and names it', async (_, damage, message) => {
    const broken = site.activity('page');
    const whole = site.activity('label', { intro: '' });
    site.run(damage(broken));
    const backup = await site.backup();
    expect(modules(backup.documents)).toEqual([String(whole.moduleId)]);
    expect(messages(backup)).toEqual([expect.stringContaining(message(broken))]);
  });

  it('takes settings of what is broken, for its names may come from Moodle', async () => {
    const { moduleId, instanceId } = site.activity('page');
    site.run(`DELETE FROM mdl_page WHERE id = ${instanceId}`);
    const { status } = await site.backup({ settings: { [`page_${moduleId}_userinfo`]: 0 } });
    expect(status).toBe(1000);
  });

  it('names a section whose activity is gone, and what was in it', async () => {
    const owner = { component: 'mod_subsection', itemid: 5 };
    site.insert('course_sections', { id: 12, course: COURSE, section: 1, name: 'Inner', ...owner });
    const inner = site.activity('page', {}, 12);
    const backup = await site.backup();
    expect(modules(backup.documents)).toEqual([]);
    expect(messages(backup)).toEqual([
      expect.stringContaining('Section 1 ("Inner", id 12) belongs to mod_subsection/5, which is not in the backup.'),
      expect.stringContaining(
        `Course module ${inner.moduleId} (page): no section of the backup has it (section id 12).`,
      ),
    ]);
  });

  it('ends with a subsection that is inside itself', async () => {
    const subsection = site.activity('subsection', {}, 12);
    const owner = { component: 'mod_subsection', itemid: subsection.instanceId };
    site.insert('course_sections', { id: 12, course: COURSE, section: 1, name: 'Inner', ...owner });
    const backup = await site.backup();
    expect(modules(backup.documents)).toEqual([]);
    expect(backup.warnings).toHaveLength(2);
  });

  it('writes a section once, though two activities call it theirs', async () => {
    const [first, second] = [site.activity('subsection'), site.activity('subsection')];
    site.run(`UPDATE mdl_course_modules SET instance = ${first.instanceId} WHERE id = ${second.moduleId}`);
    const owner = { component: 'mod_subsection', itemid: first.instanceId };
    site.insert('course_sections', { id: 12, course: COURSE, section: 1, name: 'Inner', ...owner });
    const { documents } = await site.backup();
    expect(texts(documents.get('moodle_backup.xml'), 'directory')).toEqual([
      `activities/subsection_${first.moduleId}`,
      `activities/subsection_${second.moduleId}`,
      'sections/section_11',
      'sections/section_12',
      'course',
    ]);
  });

  it('has the files of a context whose path the site has not worked out yet', async () => {
    const { contextId } = site.activity('page');
    site.file({ contextid: contextId, component: 'mod_page', filearea: 'content', itemid: 0, filename: 'a.txt' });
    site.run(`UPDATE mdl_context SET path = NULL WHERE id = ${contextId}`);
    const { documents, contents } = await site.backup();
    expect([texts(documents.get('files.xml'), 'filename'), contents.length]).toEqual([['a.txt'], 1]);
  });

  it('has no gradebook where a grade item has lost its activity, and says so', async () => {
    const item = { courseid: COURSE, itemtype: 'mod', itemmodule: 'quiz', iteminstance: 5, itemname: 'Old quiz' };
    site.insert('grade_items', item);
    const backup = await site.backup();
    expect(backup.documents.has('gradebook.xml')).toBe(false);
    expect(messages(backup)).toEqual([expect.stringContaining('They are "Old quiz" (quiz 5).')]);
  });

  it('may have no section at all', async () => {
    site.run('DELETE FROM mdl_course_sections');
    const { documents, warnings } = await site.backup();
    expect(warnings).toEqual([]);
    expect(documents.get('moodle_backup.xml')).not.toContain('<sections>');
  });
});
