import { openSite } from '@coursekeep/moodle-site';
import { describeWithServers } from '../../../../../tools/testing/shared';
import { backUp, COURSE, CourseSite } from '../../../testing/course-site';

const about = (warnings: readonly { message: string }[]): string[] =>
  warnings.map(({ message }) => message.replace(/^[^.]*\. /, ''));

const install = (site: CourseSite, ...plugins: string[]): void => {
  for (const plugin of plugins) site.insert('config_plugins', { plugin, name: 'version', value: '1' });
};

describe('plugins that a course uses without a definition', () => {
  let site: CourseSite;
  beforeEach(() => {
    site = new CourseSite();
  });
  afterEach(() => site.remove());

  /** An assignment that is graded by a form, with one filled in. */
  function gradedBy(method: string, id: number) {
    const { contextId } = site.activity('assign', { intro: '' });
    const area = { contextid: contextId, component: 'mod_assign', areaname: 'submissions', activemethod: method };
    site.insert('grading_areas', { id, ...area });
    site.insert('grading_definitions', { id, areaid: id, method, name: `Form ${id}`, status: 20 });
    site.insert('grading_instances', { id: id + 50, definitionid: id, raterid: 2, itemid: 1, status: 1 });
  }

  it('a grading form is named with its criteria and what graders filled in', async () => {
    site.run(`
      CREATE TABLE mdl_gradingform_stars_criteria (id INTEGER PRIMARY KEY, definitionid BIGINT, text TEXT);
      CREATE TABLE mdl_gradingform_stars_levels (id INTEGER PRIMARY KEY, criterionid BIGINT, text TEXT);
      CREATE TABLE mdl_gradingform_stars_fillings (id INTEGER PRIMARY KEY, instanceid BIGINT, criterionid BIGINT);`);
    gradedBy('stars', 7);
    gradedBy('rubric', 8);
    for (const definitionid of [7, 7, 9]) site.insert('gradingform_stars_criteria', { definitionid, text: 'x' });
    for (const criterionid of [1, 1, 3]) site.insert('gradingform_stars_levels', { criterionid, text: 'x' });
    for (const instanceid of [57, 59]) site.insert('gradingform_stars_fillings', { instanceid, criterionid: 1 });
    expect(about((await site.backup()).warnings)).toEqual([
      'Grading form "gradingform_stars": 1 in this backup by name and description alone; 5 rows left out ' +
        '(gradingform_stars_criteria 2, gradingform_stars_fillings 1, gradingform_stars_levels 2). In a restored course ' +
        'these forms are called ready and have no criteria: make them anew before anybody grades. Grades that were given stay.',
    ]);
  });

  it('a grading form is named where its rows cannot be counted too, and where it has no table', async () => {
    site.run('CREATE TABLE mdl_gradingform_stars_sky (id INTEGER PRIMARY KEY, thing BIGINT)');
    gradedBy('stars', 7);
    gradedBy('moon', 8);
    expect(about((await site.backup()).warnings)).toEqual([
      expect.stringContaining('Grading form "gradingform_moon": 1 in this backup by name and description alone. In a'),
      expect.stringContaining('alone; which rows of gradingform_stars_sky are of this course is not known. In a'),
    ]);
  });

  it.each(['cm', 'cmid', 'cm_id', 'coursemodule', 'coursemoduleid', 'moduleid'])(
    'a plagiarism plugin is named by the activities that its rows are about: %s',
    async (column) => {
      install(site, 'plagiarism_sniff');
      site.run(`CREATE TABLE mdl_plagiarism_sniff_files (id INTEGER PRIMARY KEY, ${column} BIGINT, score INT)`);
      const { moduleId } = site.activity('assign', { intro: '' });
      for (const id of [moduleId, moduleId, 5]) site.insert('plagiarism_sniff_files', { [column]: id, score: 1 });
      expect(about((await site.backup()).warnings)).toEqual([
        'Plagiarism plugin "plagiarism_sniff"; 2 rows left out (plagiarism_sniff_files 2). A restored course does not have ' +
          'its settings and reports; what people handed in is there.',
      ]);
    },
  );

  it('a plugin that has tables is named where the site does not list it, and once where it lists another', async () => {
    install(site, 'local_shelf', 'plagiarism_sniffer');
    site.run(`
      CREATE TABLE mdl_plagiarism_sniff_files (id INTEGER PRIMARY KEY, cm BIGINT, userid BIGINT, score INT);
      CREATE TABLE mdl_plagiarism_sniff_config (id INTEGER PRIMARY KEY, cm BIGINT, name TEXT);
      CREATE TABLE mdl_local_shelf_books (id INTEGER PRIMARY KEY, courseid BIGINT);
      CREATE TABLE mdl_message_reads (id INTEGER PRIMARY KEY, courseid BIGINT);`);
    const { moduleId } = site.activity('page', { intro: '' });
    for (const table of ['plagiarism_sniff_files', 'plagiarism_sniff_config']) site.insert(table, { cm: moduleId });
    for (const table of ['local_shelf_books', 'message_reads']) site.insert(table, { courseid: COURSE });
    expect(about((await site.backup()).warnings)).toEqual([
      'Plugin "local_shelf"; 1 row left out (local_shelf_books 1). A restored course does not have them.',
      'Plagiarism plugin "plagiarism_sniff"; 2 rows left out (plagiarism_sniff_config 1, plagiarism_sniff_files 1). ' +
        'A restored course does not have its settings and reports; what people handed in is there.',
    ]);
  });

  it.each(['course', 'courseid', 'course_id', 'contextid', 'sectionid', 'gradeitemid', 'groupid'])(
    'rows of any plugin are tied to the course by %s',
    async (column) => {
      install(site, 'local_shelf');
      site.run(`CREATE TABLE mdl_local_shelf (id INTEGER PRIMARY KEY, ${column} BIGINT)`);
      site.insert('grade_items', { id: 31, courseid: COURSE, itemtype: 'course' });
      site.insert('groups', { id: 41, courseid: COURSE, name: 'G' });
      const ids = { contextid: 100, sectionid: 11, gradeitemid: 31, groupid: 41 };
      for (const id of [COURSE, 100, 11, 31, 41]) site.insert('local_shelf', { [column]: id });
      expect(Object.values(ids)).not.toContain(COURSE);
      expect(about((await site.backup()).warnings)).toEqual([
        'Plugin "local_shelf"; 1 row left out (local_shelf 1). A restored course does not have them.',
      ]);
    },
  );

  it('rows are tied by an item id beside the name of an area, and through parents, in a circle too', async () => {
    install(site, 'local_shelf');
    site.run(`
      CREATE TABLE mdl_local_shelf_marks (id INTEGER PRIMARY KEY, itemtype VARCHAR(20), itemid BIGINT);
      CREATE TABLE mdl_local_shelf_stories (id INTEGER PRIMARY KEY, markid BIGINT);
      CREATE TABLE mdl_local_shelf_lines (id INTEGER PRIMARY KEY, story_id BIGINT);
      CREATE TABLE mdl_local_shelf_hens (id INTEGER PRIMARY KEY, eggid BIGINT);
      CREATE TABLE mdl_local_shelf_eggs (id INTEGER PRIMARY KEY, henid BIGINT);`);
    for (const [itemtype, itemid] of [
      ['course', COURSE],
      ['section', 11],
      ['section', COURSE],
      ['user', COURSE],
    ] as const)
      site.insert('local_shelf_marks', { itemtype, itemid });
    for (const markid of [1, 2, 3]) site.insert('local_shelf_stories', { markid });
    for (const story_id of [1, 3, 3]) site.insert('local_shelf_lines', { story_id });
    expect(about((await site.backup()).warnings)).toEqual([
      'Plugin "local_shelf"; 5 rows left out (local_shelf_lines 1, local_shelf_marks 2, local_shelf_stories 2); which rows of ' +
        'local_shelf_eggs, local_shelf_hens are of this course is not known. A restored course does not have them.',
    ]);
  });

  it('the tables of sub-plugins are counted with their activity, or for themselves beside one that is known', async () => {
    install(site, 'recipespice_salt', 'quizaccess_door', 'quiz_archive');
    site.run(`
      CREATE TABLE mdl_recipe (id INTEGER PRIMARY KEY, course BIGINT, name VARCHAR(255));
      CREATE TABLE mdl_recipe_steps (id INTEGER PRIMARY KEY, recipe BIGINT);
      CREATE TABLE mdl_recipespice_salt (id INTEGER PRIMARY KEY, stepid BIGINT);
      CREATE TABLE mdl_recipespice_salt_grains (id INTEGER PRIMARY KEY, saltid BIGINT);
      CREATE TABLE mdl_quizaccess_door_keys (id INTEGER PRIMARY KEY, attemptid BIGINT);
      CREATE TABLE mdl_quiz_archive_jobs (id INTEGER PRIMARY KEY, quizid BIGINT);`);
    const recipe = site.activity('recipe');
    const quiz = site.activity('quiz', { intro: '' });
    site.insert('recipe_steps', { recipe: recipe.instanceId });
    site.insert('recipespice_salt', { stepid: 1 });
    for (const saltid of [1, 1, 2]) site.insert('recipespice_salt_grains', { saltid });
    site.insert('quiz_attempts', { id: 3, quiz: quiz.instanceId, userid: 2, uniqueid: 1, attempt: 1 });
    for (const attemptid of [3, 4]) site.insert('quizaccess_door_keys', { attemptid });
    site.insert('quiz_archive_jobs', { quizid: quiz.instanceId });
    site.file({
      contextid: recipe.contextId,
      component: 'recipespice_salt',
      filearea: 'a',
      itemid: 1,
      filename: 'a.txt',
    });
    site.file({ contextid: quiz.contextId, component: 'quizaccess_door', filearea: 'a', itemid: 1, filename: 'b.txt' });
    const { warnings, contents } = await site.backup();
    const counts = about(warnings).map((text) => text.replace(/ left out(?! \().*/, ''));
    expect(counts).toEqual([
      'Activity module "mod_recipe": 1 in this course; 5 rows left out (recipe 1, recipe_steps 1, recipespice_salt 1, ' +
        'recipespice_salt_grains 2); 1 file',
      'Plugin "quiz_archive"; 1 row left out (quiz_archive_jobs 1). A restored course does not have them.',
      'Plugin "quizaccess_door"; 1 row left out (quizaccess_door_keys 1); 1 file',
    ]);
    expect(contents).toEqual([]);
  });

  it('answers of unknown question types are counted, which lie in a table of Moodle’s own', async () => {
    site.insert('question_categories', { id: 1, contextid: 100, name: 'Top', info: '', stamp: 's' });
    for (const [id, qtype] of [
      [1, 'riddle'],
      [2, 'shortanswer'],
    ] as const) {
      site.insert('question', { id, qtype, name: `Question ${id}`, questiontext: '', stamp: `q${id}` });
      site.insert('question_bank_entries', { id, questioncategoryid: 1 });
      site.insert('question_versions', { questionbankentryid: id, questionid: id, version: 1 });
      for (const answer of ['a', 'b']) site.insert('question_answers', { question: id, answer });
    }
    site.file({ contextid: 100, component: 'qtype_riddle', filearea: 'picture', itemid: 1, filename: 'a.txt' });
    expect(about((await site.backup()).warnings)).toEqual([
      expect.stringMatching(/; 2 rows left out \(question_answers 2\); 1 file left out\. A restored quiz/),
    ]);
  });

  it('what an activity of an unknown kind has in Moodle’s own tables is counted as the settings ask for it', async () => {
    site.run('CREATE TABLE mdl_recipe (id INTEGER PRIMARY KEY, course BIGINT, name VARCHAR(255))');
    const { moduleId, instanceId, contextId } = site.activity('recipe');
    const item = { itemtype: 'mod', itemmodule: 'recipe', iteminstance: instanceId };
    site.insert('grade_items', { id: 5, courseid: COURSE, ...item });
    site.insert('grade_grades', { itemid: 5, userid: 2 });
    site.insert('course_modules_completion', { coursemoduleid: moduleId, userid: 2 });
    site.insert('comments', { contextid: contextId, userid: 2, component: 'mod_recipe', content: 'Good' });
    site.insert('event', { modulename: 'recipe', instance: instanceId, courseid: COURSE, name: 'Eat' });
    const rowsIn = async (settings: Record<string, number>) =>
      about((await site.backup({ settings })).warnings).map((text) => /\((.*?)\)/.exec(text)?.[1]);
    expect(await rowsIn({})).toEqual([
      'recipe 1, grade_items 1, grade_grades 1, course_modules_completion 1, comments 1, event 1',
    ]);
    expect(await rowsIn({ users: 0, calendarevents: 0 })).toEqual(['recipe 1, grade_items 1']);
    expect(await rowsIn({ activities: 0 })).toEqual([]);
  });

  it('a plugin of which nothing was left out is named in a notice', async () => {
    site.run(`UPDATE mdl_course SET format = 'spiral' WHERE id = ${COURSE}`);
    const assign = site.activity('assign', { intro: '' });
    const config = { assignment: assign.instanceId, subtype: 'assignsubmission', name: 'enabled' };
    site.insert('assign_plugin_config', { ...config, plugin: 'drawing', value: '1' });
    site.insert('assign_plugin_config', { ...config, plugin: 'singing', value: '0' });
    const { warnings } = await site.backup();
    expect(warnings.map(({ code, kind }) => [code, kind])).toEqual(Array(2).fill(['plugin-needed', 'notice']));
    expect(warnings.map(({ message }) => message.replace(/^.*Nothing of it was left out\. /, ''))).toEqual([
      'Course format "format_spiral": the format of this course.',
      'Plugin "assignsubmission_drawing": 1 in this course.',
    ]);
  });

  it('a plugin is named by what Moodle’s own tables say of its use, where it has no table at all', async () => {
    site.user(7);
    const page = site.activity('page', { intro: '' });
    const availability = JSON.stringify({ op: '&', c: [{ type: 'tide' }, { type: 'date', d: '<', t: 1 }], showc: [] });
    site.run(`UPDATE mdl_course_modules SET availability = '${availability}' WHERE id = ${page.moduleId}`);
    site.run(`UPDATE mdl_course_sections SET availability = '{"op":"|","c":[{"op":"&","c":[{"type":"tide"}]}]}'`);
    for (const filter of ['sparkle', 'tex']) site.insert('filter_active', { filter, contextid: 100, active: 1 });
    site.insert('filter_active', { filter: 'elsewhere', contextid: 1, active: 1 });
    site.insert('enrol', { id: 1, enrol: 'manual', courseid: COURSE });
    site.insert('user_enrolments', { enrolid: 1, userid: 7, status: 0 });
    site.insert('user_info_field', { id: 3, shortname: 'mood', name: 'Mood', datatype: 'smiley' });
    for (const userid of [7, 8]) site.insert('user_info_data', { userid, fieldid: 3, data: ':)' });
    site.insert('groups', { id: 4, courseid: COURSE, name: 'G' });
    site.insert('customfield_category', { id: 5, name: 'C', component: 'core_group', area: 'group' });
    site.insert('customfield_field', {
      id: 6,
      categoryid: 5,
      shortname: 'm',
      name: 'M',
      type: 'map',
      configdata: '{}',
    });
    site.insert('customfield_data', { fieldid: 6, instanceid: 4, value: 'x', valueformat: 0, contextid: 100 });
    site.insert('repository', { id: 8, type: 'attic', visible: 1 });
    site.insert('repository_instances', { id: 9, typeid: 8, name: 'A', contextid: 1 });
    site.insert('files_reference', { id: 10, repositoryid: 9, reference: 'far', referencehash: 'x' });
    const place = { contextid: page.contextId, component: 'mod_page', filearea: 'content', itemid: 0 };
    site.file({ ...place, filename: 'box.txt', referencefileid: 10 });
    const named = async (settings: Record<string, number>) => {
      const { warnings } = await site.backup({ settings });
      const needed = warnings.filter(({ code }) => code === 'plugin-needed');
      return needed.map(({ message }) => message.replace(/^.*Nothing of it was left out\. /, '')).sort();
    };
    const always = [
      'Kind of custom field "customfield_map": 1 in this course.',
      'Kind of profile field "profilefield_smiley": 1 in this backup.',
      'Repository "repository_attic": 1 in this course.',
      'Restriction of access "availability_tide": 2 in this course.',
      'Text filter "filter_sparkle": 1 in this course.',
    ];
    expect(await named({})).toEqual(always);
    expect(await named({ users: 0, filters: 0, groups: 0 })).toEqual([always[2], always[3]]);
  });

  it('takes as many queries for 40 activities of unknown kinds as for one', async () => {
    install(site, 'local_shelf', 'plagiarism_sniff');
    site.run(`
      CREATE TABLE mdl_recipe (id INTEGER PRIMARY KEY, course BIGINT, name VARCHAR(255));
      CREATE TABLE mdl_local_shelf (id INTEGER PRIMARY KEY, courseid BIGINT);
      CREATE TABLE mdl_plagiarism_sniff (id INTEGER PRIMARY KEY, cmid BIGINT);`);
    const queries: number[] = [];
    for (const count of [1, 39]) {
      for (let made = 0; made < count; made++) {
        const { moduleId } = site.activity('recipe');
        site.insert('plagiarism_sniff', { cmid: moduleId });
        site.insert('local_shelf', { courseid: COURSE });
      }
      const opened = await site.open();
      const all = jest.spyOn(opened.database, 'all');
      const backup = await backUp(opened, { courseId: COURSE });
      expect(about(backup.warnings)).toHaveLength(3);
      queries.push(backup.queries + all.mock.calls.length);
      await opened.close();
    }
    expect(queries[1]).toBe(queries[0]);
  });

  it('a table that may not be read keeps no other from being counted', async () => {
    install(site, 'local_shelf');
    site.run(`
      CREATE TABLE mdl_local_shelf (id INTEGER PRIMARY KEY, courseid BIGINT);
      CREATE TABLE mdl_local_shelf_gone (id INTEGER PRIMARY KEY, courseid BIGINT);
      INSERT INTO mdl_local_shelf (courseid) VALUES (${COURSE});`);
    const opened = await site.open();
    site.run('DROP TABLE mdl_local_shelf_gone');
    const { warnings } = await backUp(opened, { courseId: COURSE });
    await opened.close();
    expect(about(warnings)).toEqual([
      'Plugin "local_shelf"; 1 row left out (local_shelf 1); which rows of local_shelf_gone are of this course is not known. ' +
        'A restored course does not have them.',
    ]);
  });
});

describeWithServers(
  'the sites with plugins',
  (shared) => {
    /** In these sites both courses together have every row of the plugins' tables; a vocabulary is nobody's. */
    it.each([
      ['plugins/site', [2, 3], { orchard_species: 3 }],
      ['plugins/more/site', [2, 3], { gradingform_harvest_criteria: 1 }],
    ] as const)('have every row of the plugins’ tables counted: %s', async (folder, courses, nobodys) => {
      const site = await openSite(`${shared}/moodle/${folder}/config.php`);
      try {
        const counts = new Map<string, number>();
        for (const courseId of courses) {
          const { warnings } = await backUp(site, { courseId });
          const rows = warnings.flatMap(({ message }) => [...message.matchAll(/[(\s](\w+) (\d+)(?=[,)])/g)]);
          for (const [, table = '', n] of rows) counts.set(table, (counts.get(table) ?? 0) + Number(n));
        }
        const ours =
          /^(orchard|birdlog|block_weather|gradingform_harvest|local_ledger|qtype_seed|assign\w+_(sketch|stamp)|format_garden)/;
        for (const table of site.schema.tables.filter((name) => ours.test(name))) {
          const [row] = await site.database.all({ text: `SELECT COUNT(*) AS n FROM {${table}}` });
          const others = (nobodys as Readonly<Record<string, number>>)[table] ?? 0;
          expect([table, counts.get(table) ?? 0]).toEqual([table, Number(row?.n) - others]);
        }
      } finally {
        await site.close();
      }
    });
  },
  { pgsql: true },
);

describeWithServers(
  'a course of Moodle 5.1.5 with a grading form and a plagiarism plugin whose code is not there',
  (shared) => {
    it('has both named with their rows, though the site lists neither', async () => {
      const site = await openSite(`${shared}/moodle/moodle515-mariadb/config.php`);
      try {
        const rows = await site.database.all({ text: "SELECT id FROM {course} WHERE shortname = 'plainf'" });
        const { warnings } = await backUp(site, { courseId: Number(rows[0]?.id) });
        expect(about(warnings)).toEqual([
          expect.stringMatching(
            /^Grading form "gradingform_checklist": 1 .*; 1 row left out \(gradingform_checklist_groups 1\)/,
          ),
          expect.stringMatching(
            /^Plagiarism plugin "plagiarism_turnitin"; 1 row left out \(plagiarism_turnitin_files 1\)/,
          ),
        ]);
      } finally {
        await site.close();
      }
    });
  },
  { mariadb: true },
);
