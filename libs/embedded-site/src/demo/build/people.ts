import { ContextLevel } from '@coursekeep/moodle-site';
import { portrait } from '../media/portrait';
import type { Row, SiteRows } from '../site-rows';
import { accounts } from '../site/accounts';
import { people, type Person } from '../site/people';
import { addContext } from './contexts';
import { addTags } from './tags';
import { hashSync } from 'bcryptjs';

/** Adds guest, admin and the people; returns their rows by username. All but the demo accounts share the student's password. */
export function addPeople(
  rows: SiteRows,
  system: Row,
  installed: number,
  others: readonly Person[] = people,
): Map<string, Row> {
  const field = others.length > 0 ? addProfileField(rows) : null;
  const passwords = new Map(accounts.map(({ username, password }) => [username as string, bcrypt(password)]));
  const users = new Map<string, Row>();
  add({ username: 'guest', firstname: 'Guest user', lastname: ' ', city: '', country: '' });
  add({ username: 'admin', firstname: 'Admin', lastname: 'User', city: 'Tidewater', country: 'GB' });
  for (const person of others) add(person);
  return users;

  function add(person: Person): void {
    const user = rows.add('user', {
      ...userValues(person, installed + users.size * 60),
      password: passwords.get(person.username) ?? passwords.get('student'),
    });
    users.set(person.username, user);
    const context = addContext(rows, ContextLevel.user, user.id, system);
    if (person.portrait !== undefined) user.picture = addPortrait(rows, context, person, installed).id;
    for (const [name, value] of Object.entries(person.preferences ?? {}))
      rows.add('user_preferences', { userid: user.id, name, value });
    addTags(rows, person.interests, { component: 'core', itemtype: 'user', itemid: user.id, context }, installed);
    if (field && user.id > 5)
      rows.add('user_info_data', { userid: user.id, fieldid: field.id, data: `TC-${10_000 + user.id * 37}` });
  }
}

function userValues(person: Person, timecreated: number): Record<string, string | number> {
  const { username, firstname, lastname, city, country, lang, timezone } = person;
  return {
    auth: 'manual',
    confirmed: 1,
    mnethostid: 1,
    username,
    firstname,
    lastname,
    city,
    country,
    email: username === 'guest' ? 'root@localhost' : `${username}@example.org`,
    institution: person.institution ?? '',
    department: person.department ?? '',
    lang: lang ?? 'en',
    timezone: timezone ?? '99',
    calendartype: 'gregorian',
    description: person.description ?? '',
    descriptionformat: 1,
    middlename: person.middlename ?? '',
    alternatename: person.alternatename ?? '',
    firstnamephonetic: '',
    lastnamephonetic: '',
    timecreated,
    timemodified: timecreated,
  };
}

/** The salt is the same each time, so that the site comes out the same: these passwords are printed in the documentation. */
function bcrypt(password: string): string {
  return hashSync(password, '$2b$10$Tidewater.College.demo').replace('$2b$', '$2y$');
}

function addProfileField(rows: SiteRows): Row {
  const category = rows.add('user_info_category', { name: 'Studies', sortorder: 1 });
  return rows.add('user_info_field', {
    shortname: 'studentnumber',
    name: 'Student number',
    datatype: 'text',
    description: '',
    descriptionformat: 1,
    categoryid: category.id,
    sortorder: 1,
    visible: 2,
    defaultdata: '',
    param1: '30',
    param2: '2048',
    param3: '0',
  });
}

/** Moodle keeps three sizes of a picture and refers to the first. */
function addPortrait(rows: SiteRows, context: Row, person: Person, time: number): Row {
  const [first] = [100, 35, 200].map((size, index) =>
    rows.addFile({
      contextid: context.id,
      component: 'user',
      filearea: 'icon',
      itemid: 0,
      filename: `f${index + 1}.png`,
      content: portrait(size, person.portrait ?? 0),
      userid: null,
      time,
    }),
  );
  if (!first) throw new Error('A portrait has sizes.');
  return first;
}
