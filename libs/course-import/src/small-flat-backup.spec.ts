import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from './findings';
import { importBackup } from './import-backup';
import { packFiles } from '../testing/backup-files';
import { emptySite } from '../../embedded-site/testing/empty-site';
import { rowsAdded } from '../../embedded-site/testing/site-content';
import { type FlatParts, flatQuestion, flatSlot, smallFlatBackup } from '../testing/small-flat-backup';

const folder = mkdtempSync(join(tmpdir(), 'coursekeep-small-flat-'));
let made = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const nextSite = () => emptySite(join(folder, `site-${++made}`));

/** Imports a small old backup; gives the rows of each table that it brought. */
async function imported(parts: FlatParts, into?: string) {
  const site = into ?? (await nextSite());
  const file = await packFiles(smallFlatBackup(parts), join(folder, `small-${++made}.mbz`));
  let findings: readonly Finding[] = [];
  const rows = await rowsAdded(site, async () => ({ findings } = await importBackup(file, site)));
  return { rows, named: findings.filter(({ code }) => code !== 'other-release') };
}

describe('a small backup of Moodle 3.11', () => {
  const answers = `<plugin_qtype_truefalse_question><answers><answer id="71"><answertext>True</answertext><answerformat>0</answerformat>
<fraction>1.0000000</fraction><feedback></feedback><feedbackformat>1</feedbackformat></answer></answers>
<truefalse id="72"><trueanswer>71</trueanswer><falseanswer>71</falseanswer></truefalse></plugin_qtype_truefalse_question>
<question_hints><question_hint id="73"><hint>Think</hint><hintformat>1</hintformat></question_hint></question_hints>
<tags><tag id="74"><name>wet</name><rawname>Wet</rawname></tag></tags>`;
  const random = flatQuestion(44, 'random', { parent: 44, questiontext: 1 });
  const tags =
    '<tag id="1"><tagid>74</tagid><tagname>Wet</tagname></tag><tag id="2"><tagid>75</tagid><tagname>Dry</tagname></tag>';

  it('gives each question an entry and a version, each slot a reference or a condition', async () => {
    const { rows, named } = await imported({
      questions: [
        flatQuestion(41, 'truefalse', { idnumber: 'TF' }, answers),
        flatQuestion(42, 'description', { hidden: 1, parent: 41 }),
        random,
      ].join(''),
      slots: flatSlot(1, 41) + flatSlot(2, 44, 31, tags) + flatSlot(3, 44, '$@NULL@$'),
    });
    expect(named).toEqual([]);
    expect(rows('question').map(({ id, parent, qtype }) => [id, parent, qtype])).toEqual([
      [41, 0, 'truefalse'],
      [42, 41, 'description'],
    ]);
    expect(rows('question_bank_entries')).toEqual([
      { id: 41, questioncategoryid: 31, idnumber: 'TF', ownerid: 2 },
      { id: 42, questioncategoryid: 31, idnumber: null, ownerid: 2 },
    ]);
    expect(rows('question_versions')).toEqual([
      { id: 41, questionbankentryid: 41, version: 1, questionid: 41, status: 'ready' },
      { id: 42, questionbankentryid: 42, version: 1, questionid: 42, status: 'hidden' },
    ]);
    expect(rows('quiz_slots').map(({ id, slot, maxmark }) => [id, slot, Number(maxmark)])).toEqual([
      [1, 1, 2],
      [2, 2, 2],
      [3, 3, 2],
    ]);
    const use = { usingcontextid: 9, component: 'mod_quiz', questionarea: 'slot' };
    expect(rows('question_references')).toEqual([{ id: 1, ...use, itemid: 1, questionbankentryid: 41, version: null }]);
    const [tagged, plain] = rows('question_set_references').map(({ filtercondition, ...row }) => ({
      ...row,
      filter: JSON.parse(String(filtercondition)).filter,
    }));
    const category = { jointype: 1, values: [31], filteroptions: { includesubcategories: false } };
    const drawn = { ...use, questionscontextid: 5 };
    expect(tagged).toEqual({
      ...{ id: 1, ...drawn, itemid: 2 },
      filter: { category, qtagids: { jointype: 2, values: [74, 75] } },
    });
    // Without a category of its own the slot draws from that of its question, which says that its parts count too.
    const whole = { ...category, filteroptions: { includesubcategories: true } };
    expect(plain).toEqual({ ...{ id: 2, ...drawn, itemid: 3 }, filter: { category: whole } });
    expect(rows('tag').map(({ id, name, rawname }) => [id, name, rawname])).toEqual([
      [74, 'wet', 'Wet'],
      [75, 'dry', 'Dry'],
    ]);
    expect(rows('question_hints').map(({ questionid }) => questionid)).toEqual([41]);
    expect(rows('question_truefalse').map(({ question, trueanswer }) => [question, trueanswer])).toEqual([[41, 71]]);
  });

  it('is whole under new ids too', async () => {
    const site = await nextSite();
    const parts = {
      questions: flatQuestion(41, 'truefalse', {}, answers) + flatQuestion(42, 'description', { parent: 41 }) + random,
      slots: flatSlot(1, 42) + flatSlot(2, 44, 31, tags),
    };
    const first = await imported(parts, site);
    const { rows } = await imported(parts, site);
    const only = (table: string) => rows(table).map(({ id }) => id);
    const [whole, part] = rows('question');
    expect([part?.parent, whole?.id]).toEqual([whole?.id, 43]);
    const category = rows('question_categories').find(({ name }) => name === 'Soil');
    const entries = rows('question_bank_entries');
    expect(entries.map(({ questioncategoryid }) => questioncategoryid)).toEqual([category?.id, category?.id]);
    expect(rows('question_versions').map((row) => [row.questionbankentryid, row.questionid])).toEqual(
      entries.map(({ id }, at) => [id, rows('question')[at]?.id]),
    );
    const [reference] = rows('question_references');
    const [condition] = rows('question_set_references');
    expect([reference?.itemid, condition?.itemid]).toEqual(only('quiz_slots'));
    expect(reference?.questionbankentryid).toBe(entries[1]?.id);
    const [context] = rows('context').filter(({ contextlevel }) => contextlevel === 50);
    expect(condition?.questionscontextid).toBe(context?.id);
    const { filter } = JSON.parse(String(condition?.filtercondition));
    expect([filter.category.values, filter.qtagids.values]).toEqual([[category?.id], [74, 75]]);
    expect([first.rows('tag').length, rows('tag').length]).toEqual([2, 0]);
  });

  it('gets the category above all others that it did not need before Moodle 3.5', async () => {
    const { rows, named } = await imported({
      questions: flatQuestion(41, 'description'),
      slots: '',
      isWithoutTop: true,
    });
    expect(named).toEqual([]);
    expect(rows('question_categories').map(({ id, name, parent, contextid }) => [id, name, parent, contextid])).toEqual(
      [
        [31, 'Soil', 32, 5],
        [32, 'top', 0, 5],
      ],
    );
  });

  it('has its order in a list before Moodle 2.7, and its only section in the quiz', async () => {
    const instance = (id: number, question: number) =>
      `<question_instance id="${id}"><question>${question}</question><grade>${id}.0000000</grade></question_instance>`;
    const { rows, named } = await imported({
      questions: flatQuestion(41, 'description') + flatQuestion(42, 'description') + flatQuestion(43, 'description'),
      slots: instance(5, 41) + instance(6, 42) + instance(7, 43),
      quiz: '<questions>42,0,43,41,0</questions><shufflequestions>1</shufflequestions>',
    });
    expect(named).toEqual([]);
    expect(rows('quiz_slots').map(({ id, slot, page, maxmark }) => [id, slot, page, Number(maxmark)])).toEqual([
      [5, 3, 2, 5],
      [6, 1, 1, 6],
      [7, 2, 2, 7],
    ]);
    const questions = rows('question_references').map(({ itemid, questionbankentryid }) => [
      itemid,
      questionbankentryid,
    ]);
    expect(questions).toEqual([
      [5, 41],
      [6, 42],
      [7, 43],
    ]);
    expect(rows('quiz_sections')).toEqual([expect.objectContaining({ quizid: 8, firstslot: 1, shufflequestions: 1 })]);
  });

  it.each<[string, FlatParts, code: string, message: RegExp]>([
    [
      'parts of themselves',
      {
        questions: flatQuestion(41, 'description', { parent: 42 }) + flatQuestion(42, 'description', { parent: 41 }),
        slots: '',
      },
      'contradiction',
      /parts of themselves/,
    ],
    [
      'a part of nothing but itself',
      { questions: flatQuestion(41, 'description', { parent: 41 }), slots: flatSlot(1, 41) },
      'contradiction',
      /parts of themselves/,
    ],
    [
      'a type that nobody knows',
      { questions: flatQuestion(41, 'riddle'), slots: flatSlot(1, 41) },
      'unknown-plugin',
      /“riddle”/,
    ],
    [
      'data of a type that nobody knows',
      {
        questions: flatQuestion(
          41,
          'riddle',
          {},
          '<plugin_qtype_riddle_question><riddle id="1"><a>b</a></riddle></plugin_qtype_riddle_question>',
        ),
        slots: flatSlot(1, 41),
      },
      'unknown-element',
      /riddle/,
    ],
    [
      'a question that is not there',
      { questions: '', slots: flatSlot(1, 99) },
      'foreign-reference',
      /whose question is not/,
    ],
    [
      'a category that is not there',
      { questions: random, slots: flatSlot(1, 44, 99) },
      'foreign-reference',
      /whose category is not/,
    ],
    [
      'a tag without an id',
      {
        questions: random,
        slots: flatSlot(1, 44, 31, '<tag id="1"><tagid>$@NULL@$</tagid><tagname>gone</tagname></tag>'),
      },
      'foreign-reference',
      /Tags of random questions/,
    ],
    [
      'two questions with one id',
      { questions: flatQuestion(41, 'description') + flatQuestion(41, 'description'), slots: flatSlot(1, 41) },
      'repeated',
      /<question>/,
    ],
  ])('with %s is imported, and says so', async (_what, parts, code, message) => {
    const { rows, named } = await imported(parts);
    expect(named).toEqual(
      expect.arrayContaining([expect.objectContaining({ code, message: expect.stringMatching(message) })]),
    );
    expect(rows('quiz').length).toBe(1);
    for (const { parent, id } of rows('question')) expect(parent).not.toBe(id);
  });
});
