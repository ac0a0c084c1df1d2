import { appendFileSync } from 'node:fs';
import { attributes, COURSE, CourseSite, inforef, texts } from '../../testing/course-site';

describe('rules of a backup', () => {
  let site: CourseSite;
  beforeEach(() => {
    site = new CourseSite();
  });
  afterEach(() => site.remove());

  const enrol = (...users: number[]) => {
    site.insert('enrol', { id: 1, enrol: 'manual', courseid: COURSE, roleid: 5 });
    for (const userid of users) site.insert('user_enrolments', { enrolid: 1, userid, status: 0 });
  };

  describe('people', () => {
    it('are in users.xml when another document refers to them, once, and nobody else', async () => {
      for (const id of [100, 101, 102]) site.user(id);
      enrol(101, 100);
      const { documents } = await site.backup();
      expect(attributes(documents.get('users.xml'), 'user', 'id')).toEqual(['100', '101']);
      expect(inforef(documents.get('course/inforef.xml'), 'user')).toEqual(['100', '101']);
      expect(inforef(documents.get('course/inforef.xml'), 'role')).toEqual(['5']);
    });

    it('are numbered when they are anonymised, and nothing of their own goes in', async () => {
      for (const id of [100, 101]) {
        site.user(id, { city: 'Bern', description: 'Private', email: `u${id}@example.com`, lang: 'de', phone1: '1' });
        site.insert('user_preferences', { userid: id, name: 'p', value: 'secret' });
        site.file({ contextid: id + 50_000, component: 'user', filearea: 'icon', itemid: 0, filename: `f${id}.png` });
      }
      enrol(100, 101);
      const plain = await site.backup();
      const { documents, contents, filename } = await site.backup({ settings: { anonymize: 1 } });
      const users = documents.get('users.xml');
      expect(filename).toContain('-an.mbz');
      expect(texts(users, 'username')).toEqual(['anon1', 'anon2']);
      expect(texts(users, 'firstname')).toEqual(['anonfirstname1', 'anonfirstname2']);
      expect(texts(users, 'email')).toEqual(['anon1@doesntexist.invalid', 'anon2@doesntexist.invalid']);
      expect([texts(users, 'city')[0], texts(users, 'country')[0], texts(users, 'auth')[0]]).toEqual([
        'Perth',
        'AU',
        'manual',
      ]);
      expect([texts(users, 'description'), texts(users, 'phone1')]).toEqual([
        ['', ''],
        ['', ''],
      ]);
      expect(texts(users, 'lang')).toEqual(['de', 'de']);
      expect(users).not.toContain('secret');
      expect([contents.length, plain.contents.length]).toEqual([0, 2]);
      expect(texts(plain.documents.get('users.xml'), 'city')).toEqual(['Bern', 'Bern']);
      expect(plain.documents.get('users.xml')).toContain('secret');
    });

    it.each<[string, string, string, string[]]>([
      ['nobody asks for them', '', '', []],
      ['the database says so', '1', '', ['$hash']],
      ['the database says no', '0', '', []],
      ['config.php says so', '', 'true', ['$hash']],
      ['config.php says so and the database no', '0', 'true', ['$hash']],
      ['config.php says no and the database yes', '1', 'false', []],
    ])('take their hashed passwords along where the site wants that: %s', async (_, stored, forced, expected) => {
      site.user(100, { password: '$hash' });
      enrol(100);
      if (stored) site.insert('config', { name: 'includeuserpasswordsinbackup', value: stored });
      if (forced) appendFileSync(site.small.configFile, `$CFG->includeuserpasswordsinbackup = ${forced};\n`);
      const users = async (settings = {}) => (await site.backup({ settings })).documents.get('users.xml');
      expect(texts(await users(), 'password')).toEqual(expected);
      expect(texts(await users({ anonymize: 1 }), 'password')).toEqual([]);
    });

    it('of other sites of a Moodle network are told apart', async () => {
      site.insert('mnet_host', { id: 1, wwwroot: 'http://localhost', name: 'local' });
      site.insert('mnet_host', { id: 2, wwwroot: 'https://partner.example', name: 'partner' });
      site.user(100);
      enrol(100);
      const remote = async () => {
        const { documents } = await site.backup();
        const main = documents.get('moodle_backup.xml');
        return [texts(main, 'mnet_remoteusers'), texts(documents.get('users.xml'), 'mnethosturl')];
      };
      expect(await remote()).toEqual([['0'], []]);
      const forum = site.activity('forum', { intro: '', type: 'general' });
      site.user(101, { mnethostid: 2 });
      site.insert('forum_subscriptions', { forum: forum.instanceId, userid: 101 });
      expect(await remote()).toEqual([['1'], ['https://partner.example']]);
    });
  });

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

  describe('external tools', () => {
    it('have no secret that can be opened where the site has no key, which is said once', async () => {
      for (const password of ['one', 'two', '']) site.activity('lti', { intro: '', typeid: 0, toolurl: '', password });
      const first = await site.backup();
      expect(first.warnings.map(({ code }) => code)).toEqual(['secret-not-readable']);
      site.insert('config_plugins', {
        plugin: 'backup',
        name: 'backup_encryptkey',
        value: Buffer.alloc(32, 7).toString('base64'),
      });
      const [second, third] = [await site.backup(), await site.backup()];
      expect(second.warnings).toEqual([]);
      const secrets = ({ documents }: typeof first) =>
        [...documents].filter(([path]) => path.endsWith('/lti.xml')).flatMap(([, xml]) => texts(xml, 'password'));
      expect(secrets(second)).toEqual(secrets(third));
      expect(new Set(secrets(second)).size).toBe(3);
      expect([...second.documents.values()].join()).not.toContain('>one<');
    });

    it('show the line items of their type, or of the tool that an untyped one made', async () => {
      site.insert('lti_types', { id: 8, name: 'Tool', baseurl: 'https://tool.example', course: COURSE });
      const typed = site.activity('lti', { intro: '', typeid: 8, toolurl: '' });
      const untyped = site.activity('lti', { intro: '', typeid: 0, toolurl: '' });
      const lone = site.activity('lti', { intro: '', typeid: 0, toolurl: '' });
      const item = (id: number, values: Record<string, number | null>) =>
        site.insert('ltiservice_gradebookservices', {
          id,
          courseid: COURSE,
          gradeitemid: id,
          toolproxyid: null,
          ...values,
        });
      item(1, { typeid: 8, ltilinkid: typed.instanceId });
      item(2, { typeid: 9, ltilinkid: untyped.instanceId });
      item(3, { typeid: 9, ltilinkid: null });
      item(4, { typeid: 8, courseid: 1, ltilinkid: null });
      const { documents } = await site.backup();
      const items = (moduleId: number) =>
        attributes(documents.get(`activities/lti_${moduleId}/lti.xml`), 'lineitem', 'id');
      expect([items(typed.moduleId), items(untyped.moduleId), items(lone.moduleId)]).toEqual([['1'], ['2', '3'], []]);
    });
  });

  describe('line items of an external tool without a type', () => {
    const TOOLS: readonly [id: number, baseurl: string, course: number, more?: Record<string, number>][] = [
      [1, 'https://tool.example', 1],
      [2, 'http://www.tool.example/maths/', COURSE],
      [3, 'https://tool.example/maths', 1],
      [4, 'https://other.example/launch', 99],
      [5, 'https://pending.example', COURSE, { state: 2 }],
      [6, 'https://proxy.example/', 1, { toolproxyid: 70 }],
      [7, 'https://gone.example', COURSE, { toolproxyid: 71 }],
    ];
    beforeEach(() => {
      for (const [id, baseurl, course, more] of TOOLS) {
        site.insert('lti_types', { id, name: `Tool ${id}`, baseurl, tooldomain: '', course, state: 1, ...more });
        site.insert('ltiservice_gradebookservices', { id, courseid: COURSE, gradeitemid: id, typeid: id, ...NO_LINK });
      }
      const ofProxy = { courseid: COURSE, typeid: null, ...NO_LINK };
      site.insert('lti_tool_proxies', { id: 70, guid: 'guid', vendorcode: 'vendor' });
      for (const [id, toolproxyid] of [
        [60, 70],
        [61, 71],
        [62, 0],
      ]) {
        site.insert('ltiservice_gradebookservices', {
          ...ofProxy,
          id: id!,
          gradeitemid: id!,
          toolproxyid: toolproxyid!,
        });
      }
    });
    const NO_LINK = { toolproxyid: null, ltilinkid: null };

    it.each<[string, string, string, string[]]>([
      ['the site’s, by its domain', 'http://tool.example/chemistry', '', ['1']],
      ['whatever the case and the www', 'HTTPS://WWW.Tool.example', '', ['1']],
      ['the course’s, which says more', 'https://tool.example/maths/', '', ['2']],
      ['and with a query', 'https://tool.example/maths?unit=3', '', ['3']],
      ['none that only begins alike', 'https://tool.example.org/', '', []],
      ['by the secure address', 'https://elsewhere.example', 'https://tool.example/a', ['1']],
      ['by the plain address first', 'https://tool.example/a', 'https://proxy.example/a', ['1']],
      ['none of another course', 'https://other.example/launch', '', []],
      ['none that is not in use', 'https://pending.example', '', []],
      ['one behind a proxy', 'https://proxy.example/x', '', ['60']],
      ['not one whose proxy is gone', 'https://gone.example', '', []],
      ['none at all', '', '', []],
    ])('are those of the tool that its address belongs to: %s', async (_, toolurl, securetoolurl, expected) => {
      const lti = site.activity('lti', { intro: '', typeid: 0, toolurl, securetoolurl });
      const { documents } = await site.backup();
      const xml = documents.get(`activities/lti_${lti.moduleId}/lti.xml`);
      expect(attributes(xml, 'lineitem', 'id')).toEqual(expected);
      expect(texts(xml, 'vendorcode')).toEqual(expected.map((id) => (id === '60' ? 'vendor' : '$@NULL@$')));
    });

    it('are those of the item that it made itself, wherever its address leads', async () => {
      const lti = site.activity('lti', { intro: '', typeid: 0, toolurl: 'https://tool.example/a' });
      site.run(`UPDATE mdl_ltiservice_gradebookservices SET ltilinkid = ${lti.instanceId} WHERE id = 3`);
      const { documents } = await site.backup();
      const xml = documents.get(`activities/lti_${lti.moduleId}/lti.xml`);
      expect(attributes(xml, 'lineitem', 'id')).toEqual(['3']);
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
