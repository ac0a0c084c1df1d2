import { hashSync } from 'bcryptjs';
import { SmallSite } from '../../testing/small-site';
import type { Site } from '../site';
import { isRefusal } from './site-tokens';

const now = 1_800_000_000;
const hash = hashSync('secret', 4);
let small: SmallSite;
let site: Site;

beforeEach(async () => {
  small = SmallSite.create();
  for (const name of ['createtoken', 'createmobiletoken'])
    small.insert('capabilities', { name: `moodle/webservice:${name}`, captype: 'write', component: 'moodle' });
  for (const name of ['webservice/rest:use', 'moodle/site:maintenanceaccess', 'local/x:use'])
    small.insert('capabilities', { name, captype: 'read', component: 'moodle' });
  small.insert('role_capabilities', { roleid: 7, contextid: 1, capability: 'webservice/rest:use', permission: 1 });
  user(20, 'ann');
  small.run(`UPDATE mdl_user SET password = '${hash}' WHERE id IN (1, 2)`);
  for (const [id, shortname] of [
    [1, 'svc'],
    [2, 'moodle_mobile_app'],
  ] as const)
    small.insert('external_services', { id, name: shortname, shortname, enabled: 1, downloadfiles: 1 });
  site = await small.open(() => now * 1000);
});
afterEach(async () => {
  await site.close();
  small.remove();
});

function user(id: number, username: string, more: Record<string, string | number> = {}): void {
  small.insert('user', { id, username, auth: 'manual', confirmed: 1, mnethostid: 1, password: hash, ...more });
}
function token(text: string, more: Record<string, string | number> = {}): void {
  const row = { tokentype: 0, userid: 20, externalserviceid: 1, contextid: 1, timecreated: 5, ...more };
  small.insert('external_tokens', { ...row, token: text });
}
const allow = (capability: string) =>
  small.insert('role_capabilities', { roleid: 7, contextid: 1, capability, permission: 1 });
const login = (username = 'ann', password = 'secret', service = 'svc') =>
  site.tokens.login(username, password, service, '10.1.1.1');
const outcome = async (...of: Parameters<typeof login>) => {
  const answer = await login(...of);
  return answer.problem ?? answer.token ?? 'may be made';
};

describe('a sign-in to a service', () => {
  const cases: [string, () => void, string, Parameters<typeof login>?][] = [
    ['a wrong password', () => undefined, 'invalidlogin', ['ann', 'wrong']],
    ['an unknown user', () => undefined, 'invalidlogin', ['nobody', 'secret']],
    ['no user', () => undefined, 'invalidlogin', ['', '']],
    ['a suspended user', () => user(21, 'bob', { suspended: 1 }), 'invalidlogin', ['bob']],
    ['a deleted user', () => user(21, 'bob', { deleted: 1 }), 'invalidlogin', ['bob']],
    ['a user of nologin', () => user(21, 'bob', { auth: 'nologin' }), 'invalidlogin', ['bob']],
    ['an unconfirmed user', () => user(21, 'bob', { confirmed: 0 }), 'unconfirmed', ['bob']],
    ['a restored user', () => user(21, 'bob', { password: 'restored' }), 'restored', ['bob', 'x']],
    ['the guest', () => small.run("UPDATE mdl_user SET auth = 'manual' WHERE id = 1"), 'noguest', ['guest']],
    [
      'web services off',
      () => small.run("UPDATE mdl_config SET value = '0' WHERE name = 'enablewebservices'"),
      'disabled',
    ],
    ['maintenance', () => small.insert('config', { name: 'maintenance_enabled', value: '1' }), 'maintenance'],
    ['an unknown service', () => undefined, 'servicenotavailable', ['ann', 'secret', 'bogus']],
    ['no service', () => undefined, 'servicenotavailable', ['ann', 'secret', '']],
    ['a disabled service', () => small.run('UPDATE mdl_external_services SET enabled = 0'), 'servicenotavailable'],
    ['a service for others', () => restricted(), 'notlisted'],
    ['an entry that has ended', () => restricted({ validuntil: now - 1 }), 'listexpired'],
    ['an entry for another address', () => restricted({ iprestriction: '10.2.' }), 'listaddress'],
    [
      'a capability',
      () => small.run("UPDATE mdl_external_services SET requiredcapability = 'local/x:use'"),
      'capability',
    ],
    ['no token, nor the right to have one', () => undefined, 'cannotcreate'],
    ['the right to have one made', () => allow('moodle/webservice:createtoken'), 'may be made'],
    [
      'that right, of no use for the app',
      () => allow('moodle/webservice:createtoken'),
      'cannotcreate',
      ['ann', 'secret', 'moodle_mobile_app'],
    ],
    [
      'the right for the app',
      () => allow('moodle/webservice:createmobiletoken'),
      'may be made',
      ['ann', 'secret', 'moodle_mobile_app'],
    ],
    [
      'an administrator, who has none made',
      () => small.run("UPDATE mdl_user SET auth = 'manual' WHERE id = 2"),
      'cannotcreate',
      ['admin'],
    ],
    ['a token', () => token('aa'), 'aa'],
    ['its name in capitals', () => token('aa'), 'aa', [' ANN ']],
  ];
  it.each(cases)('%s', async (_name, prepare, expected, of = []) => {
    prepare();
    expect(await outcome(...of)).toBe(expected);
  });

  it('with an expired password', async () => {
    small.insert('config_plugins', { plugin: 'auth_manual', name: 'expiration', value: '1' });
    const changed = { userid: 20, name: 'auth_manual_passwordupdatetime', value: String(now - 31 * 86_400) };
    small.insert('user_preferences', changed);
    expect(await outcome()).toBe('expired');
  });

  it('gets the newest token that holds here, of equal age the first', async () => {
    token('bb', { timecreated: 9 });
    token('cc', { timecreated: 9 });
    token('aa');
    token('ended', { timecreated: 10, validuntil: now - 1 });
    token('of a session', { timecreated: 11, tokentype: 1 });
    token('elsewhere', { timecreated: 12, iprestriction: '10.2.' });
    expect(await outcome()).toBe('bb');
  });

  it('tells how long a new token holds', async () => {
    allow('moodle/webservice:createtoken');
    expect(await login()).toMatchObject({ problem: null, token: null, tokenSeconds: 7_257_600 });
    small.insert('config', { name: 'tokenduration', value: '60' });
    expect(await login()).toMatchObject({ tokenSeconds: 60 });
  });

  function restricted(entry?: Record<string, string | number>): void {
    small.run('UPDATE mdl_external_services SET restrictedusers = 1');
    if (entry) small.insert('external_services_users', { externalserviceid: 1, userid: 20, ...entry });
  }
});

