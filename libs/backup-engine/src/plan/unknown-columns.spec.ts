import { DefinitionRegistry } from '@coursekeep/definitions';
import { openSite } from '@coursekeep/moodle-site';
import { describeWithServers } from '../../../../tools/testing/shared';
import { CourseSite } from '../../testing/course-site';
import { unknownColumns } from './unknown-columns';

describe('columns that Moodle’s own tables have here and in no known Moodle', () => {
  let site: CourseSite;
  beforeEach(() => {
    site = new CourseSite();
  });
  afterEach(() => site.remove());

  const named = async () => {
    const { warnings } = await site.backup();
    return warnings.map(({ code, kind, message }) => [code, kind, message.replace(/^.*is not either\. /, '')]);
  };

  it('are named in a notice, of every table that has rows in the backup', async () => {
    for (const column of ['page.taste', 'page.colour', 'user.shoesize', 'choice.colour', 'lesson_pages.colour']) {
      const [table, name] = column.split('.');
      site.run(`ALTER TABLE mdl_${table} ADD COLUMN ${name} VARCHAR(20)`);
    }
    site.activity('page', { intro: '', colour: 'red' });
    site.activity('lesson', { intro: '' });
    expect(await named()).toEqual([['column-not-known', 'notice', 'They are page.colour, page.taste.']]);
    site.user(7);
    const { instanceId } = site.activity('choice', { intro: '' });
    site.insert('choice_options', { id: 3, choiceid: instanceId, text: 'Yes' });
    site.insert('choice_answers', { choiceid: instanceId, userid: 7, optionid: 3 });
    expect(await named()).toEqual([
      ['column-not-known', 'notice', 'They are choice.colour, page.colour, page.taste, user.shoesize.'],
    ]);
  });

  it('are named of a table whose rows are found through another', async () => {
    site.run('ALTER TABLE mdl_question_bank_entries ADD COLUMN colour BIGINT');
    site.run('ALTER TABLE mdl_question_bank_entries ADD COLUMN nextversion BIGINT');
    site.run('ALTER TABLE mdl_context ADD COLUMN colour BIGINT');
    site.insert('question_categories', { id: 1, contextid: 100, name: 'Top', info: '', stamp: 's' });
    site.insert('question', { id: 1, qtype: 'truefalse', name: 'Question', questiontext: '', stamp: 'q' });
    site.insert('question_bank_entries', { id: 1, questioncategoryid: 1 });
    site.insert('question_versions', { questionbankentryid: 1, questionid: 1, version: 1 });
    expect(await named()).toEqual([['column-not-known', 'notice', 'It is question_bank_entries.colour.']]);
  });

  it('are not looked for in the tables of plugins', async () => {
    site.run('CREATE TABLE mdl_block_fridge (id INTEGER PRIMARY KEY, courseid BIGINT, food TEXT)');
    site.activity('page', { intro: '' });
    expect(await named()).toEqual([]);
  });
});

describeWithServers('the sites that Moodle made', (shared) => {
  it.each([
    'moodle41-mariadb',
    'moodle45-pgsql',
    'moodle45-mariadb',
    'moodle51-mariadb',
    'moodle515-mariadb',
    'plugins/site',
    'plugins/more/site',
  ])('have no column that is not known: %s', async (folder) => {
    const site = await openSite(`${shared}/moodle/${folder}/config.php`);
    try {
      // What a site has to do is in no backup.
      const tables = site.schema.tables.filter((table) => !table.startsWith('task_'));
      expect(unknownColumns(tables, site.schema, DefinitionRegistry.core())).toEqual([]);
    } finally {
      await site.close();
    }
  });
});
