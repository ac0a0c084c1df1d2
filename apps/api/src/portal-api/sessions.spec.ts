import { hashSync } from 'bcryptjs';
import type { SmallSite } from '../../../../libs/moodle-site/testing/small-site';
import { readSettings } from '../config/settings';
import { SiteHolder } from '../site/site-holder';
import { Store } from '../store/store';
import { temporaryFolder, serviceEnv } from '../testing/service';
import { arrange, freshWorld, people, smallWorldSite, token } from '../webservice/testing/small-world';
import { Sessions } from './sessions';

const folder = temporaryFolder();
const now = Date.now();
let small: SmallSite;
let store: Store;
let site: SiteHolder;
let sessions: Sessions;

beforeAll(async () => {
  small = smallWorldSite('a backup of Moodle');
  arrange(small, freshWorld);
  small.run(`UPDATE mdl_user SET password = '${hashSync('first', 4)}', auth = 'manual'`);
  store = await Store.open(`${folder}/store.sqlite`);
  site = new SiteHolder(() => small.open());
  sessions = new Sessions(readSettings(serviceEnv(small.configFile, folder)), store, site);
});
afterAll(async () => {
  await site.close();
  await store.close();
  small.remove();
});

const change = (changes: string) => small.run(`UPDATE mdl_user SET ${changes} WHERE username = 'teacher'`);
const isIn = async (secret: string) => (await sessions.user(secret, now)) !== null;
async function begun(by: 'password' | 'token'): Promise<string> {
  const { access, tokens } = await site.get();
  const user = (await access.userById(people.teacher))!;
  if (by === 'password') return sessions.begin({ user, tokenId: null }, now);
  const holder = await tokens.authenticate({ token: token('teacher'), address: '10.1.1.1', door: 'rest' });
  return sessions.begin({ user, tokenId: 'tokenId' in holder ? holder.tokenId : null }, now);
}

describe('a session', () => {
  it.each(['password', 'token'] as const)('that began with a %s ends when the password changes', async (by) => {
    const secret = await begun(by);
    expect(await isIn(secret)).toBe(true);
    change(`password = '${hashSync('second', 4)}'`);
    expect(await isIn(secret)).toBe(false);
    expect(await isIn(await begun(by))).toBe(true);
  });

  it('does not come back with an old password', async () => {
    const [{ password } = { password: '' }] = await (
      await site.get()
    ).database.all({ text: "SELECT password FROM {user} WHERE username = 'teacher'" });
    const secret = await begun('password');
    change("password = 'another'");
    expect(await isIn(secret)).toBe(false);
    change(`password = '${password}'`);
    expect(await isIn(secret)).toBe(false);
  });

  it.each([
    ['a suspension', 'suspended = 1', 'suspended = 0'],
    ['a deletion', 'deleted = 1', 'deleted = 0'],
    ['nologin', "auth = 'nologin'", "auth = 'manual'"],
  ])('does not come back when %s is taken back, used or not', async (_what, changes, normal) => {
    const used = await begun('password');
    change(changes);
    expect(await isIn(used)).toBe(false);
    change(normal);
    expect(await isIn(used)).toBe(false);

    const unused = await begun('token');
    change(changes);
    await sessions.sweep();
    change(normal);
    expect(await isIn(unused)).toBe(false);
  });

  it.each([
    ['is withdrawn', 'DELETE FROM mdl_external_tokens WHERE userid = 12'],
    ['is over', 'UPDATE mdl_external_tokens SET validuntil = 5 WHERE userid = 12'],
  ])('ends when the token that it began with %s; one with a password goes on', async (_how, sql) => {
    const [byToken, byPassword] = [await begun('token'), await begun('password')];
    small.run(sql);
    expect([await isIn(byToken), await isIn(byPassword)]).toEqual([false, true]);
    small.run('DELETE FROM mdl_external_tokens WHERE userid = 12');
    small.insert('external_tokens', {
      tokentype: 0,
      userid: 12,
      externalserviceid: 1,
      contextid: 1,
      token: token('teacher'),
    });
  });

  it('of others goes on through all of this, and when the site cannot be asked', async () => {
    const { access } = await site.get();
    const other = await sessions.begin({ user: (await access.userById(people.manager))!, tokenId: null }, now);
    change('suspended = 1');
    await sessions.sweep();
    small.run('ALTER TABLE mdl_user RENAME TO gone');
    await sessions.sweep();
    small.run('ALTER TABLE gone RENAME TO mdl_user');
    change('suspended = 0');
    expect(await isIn(other)).toBe(true);
  });
});
