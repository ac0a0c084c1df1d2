import { openSite } from '@coursekeep/moodle-site';
import { attributes, backUp, COURSE, CourseSite, texts, type MadeBackup } from '../../testing/course-site';
import { describeWithCopies, SampleCopy, type SampleName } from '../../testing/sample-copy';

describe('what has no context yet, because Moodle makes it when somebody first asks', () => {
  let site: CourseSite;
  beforeEach(() => {
    site = new CourseSite();
  });
  afterEach(() => site.remove());

  const forget = (level: number, instance: number) =>
    site.run(`DELETE FROM mdl_context WHERE contextlevel = ${level} AND instanceid = ${instance}`);

  it('an activity goes in with the next number, as it would with a context', async () => {
    const forum = site.activity('forum', { intro: '', type: 'news' });
    site.insert('block_instances', { id: 5, blockname: 'html', parentcontextid: 100, configdata: '' });
    site.insert('context', { id: 60_000, contextlevel: 80, instanceid: 5, path: '/1/100/60000' });
    const before = await site.backup();
    forget(70, forum.moduleId);
    const after = await site.backup();
    expect([after.warnings, after.problems, [...after.documents.keys()]]).toEqual([
      [],
      [],
      [...before.documents.keys()],
    ]);
    const path = `activities/forum_${forum.moduleId}/forum.xml`;
    expect(attributes(before.documents.get(path), 'activity', 'contextid')).toEqual([String(forum.contextId)]);
    expect(attributes(after.documents.get(path), 'activity', 'contextid')).toEqual(['60001']);
  });

  it('a course, its activities and blocks get numbers one after the other, in the order of the backup', async () => {
    const made = [site.activity('page'), site.activity('label', { intro: '' })];
    site.insert('block_instances', { id: 5, blockname: 'html', parentcontextid: made[0]!.contextId, configdata: '' });
    forget(50, COURSE);
    forget(70, made[1]!.moduleId);
    const { documents, warnings } = await site.backup();
    expect(warnings).toEqual([]);
    const [page, label] = made.map(({ moduleId }) => moduleId);
    const first = made[0]!.contextId + 1;
    expect(attributes(documents.get('course/course.xml'), 'course', 'contextid')).toEqual([String(first)]);
    const main = documents.get('moodle_backup.xml');
    expect(texts(main, 'original_course_contextid')).toEqual([String(first)]);
    const block = documents.get(`activities/page_${page}/blocks/html_5/block.xml`);
    expect(attributes(block, 'block', 'contextid')).toEqual([String(first + 1)]);
    const second = documents.get(`activities/label_${label}/label.xml`);
    expect(attributes(second, 'activity', 'contextid')).toEqual([String(first + 2)]);
  });

  it('people get one each, those whose account is deleted none', async () => {
    site.insert('role', { id: 5, shortname: 'student', name: '' });
    for (const [id, deleted] of [
      [100, 0],
      [101, 1],
      [102, 0],
      [103, 0],
    ] as const) {
      site.user(id, { deleted });
      site.insert('role_assignments', { roleid: 5, contextid: 100, userid: id });
      if (id !== 103) forget(30, id);
    }
    const { documents, warnings } = await site.backup();
    const users = attributes(documents.get('users.xml'), 'user', 'contextid');
    expect([users, warnings]).toEqual([['50104', '', '50105', '50103'], []]);
  });

  it('nothing that a context of the past has left behind becomes theirs', async () => {
    const page = site.activity('page');
    site.run(`DELETE FROM mdl_context WHERE instanceid = ${page.moduleId} AND contextlevel = 70`);
    const old = page.contextId + 1;
    site.file({ contextid: old, component: 'mod_page', filearea: 'content', itemid: 0, filename: 'old.txt' });
    site.insert('role_assignments', { roleid: 5, contextid: page.contextId, userid: 2 });
    site.insert('question_categories', { contextid: page.contextId, name: 'Old', info: '', stamp: 's' });
    const { documents, contents } = await site.backup();
    expect(contents).toEqual([]);
    expect(texts(documents.get(`activities/page_${page.moduleId}/roles.xml`), 'userid')).toEqual([]);
    expect(attributes(documents.get('questions.xml'), 'question_category', 'id')).toEqual([]);
  });

  it('the number of queries does not grow with them', async () => {
    const queries = async () => (await site.backup()).queries;
    site.activity('page');
    site.user(100);
    site.insert('role_assignments', { roleid: 5, contextid: 100, userid: 100 });
    site.run('DELETE FROM mdl_context WHERE contextlevel IN (30, 70)');
    const few = await queries();
    for (let more = 0; more < 5; more++) site.activity('page');
    for (const id of [101, 102, 103]) {
      site.user(id);
      site.insert('role_assignments', { roleid: 5, contextid: 100, userid: id });
    }
    site.run('DELETE FROM mdl_context WHERE contextlevel IN (30, 70)');
    expect(await queries()).toBe(few);
  });
});

describeWithCopies('an announcements forum that nobody has opened yet', (shared) => {
  async function made(configFile: string): Promise<MadeBackup> {
    const site = await openSite(configFile);
    try {
      const { id } = (await site.access.courseByShortname('everything'))!;
      return await backUp(site, { courseId: id, backupId: 'c0ffee'.repeat(5) + '00', settings: { logs: 1 } });
    } finally {
      await site.close();
    }
  }

  it.each<SampleName>(['moodle45-pgsql', 'moodle51-mariadb'])(
    'is in the backup byte for byte as it is with the context that Moodle made for it (%s)',
    async (sample) => {
      const copy = await SampleCopy.create(shared, sample);
      try {
        const before = await made(copy.configFile);
        const newest = 'SELECT id FROM (SELECT MAX(id) AS id FROM mdl_context WHERE contextlevel = 70) x';
        await copy.run([`DELETE FROM mdl_context WHERE id IN (${newest}) AND contextlevel = 70`]);
        const after = await made(copy.configFile);
        expect(Object.fromEntries(after.documents)).toEqual(Object.fromEntries(before.documents));
        expect([after.contents, after.warnings]).toEqual([before.contents, before.warnings]);
      } finally {
        await copy.remove();
      }
    },
    120_000,
  );
});
