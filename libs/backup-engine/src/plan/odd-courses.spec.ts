import { attributes, COURSE, CourseSite, texts, type MadeActivity } from '../../testing/course-site';

const END = Buffer.from('";}');

describe('courses with something out of the ordinary', () => {
  let site: CourseSite;
  beforeEach(() => {
    site = new CourseSite();
  });
  afterEach(() => site.remove());

  describe('custom fields of groups and groupings', () => {
    const fieldsOf = (area: string, owners: readonly number[]) => {
      for (const id of [1, 2]) {
        const category = area === 'group' ? id : id + 10;
        site.insert('customfield_category', { id: category, component: 'core_group', area, sortorder: 3 - id });
        site.insert('customfield_field', { id: category, categoryid: category, shortname: `f${id}`, type: 'text' });
        for (const instanceid of owners) {
          site.insert('customfield_data', { fieldid: category, instanceid, value: `${instanceid}`, contextid: 100 });
        }
      }
    };

    it('are written group after group, each in the order of its categories', async () => {
      for (const id of [4, 7]) site.insert('groups', { id, courseid: COURSE, name: `G${id}` });
      for (const id of [5, 6]) site.insert('groupings', { id, courseid: COURSE, name: `G${id}` });
      fieldsOf('group', [7, 4]);
      fieldsOf('grouping', [6, 5]);
      const { documents } = await site.backup();
      const groups = documents.get('groups.xml');
      expect(texts(groups, 'shortname')).toEqual(['f2', 'f1', 'f2', 'f1', 'f2', 'f1', 'f2', 'f1']);
      expect(texts(groups, 'value')).toEqual(['4', '4', '7', '7', '5', '5', '6', '6']);
    });
  });

  it('custom fields give the value of the column that their type keeps it in', async () => {
    site.insert('customfield_category', { id: 1, component: 'core_course', area: 'course', contextid: 1 });
    const field = (id: number, type: string, values: Record<string, string | number>) => {
      site.insert('customfield_field', { id, categoryid: 1, shortname: `f${id}`, type, sortorder: id });
      site.insert('customfield_data', { fieldid: id, instanceid: COURSE, contextid: 100, ...values });
    };
    field(1, 'select', { intvalue: 2, value: '' });
    field(2, 'text', { charvalue: 'a', value: 'a', intvalue: 3 });
    field(3, 'checkbox', { value: '1' });
    const { documents } = await site.backup();
    const fields = documents.get('course/course.xml')!.split('<customfields>')[1];
    expect(texts(fields, 'value')).toEqual(['2', 'a', '1']);
  });

  it('deleted people have no context and nothing that hangs on it', async () => {
    site.insert('user', { id: 100, username: 'gone@x.example.1700000000', deleted: 1, mnethostid: 1 });
    site.insert('role_assignments', { roleid: 5, contextid: 100, userid: 100 });
    site.insert('role_assignments', { roleid: 6, contextid: 0, userid: 101 });
    const { documents, warnings } = await site.backup();
    const users = documents.get('users.xml');
    expect([attributes(users, 'user', 'contextid'), texts(users, 'deleted')]).toEqual([[''], ['1']]);
    expect(attributes(users, 'assignment', 'id')).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it('a course of the social format is a course like any other', async () => {
    site.run(`UPDATE mdl_course SET format = 'social' WHERE id = ${COURSE}`);
    site.insert('course_format_options', { courseid: COURSE, format: 'social', sectionid: 0, name: 'n', value: 'v' });
    site.insert('course_format_options', { courseid: COURSE, format: 'weeks', sectionid: 11, name: 'old', value: 'v' });
    site.insert('course_format_options', {
      courseid: COURSE,
      format: 'social',
      sectionid: 11,
      name: 'now',
      value: 'v',
    });
    const forum = site.activity('forum', { intro: '', type: 'social' });
    const { documents } = await site.backup();
    const main = documents.get('moodle_backup.xml');
    expect([texts(main, 'original_course_format'), texts(main, 'moduleid')]).toEqual([
      ['social'],
      [String(forum.moduleId)],
    ]);
    expect(texts(documents.get('course/course.xml')?.split('<courseformatoptions>')[1], 'name')).toEqual(['n']);
    const options = documents.get('sections/section_11/section.xml')?.split('<course_format_options')[1];
    expect(texts(options, 'name')).toEqual(['now']);
  });

  it('profile fields of people come by the ids of the fields, whenever they were filled in', async () => {
    site.user(100);
    site.insert('role_assignments', { roleid: 5, contextid: 100, userid: 100 });
    for (const fieldid of [9, 8]) {
      site.insert('user_info_field', { id: fieldid, shortname: `f${fieldid}`, datatype: 'text' });
      site.insert('user_info_data', { userid: 100, fieldid, data: 'v' });
    }
    const { documents } = await site.backup();
    expect(attributes(documents.get('users.xml'), 'custom_field', 'id')).toEqual(['8', '9']);
  });

  describe('calculated questions', () => {
    it('have a data set as often as it is tied to them, each time with its items', async () => {
      site.insert('question_categories', { id: 1, contextid: 100, name: 'Top', info: '', stamp: 's' });
      site.insert('question', { id: 2, qtype: 'calculated', name: 'Q', questiontext: '', stamp: 'q' });
      site.insert('question_bank_entries', { id: 3, questioncategoryid: 1 });
      site.insert('question_versions', { questionbankentryid: 3, questionid: 2, version: 1 });
      site.insert('question_dataset_definitions', { id: 4, name: 'x', itemcount: 2, options: '' });
      for (const id of [1, 2]) site.insert('question_datasets', { id, question: 2, datasetdefinition: 4 });
      for (const itemnumber of [1, 2]) site.insert('question_dataset_items', { definition: 4, itemnumber, value: 'v' });
      const { documents } = await site.backup();
      const questions = documents.get('questions.xml');
      expect(attributes(questions, 'dataset_definition', 'id')).toEqual(['4', '4']);
      expect(texts(questions, 'number')).toEqual(['1', '2', '1', '2']);
    });
  });

  it('a block keeps the bytes of a text that is not UTF-8, and its links are encoded all the same', async () => {
    const text = Buffer.from('caf\xe9 http://localhost/course/view.php?id=10 \xff', 'latin1');
    const serialised = Buffer.concat([Buffer.from(`O:8:"stdClass":1:{s:4:"text";s:${text.length}:"`), text, END]);
    const configdata = serialised.toString('base64');
    site.insert('block_instances', { id: 5, blockname: 'html', parentcontextid: 100, configdata });
    site.insert('context', { id: 605, contextlevel: 80, instanceid: 5, path: '/1/100/605' });
    const { documents } = await site.backup();
    const [written = ''] = texts(documents.get('course/blocks/html_5/block.xml'), 'configdata');
    expect(Buffer.from(written, 'base64').toString('latin1')).toContain('"caf\xe9 $@COURSEVIEWBYID*10@$ \xff"');
  });

  describe('the format that a backup names', () => {
    const named = async (release: string, version: string, config: Record<string, string> = {}) => {
      site.run(`UPDATE mdl_config SET value = '${release}' WHERE name = 'release'`);
      site.run(`UPDATE mdl_config SET value = '${version}' WHERE name = 'version'`);
      for (const [name, value] of Object.entries(config)) site.insert('config', { name, value });
      const main = (await site.backup()).documents.get('moodle_backup.xml');
      return [...texts(main, 'moodle_version'), ...texts(main, 'backup_version'), ...texts(main, 'backup_release')];
    };

    it.each([
      ['4.5.7+ (Build: 20250905)', '2024100707.02', '2024100700', '4.5'],
      ['5.1.1', '2025100601.00', '2025100600', '5.1'],
      ['4.4.8', '2024042208.00', '2024042200', '4.4'],
      ['4.1.19', '2022112819.00', '2022112800', '4.1'],
    ])('of Moodle %s is that of its branch, not of its update', async (release, version, format, branch) => {
      expect(await named(release, version)).toEqual([version, format, branch]);
    });

    it('is what the site has noted, where that is newer', async () => {
      const noted = { backup_version: '2024100899', backup_release: '4.5 plus' };
      expect(await named('4.5.5', '2024100705.01', noted)).toEqual(['2024100705.01', '2024100899', '4.5 plus']);
    });
  });

  describe('questions of a bank elsewhere, since Moodle 5.0', () => {
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

  describe('a course that the database has only half', () => {
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
        'its context',
        ({ contextId }) => `DELETE FROM mdl_context WHERE id = ${contextId}`,
        ({ moduleId }) => `Course module ${moduleId} (page): it has no context.`,
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

    it('names a block without a context', async () => {
      site.insert('block_instances', { id: 5, blockname: 'html', parentcontextid: 100, configdata: '' });
      const backup = await site.backup();
      expect(messages(backup)).toEqual([expect.stringContaining('Block 5 (html): it has no context.')]);
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
});
