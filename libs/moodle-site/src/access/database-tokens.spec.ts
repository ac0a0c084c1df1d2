import { SmallSite } from '../../testing/small-site';
import type { Site } from '../site';
import { isRefusal, type TokenHolder, type TokenRefusal } from './site-tokens';

const now = 1_800_000_000;
const small = SmallSite.create();
let site: Site;

beforeAll(async () => {
  for (const name of ['webservice/rest:use', 'moodle/site:maintenanceaccess', 'local/x:use'])
    small.insert('capabilities', { name, captype: 'read', component: 'moodle' });
  small.insert('role_capabilities', { roleid: 7, contextid: 1, capability: 'webservice/rest:use', permission: 1 });
  small.insert('user', { id: 20, username: 'ann', auth: 'manual', confirmed: 1, mnethostid: 1 });
  small.insert('external_services', { id: 1, name: 'S', shortname: 'svc', enabled: 1, downloadfiles: 1 });
  small.insert('external_services_functions', { externalserviceid: 1, functionname: 'core_f' });
  small.insert('external_tokens', {
    id: 1,
    token: 'aa',
    tokentype: 0,
    userid: 20,
    externalserviceid: 1,
    contextid: 1,
    timecreated: 5,
  });
  site = await small.open(() => now * 1000);
});
afterAll(async () => {
  await site.close();
  small.remove();
});

/** Changes one value for the length of an action. */
async function where<T>(
  table: string,
  column: string,
  id: number,
  value: string,
  action: () => Promise<T>,
): Promise<T> {
  const [before] = await site.database.all({
    text: `SELECT ${column} AS v FROM {${table}} WHERE id = ?`,
    parameters: [id],
  });
  small.run(`UPDATE mdl_${table} SET ${column} = '${value}' WHERE id = ${id}`);
  try {
    return await action();
  } finally {
    small.run(`UPDATE mdl_${table} SET ${column} = ${before!.v === null ? 'NULL' : `'${before!.v}'`} WHERE id = ${id}`);
  }
}

async function withSetting<T>(name: string, value: string, action: () => Promise<T>): Promise<T> {
  small.run(`DELETE FROM mdl_config WHERE name = '${name}'`);
  small.insert('config', { name, value });
  try {
    return await action();
  } finally {
    small.run(`DELETE FROM mdl_config WHERE name = '${name}'`);
  }
}

const enter = (door: 'rest' | 'file' = 'rest', token: string | null = 'aa', address = '10.1.1.1') =>
  site.tokens.authenticate({ token, address, door });
const code = (answer: TokenHolder | TokenRefusal) => (isRefusal(answer) ? answer.errorcode : 'ok');
const codes = async () => [code(await enter('rest')), code(await enter('file'))];

