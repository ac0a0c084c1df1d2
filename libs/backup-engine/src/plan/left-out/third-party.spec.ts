import { COURSE, CourseSite, texts } from '../../../testing/course-site';
import { siteWithRecipe } from '../../../testing/recipe-site';
import {
  area,
  block,
  container,
  element,
  parent,
  plugin,
  table,
  phpObject,
  phpProperties,
  phpString,
  scalarText,
  registerDefinition,
} from '@coursekeep/definitions';

describe('plugins without a definition', () => {
  it('an activity is named with its rows, and the rest of the backup is whole', async () => {
    const { site, page, recipe } = siteWithRecipe();
    site.insert('grade_items', {
      courseid: COURSE,
      itemtype: 'mod',
      itemmodule: 'recipe',
      iteminstance: recipe.instanceId,
    });
    const { warnings, documents, contents, status, log } = await site.backup();
    site.remove();
    expect(status).toBe(1000);
    expect(warnings.map(({ code }) => code)).toEqual(['kind-not-supported']);
    expect(documents.has('gradebook.xml')).toBe(true);
    expect(warnings[0]!.message).toContain(
      'Activity module "mod_recipe": 1 in this course; 5 rows left out (recipe 1, recipe_cook 1, recipe_step 2, ' +
        'grade_items 1); 1 file left out; which rows of recipe_unit are of this course is not known. ' +
        'A restored course does not have these activities, nor people’s work and grades in them.',
    );
    expect(log.join('\n')).toContain('warn A plugin is not known to Coursekeep');
    expect(texts(documents.get('moodle_backup.xml'), 'moduleid')).toEqual([String(page.moduleId)]);
    expect([...documents.keys()].some((path) => path.includes('recipe'))).toBe(false);
    expect(contents).toEqual([]);
  });

  it('a table of a known activity that no definition reads is named, once it has rows of this course', async () => {
    const site = new CourseSite();
    site.run('CREATE TABLE mdl_scorm_scoes_notes (id INTEGER PRIMARY KEY, scormid BIGINT, note TEXT)');
    const { instanceId } = site.activity('scorm', { intro: '' });
    site.insert('scorm_scoes_notes', { scormid: 1, note: 'Of another course' });
    expect((await site.backup()).warnings).toEqual([]);
    for (const note of ['a', 'b']) site.insert('scorm_scoes_notes', { scormid: instanceId, note });
    const { warnings } = await site.backup();
    site.remove();
    expect(warnings).toEqual([
      {
        code: 'table-not-known',
        kind: 'loss',
        message: expect.stringContaining(
          'Activity module "mod_scorm"; 2 rows left out (scorm_scoes_notes 2).',
        ) as string,
      },
    ]);
  });

  it('a block goes in with its settings, and is named', async () => {
    const site = new CourseSite();
    site.run('CREATE TABLE mdl_block_fridge_item (id INTEGER PRIMARY KEY, blockinstanceid BIGINT, food TEXT)');
    for (const [id, blockname] of [
      [5, 'fridge'],
      [6, 'html'],
    ] as const) {
      site.insert('block_instances', { id, blockname, parentcontextid: 100, configdata: '' });
      site.insert('context', { id: 600 + id, contextlevel: 80, instanceid: id, path: `/1/100/${600 + id}` });
    }
    for (const owner of [5, 5, 99]) site.insert('block_fridge_item', { blockinstanceid: owner, food: 'milk' });
    const { warnings, documents } = await site.backup();
    site.remove();
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining(
        'Block "block_fridge": 1 in this backup with their settings alone; 2 rows left out (block_fridge_item 2).',
      ),
    ]);
    expect(documents.has('course/blocks/fridge_5/block.xml')).toBe(true);
  });

  it('a question type: its questions go in, what the type adds is named', async () => {
    const site = new CourseSite();
    site.run('CREATE TABLE mdl_qtype_riddle_options (id INTEGER PRIMARY KEY, questionid BIGINT, hint TEXT)');
    site.insert('question_categories', { id: 1, contextid: 100, name: 'Top', info: '', stamp: 's' });
    for (const [id, qtype] of [
      [1, 'riddle'],
      [2, 'riddle'],
      [3, 'truefalse'],
    ] as const) {
      site.insert('question', { id, qtype, name: `Question ${id}`, questiontext: '', stamp: `q${id}` });
      site.insert('question_bank_entries', { id, questioncategoryid: 1 });
      site.insert('question_versions', { questionbankentryid: id, questionid: id, version: 1 });
      if (qtype === 'riddle') site.insert('qtype_riddle_options', { questionid: id, hint: 'think' });
    }
    const { warnings, documents } = await site.backup();
    site.remove();
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining('Question type "qtype_riddle": 2 in this backup as questions of a missing type'),
    ]);
    expect(texts(documents.get('questions.xml'), 'qtype')).toEqual(['missingtype', 'missingtype', 'truefalse']);
  });

  it('an enrolment method: its instances go in, its own data are named', async () => {
    const site = new CourseSite();
    site.run('CREATE TABLE mdl_enrol_lottery (id INTEGER PRIMARY KEY, enrolid BIGINT, ticket TEXT)');
    for (const [id, enrol] of [
      [1, 'manual'],
      [2, 'lottery'],
    ] as const)
      site.insert('enrol', { id, enrol, courseid: COURSE });
    site.insert('enrol_lottery', { enrolid: 2, ticket: 'a' });
    const { warnings, documents } = await site.backup();
    const without = await site.backup({ options: { users: 1, enrolments: 0 } });
    site.remove();
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining(
        'Enrolment method "enrol_lottery": 1 in this backup with its settings alone; 1 row left out',
      ),
    ]);
    expect(texts(documents.get('course/enrolments.xml'), 'enrol')).toEqual(['manual', 'lottery']);
    expect(without.warnings).toEqual([]);
  });

  it('other plugins are named only where they have rows of this course', async () => {
    const site = new CourseSite();
    const assign = site.activity('assign', { intro: '' });
    for (const plugin of [
      'assignsubmission_drawing',
      'local_quiet',
      'local_diary',
      'local_far',
      'qtype_unused',
      'mod_idle',
    ]) {
      site.insert('config_plugins', { plugin, name: 'version', value: '1' });
    }
    site.run(`
      CREATE TABLE mdl_assignsubmission_drawing (id INTEGER PRIMARY KEY, assignment BIGINT, strokes TEXT);
      CREATE TABLE mdl_local_diary (id INTEGER PRIMARY KEY, courseid BIGINT, entry TEXT);
      CREATE TABLE mdl_local_diary_far (id INTEGER PRIMARY KEY, courseid TEXT);
      CREATE TABLE mdl_local_quiet (id INTEGER PRIMARY KEY, courseid BIGINT);
      CREATE TABLE mdl_local_far (id INTEGER PRIMARY KEY, thing BIGINT);
      INSERT INTO mdl_local_far (thing) VALUES (${COURSE});`);
    site.insert('assignsubmission_drawing', { assignment: assign.instanceId, strokes: '~' });
    for (const courseid of [COURSE, COURSE, 1]) site.insert('local_diary', { courseid, entry: 'x' });
    const { warnings } = await site.backup();
    site.remove();
    expect(warnings.map(({ message }) => message.replace(/^.*? left out\. /, ''))).toEqual([
      expect.stringMatching(/^Plugin "assignsubmission_drawing"; 1 row left out \(assignsubmission_drawing 1\)\. /),
      expect.stringMatching(
        /^Plugin "local_diary"; 2 rows left out \(local_diary 2\); which rows of local_diary_far are of this course is not known\. /,
      ),
    ]);
  });
});

