import { attributes, CourseSite } from '../../../testing/course-site';

describe('questions of a bank elsewhere, since Moodle 5.0', () => {
  let site: CourseSite;
  beforeEach(() => {
    site = new CourseSite();
  });
  afterEach(() => site.remove());

  /** A quiz with one slot for question 1, a leftover reference to question 2, and a random slot. */
  const quizWith = (filter: object) => {
    site.run("UPDATE mdl_config SET value = '5.1 (Build: 20251006)' WHERE name = 'release'");
    site.insert('context', { id: 70, contextlevel: 70, instanceid: 7, path: '/1/2/70', depth: 3 });
    for (const id of [30, 31]) {
      site.insert('question_categories', { id, contextid: 70, name: `C${id}`, info: '', stamp: 's', parent: 0 });
    }
    for (const id of [1, 2, 3, 4, 5]) {
      site.insert('question', { id, qtype: 'description', name: `Q${id}`, questiontext: '', stamp: `q${id}` });
      site.insert('question_bank_entries', { id, questioncategoryid: id < 3 ? 30 : 31 });
      site.insert('question_versions', { questionbankentryid: id, questionid: id, version: 1, status: 'ready' });
    }
    for (const [itemid, tagid] of [
      [3, 8],
      [4, 9],
    ] as const) {
      const tag = { itemtype: 'question', component: 'core_question', contextid: 70 };
      site.insert('tag_instance', { ...tag, tagid, itemid });
    }
    const quiz = site.activity('quiz', { intro: '' });
    const slot = { usingcontextid: quiz.contextId, component: 'mod_quiz', questionarea: 'slot' };
    site.insert('quiz_slots', { id: 40, quizid: quiz.instanceId, slot: 1, page: 1, maxmark: 1 });
    site.insert('quiz_slots', { id: 41, quizid: quiz.instanceId, slot: 2, page: 1, maxmark: 1 });
    site.insert('question_references', { ...slot, itemid: 40, questionbankentryid: 1 });
    site.insert('question_references', { ...slot, itemid: 99, questionbankentryid: 2 });
    const filtercondition = JSON.stringify({ filter: { category: { jointype: 1, values: [31] }, ...filter } });
    site.insert('question_set_references', { ...slot, itemid: 41, questionscontextid: 70, filtercondition });
  };

  it.each<[string, object, string[]]>([
    ['those of the slots that are there', {}, ['1', '3', '4', '5']],
    ['those with all tags', { qtagids: { jointype: 2, values: [8, 9] } }, ['1']],
    ['those with any of the tags', { qtagids: { jointype: 1, values: [8, 9] } }, ['1', '3', '4']],
    ['those with none of the tags', { qtagids: { jointype: 0, values: [8] } }, ['1', '4', '5']],
  ])('go in: %s', async (_, filter, expected) => {
    quizWith(filter);
    const { documents } = await site.backup();
    expect(attributes(documents.get('questions.xml'), 'question_bank_entry', 'id')).toEqual(expected);
  });
});

describe('questions of contexts elsewhere, until Moodle 4.5', () => {
  let site: CourseSite;
  beforeEach(() => {
    site = new CourseSite();
    site.insert('context', { id: 70, contextlevel: 40, instanceid: 1, path: '/1/70', depth: 2 });
    for (const id of [30, 31]) {
      site.insert('question_categories', { id, contextid: 70, name: `C${id}`, info: '', stamp: 's', parent: 0 });
    }
    site.insert('question_bank_entries', { id: 1, questioncategoryid: 30 });
  });
  afterEach(() => site.remove());

  it('go in with all categories of a context that a slot refers to or draws from', async () => {
    const quiz = site.activity('quiz', { intro: '' });
    const slot = { usingcontextid: quiz.contextId, component: 'mod_quiz', questionarea: 'slot', itemid: 40 };
    const categories = async () => {
      const { documents } = await site.backup();
      return attributes(documents.get('questions.xml'), 'question_category', 'id');
    };
    expect(await categories()).toEqual([]);
    site.insert('question_references', { ...slot, questionbankentryid: 1 });
    expect(await categories()).toEqual(['30', '31']);
    site.run('DELETE FROM mdl_question_references');
    site.insert('question_set_references', { ...slot, questionscontextid: 70, filtercondition: '{}' });
    expect(await categories()).toEqual(['30', '31']);
  });
});
