import { attributes, COURSE, CourseSite, inforef, texts } from '../../testing/course-site';

describe('rules of a backup', () => {
  let site: CourseSite;
  beforeEach(() => {
    site = new CourseSite();
  });
  afterEach(() => site.remove());

  describe('what is referred to after an inforef', () => {
    it('shows in the next one: content bank of the course, xAPI state of an activity', async () => {
      for (const id of [100, 101]) site.user(id);
      site.insert('contentbank_content', { id: 4, contextid: 100, name: 'H5P', contenttype: 'x', usercreated: 100 });
      site.file({ contextid: 100, component: 'contentbank', filearea: 'public', itemid: 4, filename: 'a.h5p' });
      const first = site.activity('h5pactivity', { intro: '' });
      const second = site.activity('page');
      site.run(`UPDATE mdl_course_sections SET sequence = '${first.moduleId},${second.moduleId}' WHERE id = 11`);
      site.insert('xapi_states', { component: 'mod_h5pactivity', userid: 101, itemid: first.contextId, stateid: 's' });
      const { documents } = await site.backup();
      const of = (folder: string) => documents.get(`${folder}/inforef.xml`);
      expect(inforef(of('course'), 'user')).toEqual([]);
      expect([inforef(of('sections/section_11'), 'user'), inforef(of('sections/section_11'), 'file')]).toEqual([
        ['100'],
        ['1'],
      ]);
      expect(inforef(of(`activities/h5pactivity_${first.moduleId}`), 'user')).toEqual([]);
      expect(inforef(of(`activities/page_${second.moduleId}`), 'user')).toEqual(['101']);
      expect(attributes(documents.get('users.xml'), 'user', 'id')).toEqual(['100', '101']);
    });
  });

  describe('groups', () => {
    beforeEach(() => {
      for (const id of [1, 2]) site.insert('groups', { id, courseid: COURSE, name: `G${id}` });
      site.insert('groupings', { id: 7, courseid: COURSE, name: 'Grouping' });
      site.insert('groupings_groups', { groupingid: 7, groupid: 2 });
    });

    it('all go in with the course; those of an activity’s grouping are in its inforef', async () => {
      const page = site.activity('page');
      site.run(`UPDATE mdl_course_modules SET groupingid = 7 WHERE id = ${page.moduleId}`);
      const { documents } = await site.backup();
      expect(attributes(documents.get('groups.xml'), 'group', 'id')).toEqual(['1', '2']);
      const refs = documents.get(`activities/page_${page.moduleId}/inforef.xml`);
      expect([inforef(refs, 'grouping'), inforef(refs, 'group')]).toEqual([['7'], ['2']]);
    });

    it('of enrolment methods that fill one are named by the setting alone, whatever the method says', async () => {
      site.insert('enrol', { id: 1, enrol: 'cohort', courseid: COURSE, customint2: 2 });
      site.insert('enrol', { id: 2, enrol: 'meta', courseid: COURSE, customint2: 4711 });
      site.insert('enrol', { id: 3, enrol: 'cohort', courseid: COURSE, customint2: 1 });
      site.run('UPDATE mdl_enrol SET customint2 = 9223372036854775807 WHERE id = 3');
      const { documents } = await site.backup({ settings: { groups: 0 } });
      expect(inforef(documents.get('course/inforef.xml'), 'group')).toEqual([]);
      expect(attributes(documents.get('groups.xml'), 'group', 'id')).toEqual([]);
      expect(texts(documents.get('course/enrolments.xml'), 'customint2')).toContain('9223372036854775807');
    });

    it('with ids beyond all numbers that are safe name nobody, and keep nothing from being backed up', async () => {
      const page = site.activity('page');
      site.run(`UPDATE mdl_course_modules SET groupingid = 9223372036854775807 WHERE id = ${page.moduleId}`);
      const { documents } = await site.backup();
      const refs = documents.get(`activities/page_${page.moduleId}/inforef.xml`);
      expect(inforef(refs, 'grouping')).toEqual([]);
      expect(texts(documents.get(`activities/page_${page.moduleId}/module.xml`), 'groupingid')).toEqual([
        '9223372036854775807',
      ]);
    });

    it('stay out where the setting is off', async () => {
      const assign = site.activity('assign', { intro: '' });
      site.user(100);
      for (const groupid of [0, 1]) {
        site.insert('assign_submission', {
          assignment: assign.instanceId,
          userid: 100,
          groupid,
          attemptnumber: groupid,
        });
      }
      const { documents } = await site.backup({ settings: { groups: 0 } });
      expect(attributes(documents.get('groups.xml'), 'group', 'id')).toEqual([]);
      expect(inforef(documents.get('course/inforef.xml'), 'group')).toEqual([]);
      const submissions = documents.get(`activities/assign_${assign.moduleId}/assign.xml`);
      expect(texts(submissions, 'groupid')).toEqual(['0']);
    });
  });

  describe('tags', () => {
    const chapterTags = async () => {
      const { documents } = await site.backup();
      const path = [...documents.keys()].find((name) => name.endsWith('/book.xml'))!;
      return texts(documents.get(path), 'rawname');
    };
    beforeEach(() => {
      const book = site.activity('book', { intro: '' });
      site.insert('book_chapters', { id: 3, bookid: book.instanceId, title: 'One', content: '' });
      site.insert('tag', { id: 5, name: 'green', rawname: 'Green' });
      site.insert('tag_instance', {
        tagid: 5,
        component: 'mod_book',
        itemtype: 'book_chapters',
        itemid: 3,
        contextid: book.contextId,
      });
      site.insert('tag_area', { id: 1, component: 'mod_book', itemtype: 'book_chapters', enabled: 1 });
    });

    it('go in with what they are on', async () => {
      expect(await chapterTags()).toEqual(['Green']);
    });

    it.each(['UPDATE mdl_tag_area SET enabled = 0', "INSERT INTO mdl_config (name, value) VALUES ('usetags', '0')"])(
      'stay out where they are switched off: %s',
      async (sql) => {
        site.run(sql);
        expect(await chapterTags()).toEqual([]);
      },
    );
  });

  describe('custom fields', () => {
    const ALL = { visibility: 2, locked: 0 };
    const field = (id: number, options: object, area = 'course') => {
      const component = area === 'course' ? 'core_course' : 'core_group';
      site.insert('customfield_category', { id, name: 'C', component, area, sortorder: id, contextid: 1 });
      site.insert('customfield_field', {
        id,
        categoryid: id,
        shortname: `f${id}`,
        type: 'text',
        configdata: JSON.stringify(options),
      });
      site.insert('customfield_data', {
        fieldid: id,
        instanceid: area === 'course' ? COURSE : 1,
        value: 'v',
        contextid: 100,
      });
    };
    /** Somebody who may back the course up, and has this capability besides. */
    const teacherWith = (...capabilities: string[]) => {
      site.user(300);
      site.insert('role', { id: 3, shortname: 'helper', name: '' });
      site.insert('role_assignments', { roleid: 3, contextid: 100, userid: 300 });
      for (const capability of ['moodle/backup:backupcourse', ...capabilities]) {
        site.insert('role_capabilities', { roleid: 3, contextid: 1, capability, permission: 1 });
      }
    };
    const fields = async (userId: number) => {
      const { documents } = await site.backup({ userId });
      return texts(documents.get('course/course.xml'), 'shortname').filter((name) => name.startsWith('f'));
    };
    beforeEach(() => {
      field(1, ALL);
      field(2, { visibility: 1, locked: 0 });
      field(3, { visibility: 0, locked: 0 });
      field(4, { visibility: 0, locked: 1 });
    });

    it.each<[string, string[], string[]]>([
      ['sees what everybody sees', [], ['f1']],
      ['who may change the course sees what is not locked', ['moodle/course:update'], ['f1', 'f2', 'f3']],
      [
        'who may change locked fields sees these too',
        ['moodle/course:update', 'moodle/course:changelockedcustomfields'],
        ['f1', 'f2', 'f3', 'f4'],
      ],
    ])('somebody %s', async (_, capabilities, expected) => {
      teacherWith(...capabilities);
      expect(await fields(300)).toEqual(expected);
    });

    it('an administrator sees all, with the groups’', async () => {
      site.insert('groups', { id: 1, courseid: COURSE, name: 'G' });
      field(9, ALL, 'group');
      expect(await fields(2)).toEqual(['f1', 'f2', 'f3', 'f4']);
      const { documents } = await site.backup();
      expect(texts(documents.get('groups.xml'), 'shortname')).toEqual(['f9']);
    });
  });

  describe('the plan', () => {
    it('puts a subsection and what is in it right after the activity that stands for it', async () => {
      const before = site.activity('page', { name: 'before' });
      const subsection = site.activity('subsection');
      const after = site.activity('page', { name: 'after' });
      site.insert('course_sections', {
        id: 12,
        course: COURSE,
        section: 1,
        name: 'Inner',
        summary: '',
        sequence: '',
        component: 'mod_subsection',
        itemid: subsection.instanceId,
      });
      const inner = site.activity('page', { name: 'inner' }, 12);
      site.run(
        `UPDATE mdl_course_sections SET sequence = '${[before, subsection, after].map((one) => one.moduleId)}' WHERE id = 11`,
      );
      const { documents } = await site.backup();
      const main = documents.get('moodle_backup.xml');
      const order = [before, subsection, inner, after].map((one) => String(one.moduleId));
      expect(texts(main, 'moduleid')).toEqual(order);
      expect(texts(main, 'insubsection')).toEqual(['', '', '1', '']);
      expect([texts(main, 'parentcmid'), texts(main, 'modname')]).toEqual([
        ['', String(subsection.moduleId)],
        ['', 'subsection'],
      ]);
    });

    it('leaves out what is being deleted, and keeps what the sequence forgets', async () => {
      const [gone, kept] = [site.activity('page'), site.activity('page')];
      site.run(`UPDATE mdl_course_modules SET deletioninprogress = 1 WHERE id = ${gone.moduleId}`);
      const { documents } = await site.backup();
      expect(texts(documents.get('moodle_backup.xml'), 'moduleid')).toEqual([String(kept.moduleId)]);
    });

    it('carries the gradebook and completion only with all activities', async () => {
      const page = site.activity('page');
      const quiz = site.activity('quiz', { intro: '' });
      site.insert('grade_items', {
        courseid: COURSE,
        itemtype: 'mod',
        itemmodule: 'quiz',
        iteminstance: quiz.instanceId,
      });
      const has = async (settings: Record<string, number>) => {
        const { documents } = await site.backup({ settings });
        return ['gradebook.xml', 'grade_history.xml', 'completion.xml'].map((name) => documents.has(name));
      };
      expect(await has({})).toEqual([true, true, true]);
      expect(await has({ [`page_${page.moduleId}_included`]: 0 })).toEqual([true, true, false]);
      expect(await has({ [`quiz_${quiz.moduleId}_included`]: 0 })).toEqual([false, false, false]);
    });
  });
});