describe('a token of somebody else', () => {
  const admit = async (more = {}) => {
    const issued = { userId: 20, serviceId: 1, validUntil: 0, ...more };
    const answer = await site.tokens.admit(issued, { door: 'rest', address: '10.1.1.1' });
    return isRefusal(answer) ? answer.errorcode : answer.serviceShortname;
  };

  it('goes through the same checks', async () => {
    expect(await admit()).toBe('svc');
    expect(await admit({ validUntil: now + 1 })).toBe('svc');
    expect(await admit({ validUntil: now - 1 })).toBe('accessexception');
    expect(await admit({ userId: 999 })).toBe('invalidrecord');
    small.run('UPDATE mdl_user SET suspended = 1 WHERE id = 20');
    expect(await admit()).toBe('wsaccessusersuspended');
    small.run("UPDATE mdl_config SET value = '0' WHERE name = 'enablewebservices'");
    expect(await admit()).toBe('restdisabled');
  });
});

describe('a key for files', () => {
  const holder = async (key = 'kk', address = '10.1.1.1') => {
    const answer = await site.tokens.keyHolder(key, address);
    return isRefusal(answer) ? answer.errorcode : answer.username;
  };
  const key = (more: Record<string, string | number> = {}) =>
    small.insert('user_private_key', { script: 'core_files', value: 'kk', userid: 20, ...more });

  it('tells whose it is', async () => {
    key({ validuntil: now + 1, iprestriction: '10.1.' });
    expect(await holder()).toBe('ann');
    expect(await holder('KK')).toBe('invalidkey');
    expect(await holder('')).toBe('invalidkey');
    expect(await holder('kk', '10.2.1.1')).toBe('invalidkey');
    small.run('UPDATE mdl_user SET suspended = 1 WHERE id = 20');
    expect(await holder()).toBe('wsaccessusersuspended');
  });

  it.each<Record<string, string | number>>([{ validuntil: now - 1 }, { script: 'calendar' }])(
    'is none with %j',
    async (more) => {
      key(more);
      expect(await holder()).toBe('invalidkey');
    },
  );
});

describe('what a user must do first', () => {
  const duty = async (id = 20) => site.access.dutyOf((await site.access.userById(id))!);
  const setting = (name: string, value: string) => small.insert('config', { name, value });

  it('is nothing, or the password', async () => {
    expect(await duty()).toBeNull();
    small.insert('user_preferences', { userid: 20, name: 'auth_forcepasswordchange', value: '1' });
    expect(await duty()).toEqual({ kind: 'password' });
  });

  it('is the policy, until it is agreed to; never for administrators', async () => {
    setting('sitepolicy', 'http://localhost/policy');
    expect(await duty()).toEqual({ kind: 'policy', url: 'http://localhost/policy' });
    expect(await duty(2)).toBeNull();
    small.run('UPDATE mdl_user SET policyagreed = 1 WHERE id = 20');
    expect(await duty()).toBeNull();
  });
});
