import { COURSE, CourseSite } from '../../testing/course-site';

/** A number that nothing else in a backup has. */
const STUDENT = 7_654_321;

/** A course in which a student has a role, has completed, commented, learnt, and is in logs and histories. */
function courseWithStudent(): CourseSite {
  const site = new CourseSite();
  site.user(STUDENT);
  site.insert('role', { id: 5, shortname: 'student', archetype: 'student' });
  const page = site.activity('page', { intro: '' });
  const h5p = site.activity('h5pactivity', { intro: '' });
  site.insert('enrol', { id: 1, enrol: 'manual', courseid: COURSE, roleid: 5 });
  site.insert('user_enrolments', { enrolid: 1, userid: STUDENT, status: 0 });
  for (const contextid of [100, page.contextId]) {
    site.insert('role_assignments', { roleid: 5, contextid, userid: STUDENT, component: '' });
    site.insert('comments', { contextid, userid: STUDENT, component: 'x', commentarea: 'x', content: 'Good' });
    site.insert('logstore_standard_log', { contextid, courseid: COURSE, userid: STUDENT, eventname: 'x', other: '' });
  }
  site.insert('course_modules_completion', { coursemoduleid: page.moduleId, userid: STUDENT, completionstate: 1 });
  site.insert('xapi_states', { component: 'mod_h5pactivity', itemid: h5p.contextId, userid: STUDENT, stateid: 's' });
  const item = { itemtype: 'mod', itemmodule: 'h5pactivity', iteminstance: h5p.instanceId };
  site.insert('grade_items', { id: 5, courseid: COURSE, ...item });
  site.insert('grade_grades_history', { itemid: 5, userid: STUDENT, action: 1, oldid: 1 });
  return site;
}

/** All that may hold people's data, on by the site's default. */
const ON = ['role_assignments', 'comments', 'userscompletion', 'logs', 'histories', 'xapistate', 'badges'];

describe('a site that includes no people by default', () => {
  it.each([
    ['open', {}],
    ['locked', { backup_general_users_locked: '1' }],
  ])('no id of a person goes out, whatever else is on by default (%s)', async (_, locked) => {
    const site = courseWithStudent();
    const defaults = Object.fromEntries(ON.map((name) => [`backup_general_${name}`, '1']));
    const store = (values: Record<string, string>) => {
      for (const [name, value] of Object.entries(values))
        site.insert('config_plugins', { plugin: 'backup', name, value });
    };
    store(defaults);
    const withPeople = await site.backup();
    const asked = await site.backup({ settings: { users: 0 } });
    store({ backup_general_users: '0', ...locked });
    const byDefault = await site.backup();
    site.remove();

    const naming = ({ documents }: typeof asked) =>
      [...documents].flatMap(([path, xml]) =>
        xml.includes(String(STUDENT)) ? [path.replace(/^.*\/(?=\w+\.xml)/, '')] : [],
      );
    expect(new Set(naming(withPeople))).toEqual(
      new Set(
        'comments completion enrolments grade_history inforef logstores roles users xapistate'
          .split(' ')
          .map((name) => `${name}.xml`),
      ),
    );
    expect(naming(byDefault)).toEqual([]);
    expect([...byDefault.documents.keys()].sort()).toEqual([...asked.documents.keys()].sort());
    for (const [path, xml] of asked.documents) {
      // The backup's own id and name are never the same.
      if (path !== 'moodle_backup.xml') expect(byDefault.documents.get(path)).toBe(xml);
    }
    const settingsOf = ({ documents }: typeof asked) =>
      documents
        .get('moodle_backup.xml')
        ?.match(/<settings>[^]*<\/settings>/)?.[0]
        .replace(/.*\.mbz.*/, '');
    expect(settingsOf(byDefault)).toBe(settingsOf(asked));
    expect(byDefault.warnings).toEqual([]);
  });
});