describe('a token', () => {
  it('tells who calls through which service', async () => {
    expect(await enter()).toMatchObject({
      user: { id: 20 },
      tokenId: 1,
      serviceShortname: 'svc',
      contextId: 1,
      downloadFiles: true,
      uploadFiles: false,
    });
  });

  const accounts: [string, string, string, string][] = [
    ['deleted', '1', 'wsaccessuserdeleted', 'Refused web service access for deleted username: ann'],
    ['confirmed', '0', 'wsaccessuserunconfirmed', 'Refused web service access for unconfirmed username: ann'],
    ['suspended', '1', 'wsaccessusersuspended', 'Refused web service access for suspended username: ann'],
    ['auth', 'nologin', 'wsaccessusernologin', 'Refused web service access for nologin authentication username: ann'],
  ];
  it.each(accounts)('is refused where the account has %s %s', async (column, value, errorcode, message) => {
    await where('user', column, 20, value, async () => {
      expect(await enter('rest')).toEqual({ exception: 'core\\exception\\moodle_exception', errorcode, message });
      const atFileDoor =
        column === 'confirmed'
          ? { errorcode: 'usernotconfirmed', message: 'Could not confirm ann' }
          : { errorcode, message: `error/${errorcode}` };
      expect(await enter('file')).toMatchObject(atFileDoor);
    });
  });

  const tokenChanges: [string, string, string[]][] = [
    ['validuntil', String(now - 1), ['accessexception', 'accessexception']],
    ['validuntil', String(now + 1), ['ok', 'ok']],
    ['validuntil', '0', ['ok', 'ok']],
    ['sid', 'gone', ['accessexception', 'accessexception']],
    ['iprestriction', '10.2.0.0/16', ['accessexception', 'accessexception']],
    ['iprestriction', '10.1.', ['ok', 'ok']],
    ['tokentype', '1', ['invalidtoken', 'ok']],
    ['contextid', '999', ['accessexception', 'ok']],
    ['userid', '999', ['invalidrecord', 'invalidrecord']],
  ];
  it.each(tokenChanges)('with %s %s', async (column, value, expected) => {
    expect(await where('external_tokens', column, 1, value, codes)).toEqual(expected);
  });

  it('of a session lives as long as that', async () => {
    small.insert('sessions', { sid: 'here', userid: 20 });
    expect(await where('external_tokens', 'sid', 1, 'here', codes)).toEqual(['ok', 'ok']);
  });

  it('is not looked at where web services are off', async () => {
    const off = { errorcode: 'restdisabled' };
    await withSetting('enablewebservices', '0', async () => {
      expect(await enter('rest')).toMatchObject(off);
      expect(await enter('file')).toMatchObject({
        exception: 'webservice_access_exception',
        errorcode: 'accessexception',
      });
    });
    await withSetting('enablewebservices', '1', async () => {
      await withSetting('webserviceprotocols', 'soap', async () =>
        expect(await codes()).toEqual(['restdisabled', 'ok']),
      );
    });
    small.insert('config', { name: 'enablewebservices', value: '1' });
    small.insert('config', { name: 'webserviceprotocols', value: 'soap,rest' });
    expect(await codes()).toEqual(['ok', 'ok']);
  });

  it('is missing', async () => {
    expect([code(await enter('rest', null)), code(await enter('file', null))]).toEqual([
      'invalidtoken',
      'missingparam',
    ]);
  });

  it('waits while the site is under maintenance, but for those who may work on', async () => {
    await withSetting('maintenance_enabled', '1', async () => {
      expect(await codes()).toEqual(['sitemaintenance', 'sitemaintenance']);
      expect(code(await where('external_tokens', 'userid', 1, '2', () => enter()))).toBe('ok');
    });
  });

  it('needs webservice/rest:use at the REST door only', async () => {
    expect(await where('role_capabilities', 'permission', 1, '-1', codes)).toEqual(['accessexception', 'ok']);
  });

  it('is refused where the password of a manual account has expired', async () => {
    small.insert('config_plugins', { plugin: 'auth_manual', name: 'expiration', value: '1' });
    small.insert('config_plugins', { plugin: 'auth_manual', name: 'expirationtime', value: '30' });
    expect(await codes()).toEqual(['ok', 'ok']);
    small.insert('user_preferences', {
      userid: 20,
      name: 'auth_manual_passwordupdatetime',
      value: String(now - 31 * 86_400),
    });
    expect((await codes())[0]).toBe('wsaccessuserexpired');
    small.run(`DELETE FROM mdl_config_plugins`);
  });
});

describe('a service', () => {
  const mayCall = async (functionName = 'core_f', open: string[] = []) => {
    const holder = await enter();
    return isRefusal(holder) ? holder.errorcode : site.tokens.mayCall(holder, functionName, open);
  };

  it('lists its functions', async () => {
    expect(await mayCall()).toBe(true);
    expect(await mayCall('core_g')).toBe(false);
    expect(await mayCall('core_g', ['svc'])).toBe(true);
  });

  it('must be on', async () => {
    await where('external_services', 'enabled', 1, '0', async () => {
      expect(await mayCall()).toBe(false);
      expect(await mayCall('core_f', ['svc'])).toBe(false);
      expect(code(await enter('file'))).toBe('accessexception');
    });
  });

  it('may ask for a capability', async () => {
    await where('external_services', 'requiredcapability', 1, 'local/x:use', async () => {
      expect(await mayCall()).toBe(false);
      expect(code(await enter('file'))).toBe('accessexception');
      small.insert('role_capabilities', { roleid: 7, contextid: 1, capability: 'local/x:use', permission: 1 });
      expect(await mayCall()).toBe(true);
      expect(code(await enter('file'))).toBe('ok');
    });
  });

  it('may not allow downloads', async () => {
    expect(await where('external_services', 'downloadfiles', 1, '0', codes)).toEqual(['ok', 'accessexception']);
  });

  it('may have a list of users, whose ends Moodle takes one way at the REST door and the other way at the file door', async () => {
    await where('external_services', 'restrictedusers', 1, '1', async () => {
      const both = async () => [await mayCall(), code(await enter('file'))];
      expect(await both()).toEqual([false, 'accessexception']);
      small.insert('external_services_users', { id: 1, externalserviceid: 1, userid: 20 });
      expect(await both()).toEqual([true, 'ok']);
      expect(await where('external_services_users', 'validuntil', 1, String(now + 10), both)).toEqual([false, 'ok']);
      expect(await where('external_services_users', 'validuntil', 1, String(now - 10), both)).toEqual([
        true,
        'accessexception',
      ]);
      expect(await where('external_services_users', 'iprestriction', 1, '10.1.1.', both)).toEqual([true, 'ok']);
      expect(await where('external_services_users', 'iprestriction', 1, '10.2.', both)).toEqual([
        false,
        'accessexception',
      ]);
    });
  });
});
