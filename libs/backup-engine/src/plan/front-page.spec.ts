import { attributes, COURSE, CourseSite, inforef, texts } from '../../testing/course-site';

describe('the front page of a site', () => {
  let site: CourseSite;
  beforeEach(() => {
    site = new CourseSite();
    site.run(`UPDATE mdl_course SET category = 0, format = 'site' WHERE id = ${COURSE}`);
  });
  afterEach(() => site.remove());

  it('is a course without enrolments, grades and completion', async () => {
    const quiz = site.activity('quiz', { intro: '' });
    site.insert('grade_items', {
      id: 4,
      courseid: COURSE,
      itemtype: 'mod',
      itemmodule: 'quiz',
      iteminstance: quiz.instanceId,
    });
    site.insert('grade_items', { id: 5, courseid: COURSE, itemtype: 'mod', itemmodule: 'quiz', iteminstance: 1 });
    const { documents, filename, problems, warnings } = await site.backup({
      settings: { userscompletion: 1, logs: 1 },
    });
    const folder = `activities/quiz_${quiz.moduleId}`;
    const absent = ['enrolments', 'completiondefaults'].map((name) => `course/${name}.xml`);
    const absentInActivity = ['grades', 'grade_history', 'completion'].map((name) => `${folder}/${name}.xml`);
    const absentInRoot = ['gradebook.xml', 'grade_history.xml', 'completion.xml'];
    expect(
      [...documents.keys()].filter((name) => [absent, absentInActivity, absentInRoot].flat().includes(name)),
    ).toEqual([]);
    expect(documents.has(`${folder}/quiz.xml`) && documents.has('course/roles.xml')).toBe(true);
    expect(inforef(documents.get(`${folder}/inforef.xml`), 'grade_item')).toEqual(['4']);
    expect(texts(documents.get('moodle_backup.xml'), 'original_course_format')).toEqual(['site']);
    expect(attributes(documents.get('course/course.xml'), 'course', 'id')).toEqual([String(COURSE)]);
    expect([filename.startsWith(`backup-moodle2-course-${COURSE}-`), problems, warnings]).toEqual([true, [], []]);
  });

  it('carries what people did there', async () => {
    site.user(100);
    const forum = site.activity('forum', { intro: '', type: 'news' });
    site.insert('forum_subscriptions', { forum: forum.instanceId, userid: 100 });
    const { documents } = await site.backup();
    expect(attributes(documents.get('users.xml'), 'user', 'id')).toEqual(['100']);
  });
});
