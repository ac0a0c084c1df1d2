import { area, activity as activityDefinition, registerDefinition } from '@coursekeep/definitions';
import { attributes, CourseSite, inforef, texts } from '../../../testing/course-site';

/** A bank of two categories in a context, with as many questions in the second. */
function bank(site: CourseSite, contextid: number, questions: number): void {
  const [top, own] = [contextid * 10, contextid * 10 + 1];
  site.insert('question_categories', { id: top, contextid, name: 'top', info: '', stamp: `t${top}`, parent: 0 });
  site.insert('question_categories', { id: own, contextid, name: 'Own', info: '', stamp: `o${own}`, parent: top });
  for (let at = 0; at < questions; at++) {
    const id = contextid * 100 + at;
    site.insert('question', { id, qtype: 'truefalse', name: `Q${id}`, questiontext: '', stamp: `q${id}` });
    site.insert('question_bank_entries', { id, questioncategoryid: own });
    site.insert('question_versions', { questionbankentryid: id, questionid: id, version: 1 });
  }
}

describe.each([
  ['4.5', '4.5.5'],
  ['5.1', '5.1'],
])('questions in the bank of an activity that cannot be in the backup (%s)', (_, release) => {
  let site: CourseSite;
  beforeEach(() => {
    site = new CourseSite();
    site.run(`UPDATE mdl_config SET value = '${release} (Build: 20251006)' WHERE name = 'release'`);
    site.run('CREATE TABLE mdl_peerquiz (id INTEGER PRIMARY KEY, course BIGINT, name VARCHAR(255))');
  });
  afterEach(() => site.remove());

  it('go in with their pictures, and are counted: of an unknown kind', async () => {
    const first = site.activity('peerquiz');
    const second = site.activity('peerquiz');
    const without = site.activity('peerquiz');
    bank(site, first.contextId, 3);
    bank(site, second.contextId, 23);
    bank(site, without.contextId, 0);
    const question = first.contextId * 100;
    const picture = { contextid: first.contextId, component: 'question', filearea: 'questiontext', itemid: question };
    site.file({ ...picture, filename: 'map.png' });
    const { documents, warnings, problems } = await site.backup();
    const xml = documents.get('questions.xml');
    expect(attributes(xml, 'question', 'id')).toHaveLength(26);
    const categories = [first, second].flatMap(({ contextId }) => [`${contextId}0`, `${contextId}1`]);
    expect(attributes(xml, 'question_category', 'id')).toEqual(categories);
    expect(inforef(documents.get('course/inforef.xml'), 'question_category')).toEqual(categories);
    expect(texts(documents.get('files.xml'), 'filename')).toEqual(['map.png']);
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining(
        '"mod_peerquiz": 3 in this course; 3 rows left out (peerquiz 3); 26 questions of the question bank there are in this backup.',
      ),
    ]);
    expect(problems).toEqual([]);
  });

  it('go in, and are counted: of a quiz that has lost its rows', async () => {
    const quiz = site.activity('quiz', { intro: '' });
    bank(site, quiz.contextId, 1);
    site.run('DELETE FROM mdl_quiz');
    const { documents, warnings, problems } = await site.backup();
    expect(attributes(documents.get('questions.xml'), 'question', 'id')).toHaveLength(1);
    expect(warnings.map(({ code, message }) => [code, message])).toEqual([
      [
        'part-broken',
        expect.stringMatching(/ has no row \d+\. 1 question of the question bank there is in this backup\.$/),
      ],
    ]);
    expect(problems).toEqual([]);
  });

  it('stay out where somebody leaves all activities out', async () => {
    bank(site, site.activity('peerquiz').contextId, 3);
    const { documents, warnings } = await site.backup({ settings: { activities: 0 } });
    expect(attributes(documents.get('questions.xml'), 'question', 'id')).toEqual([]);
    expect(warnings).toEqual([]);
  });
});

it('questions in such a bank are counted where somebody wants no question bank', async () => {
  const site = new CourseSite();
  site.run('CREATE TABLE mdl_peerquiz (id INTEGER PRIMARY KEY, course BIGINT, name VARCHAR(255))');
  bank(site, site.activity('peerquiz').contextId, 3);
  const { documents, warnings } = await site.backup({ settings: { questionbank: 0 } });
  site.remove();
  expect(attributes(documents.get('questions.xml'), 'question', 'id')).toEqual([]);
  expect(warnings.map(({ message }) => message)).toEqual([
    expect.stringContaining('; 3 questions of the question bank there left out.'),
  ]);
});

it.each(['4.5.5', '5.1'])(
  'the bank of another maker’s activity with a definition goes in with it (%s)',
  async (release) => {
    const name = `poll${release.replaceAll('.', '')}`;
    registerDefinition(activityDefinition(name, { fields: 'course name', files: [area(`mod_${name}`, 'intro')] }));
    const site = new CourseSite();
    site.run(`UPDATE mdl_config SET value = '${release} (Build: 20251006)' WHERE name = 'release'`);
    site.run(`CREATE TABLE mdl_${name} (id INTEGER PRIMARY KEY, course BIGINT, name VARCHAR(255))`);
    const poll = site.activity(name);
    bank(site, poll.contextId, 2);
    const { documents, warnings } = await site.backup();
    site.remove();
    expect(attributes(documents.get('questions.xml'), 'question', 'id')).toHaveLength(2);
    const own = documents.get(`activities/${name}_${poll.moduleId}/inforef.xml`);
    expect(inforef(own, 'question_category')).toEqual([`${poll.contextId}0`, `${poll.contextId}1`]);
    expect(warnings).toEqual([]);
  },
);
