import { join } from 'node:path';
import { describeWithShared } from '../../../../tools/testing/shared';
import { openBackup } from '../read/open-backup';
import { temporaryFolder } from '../../../archive/testing/folder';
import { Editing, packEntries, readEntries } from '../../../archive/testing/rewrite-backup';
import type { BackupDiff } from './backup-diff';
import { diffBackups } from './diff-backups';

async function diff(before: string, after: string): Promise<BackupDiff> {
  const old = await openBackup(before);
  const now = await openBackup(after);
  try {
    return await diffBackups(old, now);
  } finally {
    await old.close();
    await now.close();
  }
}

const short = ({ changes }: BackupDiff) => changes.map(({ thing, kind, part }) => `${thing} ${kind} ${part}`);
const messages = ({ changes }: BackupDiff) => changes.map(({ message }) => message);

const PAGE = 'activities/page_2/page.xml';
const MODULE = 'activities/page_2/module.xml';
const MAIN = 'moodle_backup.xml';

/** Edits of the sample `everything.all`, and exactly what the diff says of each. */
const EDITS: readonly [string, (editing: Editing) => unknown, readonly string[]][] = [
  [
    'a text changed',
    (e) => e.replace(PAGE, 'history of tea', 'history of coffee'),
    ['Page “Page & <one>” changed: content.'],
  ],
  [
    'an activity renamed',
    (e) =>
      e
        .replace(PAGE, /<name>[^<]*/, '<name>Page two')
        .replace(MAIN, '<title>Page &amp; &lt;one&gt;<', '<title>Page two<'),
    ['Page “Page & <one>” is now called “Page two”.'],
  ],
  [
    'an activity hidden',
    (e) => e.replace(MODULE, '<visible>1', '<visible>0'),
    ['Page “Page & <one>” changed: visibility shown → hidden.'],
  ],
  [
    'an activity removed',
    (e) => e.remove('activities/url_5').replace(MAIN, /<activity>\s*<moduleid>5<[^]*?<\/activity>/, ''),
    ['URL “A url” was removed from section “General & <info>”.'],
  ],
  [
    'an activity added',
    (e) => {
      for (const [path, bytes] of [...e.files].filter(([name]) => name.startsWith('activities/label_4/'))) {
        e.files.set(
          path.replace('label_4', 'label_994'),
          Buffer.from(String(bytes).replace('moduleid="4"', 'moduleid="994"')),
        );
      }
      return e.replace(
        MAIN,
        /<activity>\s*<moduleid>4<[^]*?<\/activity>/,
        (activity) =>
          `${activity}${activity.replace('<moduleid>4<', '<moduleid>994<').replace('label_4', 'label_994')}`,
      );
    },
    ['Text and media area “Plain label” was added to section “3”.'],
  ],
  [
    'an activity moved to another section',
    (e) => e.replace(MAIN, /(<moduleid>5<\/moduleid>\s*<sectionid>)1/, '$12'),
    ['URL “A url” moved from section “General & <info>” to section “Week 1 — topic”.'],
  ],
  [
    'an activity moved within its section',
    (e) => e.replace('sections/section_1/section.xml', '<sequence>1,2,3,5,6', '<sequence>5,1,2,3,6'),
    ['URL “A url” moved to another place in section “General & <info>”.'],
  ],
  [
    'a section renamed',
    (e) =>
      e
        .replace('sections/section_2/section.xml', '<name>Week 1 — topic', '<name>Tea')
        .replace(MAIN, '<title>Week 1 — topic', '<title>Tea'),
    ['Section “Week 1 — topic” is now called “Tea”.'],
  ],
  [
    'a section summary changed',
    (e) => e.replace('sections/section_2/section.xml', 'Section 1 ', 'Section one '),
    ['Section “Week 1 — topic” changed: summary.'],
  ],
  [
    'a section moved',
    (e) => e.replace('sections/section_2/section.xml', '<number>1<', '<number>4.5<'),
    ['Section “Week 1 — topic” moved to another place in the course.'],
  ],
  [
    'the course renamed',
    (e) => e.replace('course/course.xml', /<fullname>[^<]*/, '<fullname>All of it'),
    ['Course “Everything & "more" ]]> 🐘” changed: full name Everything & "more" ]]> 🐘 → All of it.'],
  ],
  [
    'a password changed, of which nobody is to hear',
    (e) => e.replace('users.xml', '</trustbitmask>', '</trustbitmask><password>$2y$hash</password>'),
    [],
  ],
  [
    'an option added',
    (e) =>
      e.replace(
        'activities/choice_12/choice.xml',
        '<options>',
        '<options><option id="77"><text>Mate</text><maxanswers>0</maxanswers></option>',
      ),
    ['Choice “Choice” changed: option added (“Mate”).'],
  ],
  [
    'an answer of a student taken back',
    (e) => e.replace('activities/choice_12/choice.xml', /<answer id[^]*?<\/answer>/, ''),
    ['Choice “Choice” changed: answer removed.'],
  ],
  [
    'a file with another content',
    (e) =>
      e.replace('files.xml', 'b6218535c37d84d32517b2c0a3ab35a45aa1f7b5', '7e74080252f9a573fc6788afd7e8cdfd7d981fad'),
    ['File “pic.png” in the course has another content.'],
  ],
  [
    'a file renamed',
    (e) => e.replace('files.xml', '<filename>cover é.png', '<filename>front.png'),
    ['File “cover é.png” in the course is now called “front.png”.'],
  ],
  [
    'a file removed',
    (e) => e.replace('files.xml', /<file id="24">[^]*?<\/file>/, ''),
    ['File “cover é.png” was removed in the course.'],
  ],
  [
    'a participant removed',
    (e) => e.replace('users.xml', /<user id="4"[^]*?<\/user>\n/, ''),
    ["Participant “Seán O'Brien & Sons” was removed."],
  ],
  [
    'a participant renamed',
    (e) => e.replace('users.xml', '<firstname>Seán', '<firstname>Sean'),
    ["Participant “Seán O'Brien & Sons” is now called “Sean O'Brien & Sons”."],
  ],
  [
    'a grade changed',
    (e) => e.replace('activities/assign_16/grades.xml', '<finalgrade>50.00000', '<finalgrade>70.00000'),
    ['Grade item “Essay & <1>” changed: grade changed (“Ada Lovelace”: grade 50 → 70).'],
  ],
  [
    'a question renamed',
    (e) => e.replace('questions.xml', '<name>multichoice 1: tea &amp;', '<name>Which tea'),
    ['Question “multichoice 1: tea &” is now called “Which tea”.'],
  ],
  [
    'an answer of a question changed',
    (e) => e.replace('questions.xml', '<fraction>1.0000000', '<fraction>0.5000000'),
    ['Question “multichoice 1: tea &” changed: answer changed (“Green”: fraction 1 → 0.5).'],
  ],
  [
    'a question edited, which makes a new version of it',
    (e) =>
      e.replace('questions.xml', /<question_versions id="2">[^]*?<\/question_versions>/, (version) => {
        const next = version
          .replace(/<(?!tag )(\w+) id="/g, '<$1 id="90')
          .replace(/<(trueanswer|falseanswer)>/g, '<$1>90')
          .replace('<version>1<', '<version>2<')
          .replace(/<questiontext>[^<]*/, '<questiontext>Is tea a leaf?');
        return `${version}${next}`;
      }),
    ['Question “truefalse 1: tea &” changed: question text, versions 1 → 2.'],
  ],
  [
    'a question moved to another category',
    (e) => {
      const [entry] = /<question_bank_entry id="7">[^]*?<\/question_bank_entry>/.exec(e.text('questions.xml')) ?? [''];
      return e
        .replace('questions.xml', entry, '')
        .replace('questions.xml', '<question_bank_entries>', () => `<question_bank_entries>${entry}`);
    },
    ['Question “description 1: tea &” changed: category Course questions & <1> → top.'],
  ],
  [
    'a group renamed',
    (e) => e.replace('groups.xml', '<name>Group 1 &amp; &lt;x&gt;', '<name>Reds'),
    ['Group “Group 1 & <x>” is now called “Reds”.'],
  ],
  [
    'a setting',
    (e) => e.replace(MAIN, /(<name>blocks<\/name>\s*<value>)1/, '$10'),
    ['Setting blocks is off (was on).'],
  ],
];

/** What changes from one backup to the next without anybody changing the course. */
const VOLATILE: readonly [string, (editing: Editing) => unknown][] = [
  ['the date', (e) => e.replace(MAIN, /<backup_date>\d+/, '<backup_date>1')],
  ['the name of the file', (e) => e.replace(MAIN, '<name>everything.all.mbz', '<name>other.mbz')],
  ['the id of the backup', (e) => e.replace(MAIN, /backup_id="[0-9a-f]+/, `backup_id="${'0'.repeat(32)}`)],
  ['a time of change', (e) => e.replace(PAGE, /<timemodified>\d+/, '<timemodified>1')],
  ['a last access', (e) => e.replace('users.xml', /<lastaccess>\d+/g, '<lastaccess>99')],
  ['an encrypted value', (e) => e.replace('activities/lti_32/lti.xml', /( encrypted="true">)[^<]+/, '$1AAAA')],
  ['the order of files', (e) => e.replace('files.xml', /(<file [^]*?<\/file>)([^]*)(<\/files>)/, '$2$1$3')],
  ['the order of people', (e) => e.replace('users.xml', /(<user [^]*?<\/user>)([^]*)(<\/users>)/, '$2$1$3')],
  [
    'the order of tags',
    (e) => e.replace('activities/forum_20/forum.xml', /(<tag [^]*?<\/tag>)(\s*<tag [^]*?<\/tag>)/, '$2$1'),
  ],
  ['the reference lists', (e) => e.replace('course/inforef.xml', /<user>[^]*?<\/user>/, '')],
  [
    'zeros of a number',
    (e) => e.replace('activities/assign_16/grades.xml', '<finalgrade>50.00000', '<finalgrade>50.0'),
  ],
  ['NULL in place of nothing', (e) => e.replace('users.xml', '<address></address>', '<address>$$@NULL@$$</address>')],
];

/** A random question, as each layout of the bank has it. */
const RANDOM_BEFORE_40 = {
  question: '<question id="145009"><parent>0</parent><name>Random</name><qtype>random</qtype></question>',
  slot: `<question_instance id="375009"><slot>3</slot><questionid>145009</questionid>
    <questioncategoryid>144001</questioncategoryid><includingsubcategories>1</includingsubcategories><maxmark>1.0</maxmark>
    <tags><tag id="1"><tagname>tea</tagname></tag></tags></question_instance>`,
};
const randomSince40 = (condition: string) =>
  `<question_instance id="375009"><quizid>374000</quizid><slot>3</slot><maxmark>1.0</maxmark>
    <question_set_reference id="1"><usingcontextid>19</usingcontextid><filtercondition>${condition}</filtercondition>
    </question_set_reference></question_instance>`;

describeWithShared('the difference of two backups across the upgrade to Moodle 4.0', (shared) => {
  const folder = temporaryFolder();
  const [before, after] = ['before-moodle311.mbz', 'after-moodle45.mbz'].map((name) =>
    join(shared, 'cases/diff-upgrade', name),
  ) as [string, string];
  const QUIZ = 'activities/quiz_107000/quiz.xml';
  const edited = async (path: string, edit: (editing: Editing) => unknown) => {
    const editing = new Editing(await readEntries(path));
    edit(editing);
    const target = join(folder(), path.replace(/.*\//, ''));
    await packEntries(editing.files, target);
    return target;
  };
  const ofTheCourse = ({ changes }: BackupDiff) =>
    changes.filter(({ thing }) => thing !== 'setting').map(({ message }) => message);

  it('is nothing where only the layout differs', async () => {
    const there = await diff(before, after);
    expect(ofTheCourse(there)).toEqual([]);
    expect(there.notes).toContain('Fields that only one of these releases knows are not compared.');
    expect(ofTheCourse(await diff(after, before))).toEqual([]);
  });

  it('is what was changed in the newest version of a question', async () => {
    const now = await edited(after, (e) =>
      e.replace('questions.xml', /<question_versions id="145000">[^]*?<\/question_versions>/, (version) => {
        const next = version
          .replace(/ id="14/g, ' id="99')
          .replace(/<(trueanswer|falseanswer)>14/g, '<$1>99')
          .replace('<version>1<', '<version>2<')
          .replace('I am good at reading?', 'I read every day?');
        return `${version}${next}`;
      }),
    );
    expect(ofTheCourse(await diff(before, now))).toEqual(['Question “Reading” changed: question text.']);
  });

  it('is a question that went', async () => {
    const now = await edited(after, (e) =>
      e.replace('questions.xml', /<question_bank_entry id="145000">[^]*?<\/question_bank_entry>/, ''),
    );
    expect(ofTheCourse(await diff(before, now))).toEqual([
      'Quiz “Diagnostic quiz” changed: choice of a question changed (question Reading (question 145000) → entry 145000).',
      'Question “Reading” was removed.',
    ]);
  });

  it.each([
    ['{"questioncategoryid":"144001","includingsubcategories":"1"}', []],
    ['{"filter":{"category":{"jointype":1,"values":["144001"],"filteroptions":{"includesubcategories":true}}}}', []],
    [
      '{"questioncategoryid":"144000","includingsubcategories":"1"}',
      ['Quiz “Diagnostic quiz” changed: choice of a question changed (category 144001 → 144000).'],
    ],
  ])('matches random questions through their slots: %s', async (condition, expected) => {
    const old = await edited(before, (e) =>
      e
        .replace('questions.xml', '<question id="145001">', `${RANDOM_BEFORE_40.question}<question id="145001">`)
        .replace(QUIZ, '</question_instances>', `${RANDOM_BEFORE_40.slot}</question_instances>`),
    );
    const now = await edited(after, (e) =>
      e.replace(QUIZ, '</question_instances>', `${randomSince40(condition)}</question_instances>`),
    );
    expect(ofTheCourse(await diff(old, now))).toEqual(expected);
  });

  it('tells a slot that shows another question', async () => {
    const now = await edited(after, (e) =>
      e.replace(QUIZ, '<questionbankentryid>145001<', '<questionbankentryid>145000<'),
    );
    expect(ofTheCourse(await diff(before, now))).toEqual([
      'Quiz “Diagnostic quiz” changed: choice of a question changed (question Writing (entry 145001) → Reading (entry 145000)).',
    ]);
  });
});

describeWithShared('the difference of two backups', (shared) => {
  const folder = temporaryFolder();
  const sample = (name: string) => join(shared, 'moodle/moodle45-pgsql/backups', name);
  let original: Map<string, Buffer>;
  beforeAll(async () => {
    original = await readEntries(sample('everything.all.mbz'));
  });
  const edited = async (edit: (editing: Editing) => unknown) => {
    const path = join(folder(), 'edited.mbz');
    const editing = new Editing(new Map(original));
    edit(editing);
    await packEntries(editing.files, path);
    return path;
  };

  it.each(EDITS)('after %s', async (_, edit, expected) => {
    const { changes, notes } = await diff(sample('everything.all.mbz'), await edited(edit));
    expect(changes.map(({ message }) => message)).toEqual(expected);
    expect(notes).toEqual([]);
  });

  it('is nothing where only what always differs does', async () => {
    const path = await edited((editing) => {
      for (const [, edit] of VOLATILE) edit(editing);
    });
    expect(await diff(sample('everything.all.mbz'), path)).toEqual({ changes: [], notes: [] });
  });

  it.each(['everything.all.mbz', 'everything.default_zip.mbz', 'plain.all.mbz', 'grades.all.mbz', 'quizbank.all.mbz'])(
    'is nothing between %s and itself',
    async (name) => {
      expect(await diff(sample(name), sample(name))).toEqual({ changes: [], notes: [] });
    },
  );

  it('is nothing between a tgz and a zip of one course', async () => {
    expect(messages(await diff(sample('plain.default.mbz'), sample('plain.default_zip.mbz')))).toEqual([]);
    expect(messages(await diff(sample('everything.default.mbz'), sample('everything.default_zip.mbz')))).toEqual([]);
  });

  it('of a text shows the words', async () => {
    const path = await edited((e) => e.replace(PAGE, 'history of tea', 'history of coffee'));
    const [change] = (await diff(sample('everything.all.mbz'), path)).changes;
    expect(change?.details).toMatchObject([
      {
        kind: 'field',
        field: 'content',
        text: [
          { kind: 'same', text: expect.stringMatching(/history of $/) },
          { kind: 'removed', text: 'tea' },
          { kind: 'added', text: 'coffee' },
          { kind: 'same' },
        ],
      },
    ]);
  });

  it('of the default settings and all of them is the people, what they did, and the settings', async () => {
    const found = await diff(sample('everything.default.mbz'), sample('everything.all.mbz'));
    expect(found.notes).toEqual(['Only the second backup holds the data of users.']);
    const counts = new Map<string, number>();
    for (const { thing, kind } of found.changes) {
      counts.set(`${thing} ${kind}`, (counts.get(`${thing} ${kind}`) ?? 0) + 1);
    }
    expect(Object.fromEntries(counts)).toMatchInlineSnapshot(`
     {
       "activity changed": 26,
       "block changed": 1,
       "completion changed": 1,
       "course changed": 1,
       "enrolment changed": 4,
       "event added": 1,
       "file added": 137,
       "grade changed": 47,
       "group changed": 3,
       "log changed": 42,
       "participant added": 17,
       "role added": 1,
       "role changed": 1,
       "setting changed": 7,
     }
    `);
    const settings = found.changes.filter(({ thing, part }) => thing === 'setting' && part === null);
    expect(settings.map(({ title }) => title)).toEqual([
      'users',
      'role_assignments',
      'comments',
      'userscompletion',
      'logs',
      'grade_histories',
      'xapistate',
    ]);
    expect(messages(found)).toContain('Participant “Ada Lovelace” was added.');
    expect(messages(found)).toContain('Forum “Blog” changed: discussion added.');
    expect(messages(found)).toContain(
      'Workshop “Workshop rubric” changed: assessment of an example added, 3 submissions added, 2 grades for assessing added.',
    );
    const changed = found.changes.filter(({ thing }) => thing === 'activity').map(({ title }) => title);
    expect(changed.slice(0, 2)).toEqual(['Page & <one>', 'A url']);
    expect(changed.at(-1)).toBe('Workshop rubric');
  });

  it('is the same read backwards', async () => {
    const [there, back] = [
      await diff(sample('plain.default.mbz'), sample('plain.all.mbz')),
      await diff(sample('plain.all.mbz'), sample('plain.default.mbz')),
    ];
    const swapped = short(there).map((text) => text.replace(' added ', ' removed '));
    expect(short(back).sort()).toEqual(swapped.sort());
  });

  it('is nothing between the same course on two databases', async () => {
    const other = join(shared, 'moodle/moodle45-mariadb/backups/everything.all.mbz');
    expect(messages(await diff(sample('everything.all.mbz'), other))).toEqual([]);
  });
});
