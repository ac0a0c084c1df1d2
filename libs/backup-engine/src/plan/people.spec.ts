import { appendFileSync } from 'node:fs';
import { attributes, COURSE, CourseSite, inforef, texts } from '../../testing/course-site';

describe('people in a backup', () => {
  let site: CourseSite;
  beforeEach(() => {
    site = new CourseSite();
  });
  afterEach(() => site.remove());

  const enrol = (...users: number[]) => {
    site.insert('enrol', { id: 1, enrol: 'manual', courseid: COURSE, roleid: 5 });
    for (const userid of users) site.insert('user_enrolments', { enrolid: 1, userid, status: 0 });
  };

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
