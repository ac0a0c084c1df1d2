import { COURSE, CourseSite, texts, type MadeBackup } from '../../../testing/course-site';
import { plugin, registerDefinition } from '@coursekeep/definitions';

/** A quiz with one question of a type of another maker and one of Moodle's own, which somebody has attempted. */
function siteWithRiddles() {
  const site = new CourseSite();
  site.user(100);
  site.run('CREATE TABLE mdl_qtype_riddle_options (id INTEGER PRIMARY KEY, questionid BIGINT, hint TEXT)');
  const quiz = site.activity('quiz', { sumgrades: 2, grade: 10 });
  site.insert('question_categories', { id: 1, contextid: 100, name: 'Top', info: '', stamp: 's' });
  site.insert('question_usages', { id: 5, contextid: quiz.contextId, component: 'mod_quiz', preferredbehaviour: '' });
  site.insert('quiz_attempts', {
    id: 6,
    quiz: quiz.instanceId,
    userid: 100,
    uniqueid: 5,
    layout: '1,2,0',
    sumgrades: 2,
  });
  for (const [id, qtype] of [
    [1, 'riddle'],
    [2, 'truefalse'],
  ] as const) {
    site.insert('question', { id, qtype, name: `Question ${id}`, questiontext: 'Why?', stamp: `q${id}`, length: 1 });
    site.insert('question_bank_entries', { id, questioncategoryid: 1 });
    site.insert('question_versions', { questionbankentryid: id, questionid: id, version: 1, status: 'ready' });
    site.insert('quiz_slots', { id: id + 40, quizid: quiz.instanceId, slot: id, page: 1, maxmark: 1 });
    site.insert('question_references', {
      usingcontextid: quiz.contextId,
      component: 'mod_quiz',
      questionarea: 'slot',
      itemid: id + 40,
      questionbankentryid: id,
    });
    site.insert('question_attempts', {
      id: id + 60,
      questionusageid: 5,
      slot: id,
      questionid: id,
      behaviour: 'deferredfeedback',
      maxmark: 1,
      questionsummary: 'Why?',
      responsesummary: `Because ${id}`,
    });
    site.insert('question_attempt_steps', {
      id: id + 80,
      questionattemptid: id + 60,
      state: 'gradedright',
      fraction: 1,
    });
    site.insert('question_attempt_step_data', { attemptstepid: id + 80, name: 'answer', value: `${id}` });
  }
  site.insert('qtype_riddle_options', { questionid: 1, hint: 'think' });
  return { site, quiz };
}

const document = ({ documents }: MadeBackup, name: string) =>
  [...documents].find(([path]) => path.endsWith(name))?.[1] ?? '';

it('a type that needs no data of its own keeps its name once a definition says so', async () => {
  const { site } = siteWithRiddles();
  site.run("UPDATE mdl_question SET qtype = 'pause' WHERE qtype = 'riddle'");
  registerDefinition(plugin('qtype_question_plugin', 'qtype_pause', []));
  const backup = await site.backup();
  site.remove();
  expect(texts(document(backup, 'questions.xml'), 'qtype')).toEqual(['pause', 'truefalse']);
  expect(backup.warnings).toEqual([]);
});

describe('a quiz with a question of a type that has no definition', () => {
  let backup: MadeBackup;
  beforeAll(async () => {
    const { site } = siteWithRiddles();
    backup = await site.backup({ courseId: COURSE });
    site.remove();
  });

  it('has it as a question of a missing type, which a restored quiz can be attempted with', () => {
    expect(texts(document(backup, 'questions.xml'), 'qtype')).toEqual(['missingtype', 'truefalse']);
    expect(texts(document(backup, 'questions.xml'), 'questiontext')).toEqual(['Why?', 'Why?']);
  });

  it('keeps its slot, so that places, marks and attempts still belong together', () => {
    const quiz = document(backup, 'quiz.xml');
    expect(texts(quiz, 'questionbankentryid')).toEqual(['1', '2']);
    expect(texts(quiz, 'layout')).toEqual(['1,2,0']);
    expect(texts(quiz, 'questionid')).toEqual(['1', '2']);
    expect(texts(quiz, 'responsesummary')).toEqual(['Because 1', 'Because 2']);
    expect(texts(quiz, 'behaviour')).toEqual(['deferredfeedback', 'deferredfeedback']);
    expect(texts(quiz, 'value')).toEqual(['1', '2']);
    expect(backup.problems).toEqual([]);
  });

  it('says so, with what a restore will be like', () => {
    expect(backup.warnings).toMatchObject([
      {
        code: 'kind-not-supported',
        kind: 'loss',
        message: expect.stringMatching(
          /"qtype_riddle": 1 in this backup as questions of a missing type .*qtype_riddle_options 1.*can be attempted and earlier attempts keep/,
        ) as string,
      },
    ]);
  });
});
