import { CourseSite } from '../../../testing/course-site';

describe('a quiz whose question is gone', () => {
  let site: CourseSite;
  beforeEach(() => {
    site = new CourseSite();
    const { instanceId, contextId } = site.activity('quiz', { name: 'Test one' });
    const of = { usingcontextid: contextId, component: 'mod_quiz', questionarea: 'slot' };
    for (const slot of [1, 2, 3, 4])
      site.insert('quiz_slots', { id: slot, quizid: instanceId, slot, page: 1, maxmark: 1 });
    site.insert('question_categories', { id: 1, contextid: 100, name: 'Bank', info: '', stamp: 's', parent: 0 });
    site.insert('question_bank_entries', { id: 5, questioncategoryid: 1 });
    site.insert('question_versions', { id: 6, questionbankentryid: 5, version: 1, questionid: 7 });
    site.insert('question', {
      id: 7,
      name: 'Q',
      questiontext: '',
      generalfeedback: '',
      qtype: 'description',
      stamp: 'q',
    });
    for (const [slot, entry] of [
      [1, 5],
      [2, 99],
    ] as const) {
      site.insert('question_references', { id: slot, ...of, itemid: slot, questionbankentryid: entry });
    }
    const filtercondition = '{"questioncategoryid":"1","includingsubcategories":"0"}';
    site.insert('question_set_references', { id: 1, ...of, itemid: 3, questionscontextid: 100, filtercondition });
  });
  afterEach(() => site.remove());

  const gaps = async () =>
    (await site.backup()).warnings.filter(({ code }) => code === 'course-gap').map(({ message }) => message);

  it('is named with the number of its slots', async () => {
    expect(await gaps()).toEqual([expect.stringContaining('The quiz "Test one" has 2 slots whose questions are gone')]);
  });

  it('is not named where every slot has what it shows', async () => {
    site.run('DELETE FROM mdl_quiz_slots WHERE slot IN (2, 4)');
    expect(await gaps()).toEqual([]);
    site.run('DELETE FROM mdl_question WHERE id = 7');
    expect(await gaps()).toEqual([expect.stringContaining('has a slot whose question is gone')]);
  });
});
