import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '../errors';
import { readSiteConfig } from './read-config';

const folder = mkdtempSync(join(tmpdir(), 'coursekeep-config-'));
const file = join(folder, 'config.php');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const basic = {
  dbtype: `'pgsql'`,
  dbhost: `'db.example.org'`,
  dbname: `'moodle'`,
  dbuser: `'moodle'`,
  dbpass: `'se\\'cret'`,
  prefix: `'mdl_'`,
  wwwroot: `'https://example.org/moodle/'`,
  dataroot: `'/srv/moodledata'`,
};

/** Reads a config.php with these settings (PHP expressions) and further lines before them. */
function read(changes: Record<string, string> = {}, before = '', env: Record<string, string> = {}) {
  const settings = Object.entries({ ...basic, ...changes }).map(([name, value]) => `$CFG->${name} = ${value};`);
  writeFileSync(
    file,
    [
      '<?php',
      before,
      'unset($CFG);',
      'global $CFG;',
      '$CFG = new stdClass();',
      ...settings,
      "require_once(__DIR__ . '/lib/setup.php');",
    ].join('\n'),
  );
  return readSiteConfig(file, env);
}

describe('a config.php', () => {
  it('is read without being run', async () => {
    expect(await read()).toMatchObject({
      file,
      dialect: 'pgsql',
      dbtype: 'pgsql',
      dbname: 'moodle',
      host: 'db.example.org',
      port: null,
      socket: null,
      user: 'moodle',
      password: "se'cret",
      prefix: 'mdl_',
      dataroot: '/srv/moodledata',
      wwwroot: 'https://example.org/moodle',
    });
  });

  const expressions: [string, string, string][] = [
    ['concatenation', `'a' . "b" . 3`, 'ab3'],
    ['__DIR__', `__DIR__ . '/x'`, `${folder}/x`],
    ['dirname(__FILE__)', `dirname(__FILE__) . '/x'`, `${folder}/x`],
    ['dirname(__DIR__, 2)', `\\dirname('/a/b/c/d', 2)`, '/a/b'],
    ['getenv', `getenv('GIVEN')`, 'given'],
    ['getenv with a fallback', `getenv('ABSENT') ?: 'other'`, 'other'],
    ['a conditional', `getenv('GIVEN') === 'given' ? 'yes' : 'no'`, 'yes'],
    ['??', `$CFG->nothing ?? $_ENV['ABSENT'] ?? 'last'`, 'last'],
    ['isset and empty', `isset($CFG->dbhost) && !empty($CFG->dbhost) ? 'set' : 'not'`, 'set'],
    ['a reference', `$CFG->dbname . '/sub'`, 'moodle/sub'],
    ['a text with a variable in it', `"{$CFG->dbname}_$CFG->dbuser"`, 'moodle_moodle'],
    ['a variable and a constant', `$base . SUFFIX`, '/base/suffix'],
    ['an element of an array', `['a' => 'first', 'b' => array('c' => 'second')]['b']['c']`, 'second'],
    ['a heredoc', `<<<'EOT'\nlong text\nEOT`, 'long text'],
    ['numbers', `(string) 0777 . -1 . 1_000`, '511-11000'],
    ['constants', `true . false . null . 'x'`, '1x'],
    ['trim', `rtrim(trim(' /a/ '), '/')`, '/a'],
  ];
  it.each(expressions)('understands %s', async (_name, expression, value) => {
    const before = `$base = '/base'; define('SUFFIX', '/suffix');`;
    const config = await read({ extra: expression }, before, { GIVEN: 'given' });
    expect(config.settings.extra).toBe(value);
  });

  it('understands conditions, later assignments and elements of dboptions', async () => {
    const config = await read(
      {
        dboptions: `array('dbport' => 5433, 'dbsocket' => false);
        if (getenv('PORT')) { $CFG->dboptions['dbport'] = getenv('PORT'); } else { $CFG->prefix = 'x_'; }
        $CFG->dbname .= '_live'; $CFG->lang ??= 'de'; $CFG->forced_plugin_settings = ['backup' => ['auto' => 1]]`,
      },
      '',
      { PORT: '6000' },
    );
    expect(config).toMatchObject({ port: 6000, prefix: 'mdl_', dbname: 'moodle_live', socket: null });
    expect(config).toMatchObject({ tls: 'prefer', schema: null });
    expect(config.settings).toMatchObject({ lang: 'de', 'backup/auto': '1' });
    expect(config.settings).not.toHaveProperty('dbpass');
  });

  it('knows how the connection is encrypted, and the schema of the tables', async () => {
    const dboptions = `['ssl' => 'verify-full', 'dbschema' => 'moodle']`;
    expect(await read({ dboptions })).toMatchObject({ tls: 'verify-full', schema: 'moodle' });
    const env = { COURSEKEEP_SITE_SSL: 'require', COURSEKEEP_SITE_DBSCHEMA: 'other' };
    expect(await read({ dboptions }, '', env)).toMatchObject({ tls: 'require', schema: 'other' });
    expect(await read({ dboptions: `['dbsocket' => true, 'ssl' => 'require']` })).toMatchObject({ tls: 'disable' });
  });

  it('passes over what it does not understand where nothing depends on it', async () => {
    const config = await read({
      session_handler_class: `ucfirst($x)`,
      extra: `'plain'; foreach ($a as $b) { $CFG->looped = $b; } ini_set('display_errors', '1'); @error_reporting(E_ALL); function f($a) { return $a . 1; } $x = f('a'); $o = new stdClass(); $o->x = 1;`,
    });
    expect(config.settings.extra).toBe('plain');
    expect(config.settings).not.toHaveProperty('session_handler_class');
    expect(config.settings).not.toHaveProperty('looped');
  });

  const refusals: [string, Record<string, string>, string, RegExp][] = [
    [
      'a function call',
      { dbpass: `file_get_contents('/run/secret')` },
      'config-not-understood',
      /line 10: \$CFG->dbpass depends on this call of file_get_contents\(\).*COURSEKEEP_SITE_DBPASS/,
    ],
    [
      'the web request',
      { wwwroot: `'https://' . $_SERVER['HTTP_HOST']` },
      'config-not-understood',
      /line 12: .*\$_SERVER\['HTTP_HOST'\].*COURSEKEEP_SITE_WWWROOT/,
    ],
    ['a variable that is not set', { dbname: `$name` }, 'config-not-understood', /\$name, which is not set/],
    [
      'an unknown condition',
      { extra: `1; if (gethostname() === 'x') { $CFG->dbhost = 'other'; }` },
      'config-not-understood',
      /dbhost depends on a condition on a call of gethostname/,
    ],
    ['a shell command', { dbuser: '`whoami`' }, 'config-not-understood', /dbuser/],
    ['a missing setting', { dbname: `''` }, 'config-missing', /\$CFG->dbname is not set.*COURSEKEEP_SITE_DBNAME/],
    ['an unknown dbtype', { dbtype: `'oci'` }, 'config-invalid', /'oci' is not supported.*pgsql/],
    ['a dangerous prefix', { prefix: `'x"; --'` }, 'config-invalid', /prefix/],
    ['an encryption that is none', { dboptions: `['ssl' => 'yes']` }, 'config-invalid', /ssl 'yes' is none of disable/],
    [
      'an address that no certificate is held against',
      { dbtype: `'mysqli'`, dbhost: `'127.0.0.1'`, dboptions: `['ssl' => 'verify-full']` },
      'config-invalid',
      /needs a name as dbhost/,
    ],
    ['a port that is none', { dboptions: `['dbport' => 'x']` }, 'config-invalid', /dbport 'x'/],
    ['a syntax error', { dbhost: `'a' 'b'` }, 'config-syntax', /line 7/],
  ];
  it.each(refusals)('names the line of %s', async (_name, changes, code, message) => {
    const failure = await read(changes).then(
      () => null,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(ConfigError);
    expect(failure).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('gives way to the environment', async () => {
    const config = await read({ dbhost: 'unknown()' }, '', {
      COURSEKEEP_SITE_DBTYPE: 'mariadb',
      COURSEKEEP_SITE_DBHOST: 'other',
      COURSEKEEP_SITE_DBPORT: '3307',
      COURSEKEEP_SITE_DBSOCKET: '/run/my.sock',
      COURSEKEEP_SITE_DBNAME: 'n',
      COURSEKEEP_SITE_DBUSER: 'u',
      COURSEKEEP_SITE_DBPASS: '',
      COURSEKEEP_SITE_PREFIX: '',
      COURSEKEEP_SITE_DATAROOT: '/data',
      COURSEKEEP_SITE_WWWROOT: 'http://w/',
    });
    expect(config).toMatchObject({
      dialect: 'mysql',
      host: 'other',
      port: 3307,
      socket: '/run/my.sock',
      dbname: 'n',
      user: 'u',
      password: '',
      prefix: '',
      dataroot: '/data',
      wwwroot: 'http://w',
    });
    expect(config.settings.wwwroot).toBe('http://w/');
  });

  it('takes how long the server may be silent from the environment alone', async () => {
    const silentFor = async (seconds: string) => read({}, '', { COURSEKEEP_SITE_SILENCE_SECONDS: seconds });
    expect((await read()).silenceMs).toBe(600_000);
    expect((await silentFor('0.5')).silenceMs).toBe(500);
    for (const wrong of ['0', '-1', 'x', '1e9', '90000'])
      await expect(silentFor(wrong)).rejects.toThrow(/COURSEKEEP_SITE_SILENCE_SECONDS is ".*": it must be/);
  });

  it('finds the file of a SQLite site beside itself', async () => {
    const config = await read({
      dbtype: `'sqlite3'`,
      dbname: `'site.sqlite'`,
      dataroot: '__DIR__',
      dbhost: `''`,
      dbuser: `''`,
    });
    expect(config).toMatchObject({ dialect: 'sqlite', dbname: join(folder, 'site.sqlite'), dataroot: folder });
  });

  it('is named where it cannot be read', async () => {
    await expect(readSiteConfig(join(folder, 'none.php'), {})).rejects.toMatchObject({ code: 'config-unreadable' });
    await expect(readSiteConfig(folder, {})).rejects.toThrow(/Name the file itself/);
  });
});
