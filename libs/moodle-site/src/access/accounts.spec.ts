import fc from 'fast-check';
import { hashSync } from 'bcryptjs';
import { SmallSite } from '../../testing/small-site';
import type { Site } from '../site';
import { normalUserName } from './accounts';

const small = SmallSite.create();
let site: Site;

beforeAll(async () => {
  const user = (id: number, username: string, email: string, more: Record<string, string | number> = {}) =>
    small.insert('user', {
      id,
      username,
      email,
      auth: 'manual',
      confirmed: 1,
      mnethostid: 1,
      password: hashSync('secret', 4),
      ...more,
    });
  user(20, 'ann', 'Ann@Example.org');
  user(21, 'bob', 'shared@example.org');
  user(22, 'cid', 'SHARED@example.org');
  user(23, 'dan', 'gone@example.org', { deleted: 1 });
  user(24, 'eve', 'remote@example.org', { mnethostid: 3 });
  user(25, 'fay@example.org', 'fay@example.org');
  user(26, 'gus', 'fay@example.org');
  user(27, 'rene\u0301', 'r@example.org');
  small.insert('config', { name: 'authloginviaemail', value: '1' });
  site = await small.open();
});
afterAll(async () => {
  await site.close();
  small.remove();
});

const idOf = async (name: string) => (await site.access.accountOf(name))?.id ?? null;

describe('the normal form of a user name', () => {
  it('is the same for a name with blanks around it, in capitals, or taken apart into letters and accents', () => {
    const blanks = fc.string({ unit: fc.constantFrom(' ', '\t', '\u00a0', '\n'), maxLength: 3 });
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aZéÅ.@9') }), blanks, blanks, (name, before, after) => {
        const normal = normalUserName(name);
        for (const form of [name.toUpperCase(), name.normalize('NFD'), normal])
          expect(normalUserName(before + form + after)).toBe(normal);
      }),
    );
  });

  it('keeps apart what only looks alike', () => {
    for (const other of ['teách1', 'teаch1', 'ｔeach1', 'teach\u200b1', 'te ach1'])
      expect(normalUserName(other)).not.toBe(normalUserName('teach1'));
  });
});

describe('the account behind a name', () => {
  it.each([
    ['ann', 20],
    [' ANN\t', 20],
    ['René', 27],
    ['rene\u0301 ', 27],
    ['nobody', null],
    ['ann\0', null],
    ['', null],
  ])('by user name: %j is %p', async (name, id) => expect(await idOf(name)).toBe(id));

  it.each([
    ['ann@example.org', 20],
    [' ANN@example.ORG ', 20],
    ['shared@example.org', null],
    ['gone@example.org', null],
    ['remote@example.org', null],
    ['fay@example.org', 25],
    ['@example.org', null],
    ["x'@example.org", null],
    ['ann@example.org\0', null],
  ])('by e-mail address, where exactly one has it: %j is %p', async (name, id) => expect(await idOf(name)).toBe(id));

  it('signs in by its address only where the site allows that', async () => {
    expect(await site.access.signIn('Ann@example.org', 'secret')).toMatchObject({ username: 'ann' });
    small.run("UPDATE mdl_config SET value = '0' WHERE name = 'authloginviaemail'");
    expect(await site.access.signIn('Ann@example.org', 'secret')).toBeNull();
    expect(await site.access.signIn('ann', 'secret')).toMatchObject({ username: 'ann' });
    small.run("UPDATE mdl_config SET value = '1' WHERE name = 'authloginviaemail'");
  });
});

describe('why an account does not come in', () => {
  const outcome = async (changes: string, password = 'secret') => {
    small.run(`UPDATE mdl_user SET ${changes} WHERE id = 20`);
    const answer = await site.access.checkPassword('ann', password);
    small.run("UPDATE mdl_user SET auth = 'manual', suspended = 0, deleted = 0 WHERE id = 20");
    return answer.user ? 'in' : answer.problem;
  };

  it.each([
    ["auth = 'manual'", 'in'],
    ["auth = 'ldap'", 'elsewhere'],
    ["auth = 'email'", 'nologin'],
    ["auth = 'nologin'", 'nologin'],
    ['suspended = 1', 'suspended'],
    ["suspended = 1, auth = 'saml2'", 'suspended'],
    ['deleted = 1', 'wrong'],
  ])('%s: %s, and with another password nothing is told', async (changes, expected) => {
    expect(await outcome(changes)).toBe(expected);
    expect(await outcome(changes, 'other')).toBe('wrong');
  });

  it("the ways to sign in that are not Moodle's are those that are on, and those that accounts have", async () => {
    expect(await site.access.loginsElsewhere()).toEqual([]);
    small.insert('config', { name: 'auth', value: 'email,saml2,webservice' });
    small.run("UPDATE mdl_user SET auth = 'ldap' WHERE id = 20");
    expect(await site.access.loginsElsewhere()).toEqual(['ldap', 'saml2']);
    small.run("UPDATE mdl_user SET auth = 'manual' WHERE id = 20");
  });
});
