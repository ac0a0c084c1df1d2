import { attributes, COURSE, CourseSite, inforef, texts } from '../../testing/course-site';

const END = Buffer.from('";}');

describe('courses with something out of the ordinary', () => {
  let site: CourseSite;
  beforeEach(() => {
    site = new CourseSite();
  });
  afterEach(() => site.remove());

  it('an activity whose grouping is of another course takes that and its groups along, as in Moodle', async () => {
    site.insert('groupings', { id: 7, courseid: 1, name: 'Elsewhere' });
    site.insert('groups', { id: 3, courseid: 1, name: 'Elsewhere' });
    site.insert('groupings_groups', { groupingid: 7, groupid: 3 });
    const page = site.activity('page');
    site.run(`UPDATE mdl_course_modules SET groupingid = 7 WHERE id = ${page.moduleId}`);
    const { documents } = await site.backup();
    expect(inforef(documents.get(`activities/page_${page.moduleId}/inforef.xml`), 'group')).toEqual(['3']);
    expect(attributes(documents.get('groups.xml'), 'group', 'id')).toEqual(['3']);
  });

  describe('custom fields of groups and groupings', () => {
    const fieldsOf = (area: string, owners: readonly number[]) => {
      for (const id of [1, 2]) {
        const category = area === 'group' ? id : id + 10;
        site.insert('customfield_category', { id: category, component: 'core_group', area, sortorder: 3 - id });
        site.insert('customfield_field', { id: category, categoryid: category, shortname: `f${id}`, type: 'text' });
        for (const instanceid of owners) {
          site.insert('customfield_data', {
            fieldid: category,
            instanceid,
            charvalue: `${instanceid}`,
            value: '',
            contextid: 100,
          });
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
    field(4, 'number', { decvalue: 12.34568, value: '12.3456789', valuetrust: 4 });
    field(5, 'number', { decvalue: -12.5, value: '-12.5' });
    field(6, 'textarea', { value: 'b' });
    const { documents } = await site.backup();
    const fields = documents.get('course/course.xml')!.split('<customfields>')[1];
    expect(texts(fields, 'value')).toEqual(['2', 'a', '$@NULL@$', '12.34568', '-12.5', 'b']);
    expect(texts(fields, 'valuetrust')).toEqual(['', '', '', '1', '', '']);
  });

  it('deleted people have no context and nothing that hangs on it', async () => {
    site.insert('user', { id: 100, username: 'gone@x.example.1700000000', deleted: 1, mnethostid: 1 });
    site.insert('role', { id: 5, shortname: 'student', name: '' });
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
    site.insert('config_plugins', { plugin: 'block_html', name: 'version', value: '2024100700' });
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
});
