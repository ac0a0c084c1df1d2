import { attributes, CourseSite } from '../../../testing/course-site';

/** A question in a category of its own, in another context than the course's. */
function questionElsewhere(site: CourseSite, id: number): void {
  site.insert('context', { id: 900 + id, contextlevel: 50, instanceid: 900 + id, path: `/1/${900 + id}`, depth: 2 });
  site.insert('question_categories', { id, contextid: 900 + id, name: `Category ${id}`, info: '', stamp: `c${id}` });
  site.insert('question', { id, qtype: 'truefalse', name: `Question ${id}`, questiontext: '', stamp: `q${id}` });
  site.insert('question_bank_entries', { id, questioncategoryid: id });
  site.insert('question_versions', { questionbankentryid: id, questionid: id, version: 1 });
}

function attempt(site: CourseSite, quiz: number, usage: { id: number; contextid: number }, questionid: number): void {
  site.insert('question_usages', { ...usage, component: 'mod_quiz', preferredbehaviour: '' });
  site.insert('quiz_attempts', { quiz, userid: 100, attempt: usage.id, uniqueid: usage.id, layout: '' });
  const row = {
    questionusageid: usage.id,
    slot: 1,
    behaviour: '',
    questionid,
    maxmark: 1,
    minfraction: 0,
    maxfraction: 1,
  };
  site.insert('question_attempts', { ...row, timemodified: 1 });
}

describe('the categories of questions that people have answered', () => {
  const categories = (site: CourseSite, settings = {}) =>
    site
      .backup({ settings })
      .then(({ documents }) => attributes(documents.get('questions.xml'), 'question_category', 'id'));

  it('go in with people, and not without', async () => {
    const site = new CourseSite();
    site.user(100);
    const quiz = site.activity('quiz', { intro: '' });
    for (const id of [1, 2]) questionElsewhere(site, id);
    attempt(site, quiz.instanceId, { id: 5, contextid: quiz.contextId }, 1);
    expect(await categories(site)).toEqual(['1']);
    expect(await categories(site, { users: 0 })).toEqual([]);
    site.remove();
  });

  it('go in for every attempt that goes in, whatever context its usage names', async () => {
    const site = new CourseSite();
    site.user(100);
    const quiz = site.activity('quiz', { intro: '' });
    for (const id of [1, 2]) questionElsewhere(site, id);
    attempt(site, quiz.instanceId, { id: 5, contextid: quiz.contextId }, 1);
    attempt(site, quiz.instanceId, { id: 6, contextid: 1 }, 2);
    expect(await categories(site)).toEqual(['1', '2']);
    site.remove();
  });
});
