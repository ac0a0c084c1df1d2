import { attributes, COURSE, CourseSite, texts } from '../../testing/course-site';

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
});