describe('plugins with a definition from outside', () => {
  it('a question type brings its rows and its files', async () => {
    registerDefinition(
      plugin(
        'qtype_question_plugin',
        'qtype_rebus',
        [
          container('plugin_qtype_rebus_question', [
            element('rebus', { fields: 'solution', from: table('qtype_rebus', { questionid: parent('id') }) }),
          ]),
        ],
        { element: 'question', column: 'qtype', is: 'rebus' },
      ),
    );
    const site = new CourseSite();
    site.run('CREATE TABLE mdl_qtype_rebus (id INTEGER PRIMARY KEY, questionid BIGINT, solution TEXT)');
    site.insert('question_categories', { id: 1, contextid: 100, name: 'Top', info: '', stamp: 's' });
    for (const [id, qtype] of [
      [1, 'rebus'],
      [2, 'truefalse'],
    ] as const) {
      site.insert('question', { id, qtype, name: `Question ${id}`, questiontext: '', stamp: `q${id}` });
      site.insert('question_bank_entries', { id, questioncategoryid: 1 });
      site.insert('question_versions', { questionbankentryid: id, questionid: id, version: 1 });
    }
    site.insert('qtype_rebus', { questionid: 1, solution: 'Bee leaf' });
    site.file({ contextid: 100, component: 'qtype_rebus', filearea: 'picture', itemid: 1, filename: 'bee.png' });
    const { warnings, documents } = await site.backup();
    site.remove();
    expect(warnings).toEqual([]);
    expect(texts(documents.get('questions.xml'), 'solution')).toEqual(['Bee leaf']);
    expect(documents.get('questions.xml')!.split('plugin_qtype_rebus_question').length).toBe(3);
    expect(texts(documents.get('files.xml'), 'filename')).toEqual(['bee.png']);
  });

  it('a block has the links in its settings encoded, brings its files, and is no longer named', async () => {
    const see = `${LINK} is the page to see`;
    const settings = [
      { name: 'title', value: phpString(see) },
      { name: 'text', value: phpString(see) },
      { name: 'limit', value: 'i:5;' },
      { name: 'footer', value: phpString(see) },
      { name: 'drawer', value: 'O:6:"Drawer":0:{}' },
      { name: 'shelf', value: 'O:8:"stdClass":0:{}' },
    ];
    const site = new CourseSite();
    for (const [id, blockname] of ['larder', 'cellar', 'pantry'].entries()) {
      const configdata = Buffer.from(phpObject(settings), 'latin1').toString('base64');
      site.insert('block_instances', { id: id + 5, blockname, parentcontextid: 100, configdata });
      site.insert('config_plugins', { plugin: `block_${blockname}`, name: 'version', value: '2024010100' });
      site.insert('context', { id: id + 605, contextlevel: 80, instanceid: id + 5, path: `/1/100/${id + 605}` });
      const filearea = { contextid: id + 605, component: `block_${blockname}`, filearea: 'photo', itemid: 0 };
      site.file({ ...filearea, filename: `${blockname}.txt` });
    }
    const photos = area('block_larder', 'photo');
    registerDefinition(block('larder', { linkedTexts: 'text footer limit nothing', files: [photos] }));
    registerDefinition(block('pantry'));
    expect(() => registerDefinition(block('larder'))).toThrow('block_larder is registered twice.');
    const { documents, warnings } = await site.backup();
    const configuration = (folder: string) => {
      const [text = ''] = texts(documents.get(`course/blocks/${folder}/block.xml`), 'configdata');
      const properties = phpProperties(Buffer.from(text, 'base64').toString('latin1')) ?? [];
      return properties.map(({ name, value }) => [name, scalarText(value) ?? value]);
    };
    site.remove();
    const encoded = '$@COURSEVIEWBYID*10@$ is the page to see';
    expect(configuration('larder_5')).toEqual([
      ['title', see],
      ['text', encoded],
      ['limit', '5'],
      ['footer', encoded],
      ['shelf', 'O:8:"stdClass":0:{}'],
    ]);
    const untouched = settings.map(({ name, value }) => [name, scalarText(value) ?? value]);
    expect([configuration('cellar_6'), configuration('pantry_7')]).toEqual([untouched, untouched]);
    expect(warnings.map(({ message }) => message)).toEqual([expect.stringContaining('Block "block_cellar": 1 in')]);
    expect(texts(documents.get('files.xml'), 'filename')).toEqual(['larder.txt']);
  });
});

const LINK = `http://localhost/course/view.php?id=${COURSE}`;
