import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describeWithShared } from '../../../../tools/testing/shared';
import { ConfigError } from '../errors';
import { readSiteConfig } from './read-config';

const folder = mkdtempSync(join(tmpdir(), 'coursekeep-config-'));
const file = join(folder, 'config.php');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const BASIC = `<?php
unset($CFG); global $CFG; $CFG = new stdClass();
$CFG->dbtype = 'pgsql'; $CFG->dbhost = 'h'; $CFG->dbname = 'first'; $CFG->dbuser = 'u'; $CFG->dbpass = 'p';
$CFG->prefix = 'mdl_'; $CFG->wwwroot = 'https://first.example'; $CFG->dataroot = '/srv/data';
`;
const SETUP = "\nrequire_once(__DIR__ . '/lib/setup.php');\n";

/** Reads a config.php that says `further` after the usual settings, with files beside it. */
function read(further: string, files: Readonly<Record<string, string>> = {}, env: Record<string, string> = {}) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  writeFileSync(file, `${BASIC}${further}${SETUP}`);
  return readSiteConfig(file, env);
}
const dbname = async (...given: Parameters<typeof read>) => (await read(...given)).dbname;
const SECOND = { 'second.php': "<?php $CFG->dbname = 'second';" };

describe('a config.php that sets values in other ways', () => {
  it.each<[string, string]>([
    ['__DIR__', "require_once(__DIR__ . '/second.php');"],
    ['dirname(__FILE__)', "@include_once dirname(__FILE__) . DIRECTORY_SEPARATOR . 'second.php';"],
    ['the folder of the file', "require 'second.php';"],
    ['a look whether it is there', "if (file_exists(__DIR__ . '/second.php')) { require(__DIR__ . '/second.php'); }"],
    ['a pattern', "foreach (glob(__DIR__ . '/sec*.php') as $f) { require $f; }"],
    ['what it returns', "$c = require __DIR__ . '/array.php'; $CFG->dbname = $c['name'];"],
    ['one that includes another', "require __DIR__ . '/sub/outer.php';"],
    ['a loop', "foreach (['dbname' => 'second'] as $k => $v) { $CFG->$k = $v; }"],
    ['another name', "$c = $CFG; $c->dbname = 'second';"],
    ['$GLOBALS', "$GLOBALS['CFG']->dbname = 'second';"],
    ['array_merge', "$CFG = (object) array_merge((array) $CFG, ['dbname' => 'second']);"],
    [
      'match',
      "$CFG->dbname = match (getenv('STAGE') ?: 'live') { 'test' => 'x', 'live' => 'second', default => 'y' };",
    ],
    [
      'switch',
      "switch ('b') { case 'a': $CFG->dbname = 'x'; break; case 'b': $CFG->dbname = 'second'; break; default: die(); }",
    ],
    ['PHP_SAPI', "if (PHP_SAPI === 'cli') { $CFG->dbname = 'second'; }"],
    [
      'CLI_SCRIPT',
      "if (defined('CLI_SCRIPT') && CLI_SCRIPT) { $CFG->dbname = 'second'; } else { $CFG->dbname = 'x'; }",
    ],
    ['a constant', "const NAME = 'second'; $CFG->dbname = NAME;"],
    ['a secret in a file', "$CFG->dbname = trim(file_get_contents(__DIR__ . '/secret'));"],
    ['a switched alternative', "file_exists(__DIR__ . '/second.php') && require __DIR__ . '/second.php';"],
    [
      'what is absent in its folder',
      "$CFG->dbname = 'second'; if (file_exists(__DIR__ . '/none.php')) require __DIR__ . '/none.php';",
    ],
    ['a function that does not reach it', "function f($a) { return $a; } f('x'); $CFG->dbname = 'second';"],
    ['a trial', "try { $CFG->dbname = 'second'; } catch (Exception $e) { error_log($e); }"],
  ])('is understood: %s', async (_, further) => {
    const files = {
      ...SECOND,
      'array.php': "<?php return ['name' => 'second'];",
      'sub/outer.php': "<?php require dirname(__DIR__) . '/second.php';",
      secret: 'second\n',
    };
    expect(await dbname(further, files)).toBe('second');
  });

  it.each<[string, string, RegExp]>([
    ['eval', "eval('$CFG->dbname = 1;');", /line 5: \$CFG->\w+ depends on a call of eval\(\)/],
    ['a file elsewhere', "require '/nowhere/db.php';", /an included file, \/nowhere\/db.php, which is not there/],
    ['a file that is required and absent', "require __DIR__ . '/absent.php';", /absent.php, which is not there/],
    [
      'a look at another place',
      "if (file_exists('/run/x')) { $CFG->dbname = 'x'; }",
      /a condition on this call of file_exists/,
    ],
    ['a device', "require '/dev/zero';", /which is no ordinary file/],
    ['a path from where it was started', "include './second.php';", /whose path is not absolute/],
    ['a computed name', '$CFG->{strrev("emanbd")} = "x";', /a setting whose name is computed/],
    [
      'a loop over something',
      'foreach (json_decode("{}") as $k => $v) { $CFG->$k = $v; }',
      /a setting whose name is computed/,
    ],
    ['a function of its own', "function f() { global $CFG; $CFG->dbname = 'x'; } f();", /a call of f\(\)/],
    [
      'a function that calls it',
      "function f() { g(); } function g() { $GLOBALS['CFG']->dbname = 'x'; eval(''); } f();",
      /a call of f\(\)/,
    ],
    ['a function that is handed it', "function f($c) { $c->dbname = 'x'; } f($CFG);", /a call of f\(\)/],
    ['an unknown function', 'configure();', /a call of configure\(\)/],
    ['a method', 'Site::configure();', /a call of a method/],
    ['a reference', '$n = &$CFG->dbname; $n = "x";', /a reference to \$CFG/],
    ['a variable whose name is computed', '$a = "CFG"; $$a->dbname = "x";', /a variable whose name is computed/],
    ['a function that changes what it is given', "extract(['CFG' => 1]);", /a call of extract\(\)/],
    ['an assignment in a condition', "if ($CFG->dbname = 'x') {}", /an assignment inside an expression/],
    [
      'a part of something that is not known',
      "if (gethostname()) { $CFG->dboptions = ['dbsocket' => 1]; } $CFG->dboptions['dbport'] = 5;",
      /dboptions\['dbsocket'\] depends on a condition on a call of gethostname/,
    ],
    ['several at once', "[$CFG->dbname, $b] = ['x', 'y'];", /several assignments in one/],
    [
      'a web request that decides the database',
      "if ($_SERVER['HTTP_HOST'] === 'a') { $CFG->dbname = 'a'; }",
      /which only a web request has/,
    ],
    [
      'the same by match',
      "$CFG->dbname = match ($_SERVER['HTTP_HOST'] ?? '') { 'a' => 'x', default => 'y' };",
      /which only a web request has/,
    ],
    [
      'an end that may come before',
      "if (gethostname() === 'x') { return; } $CFG->dbname = 'second';",
      /which may end the file/,
    ],
    [
      'a loop that may end before',
      "foreach (['a', 'b'] as $v) { if (gethostname() === $v) break; $CFG->dbname = $v; }",
      /something not understood may end/,
    ],
  ])('is refused with line and variable: %s', async (_, further, message) => {
    const failure = await read(further, SECOND).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigError);
    expect(failure).toMatchObject({ code: 'config-not-understood', message: expect.stringMatching(message) });
    expect((failure as Error).message).toMatch(/set COURSEKEEP_SITE_[A-Z]+ in the environment/);
  });

  it('names the file in which it is', async () => {
    const files = { 'outer.php': "<?php\n\n$CFG->dbname = strrev('x');" };
    await expect(read("require __DIR__ . '/outer.php';", files)).rejects.toThrow(
      `${join(folder, 'outer.php')} line 3: $CFG->dbname depends on a call of strrev()`,
    );
  });

  it('counts what is set afterwards, and what the environment says', async () => {
    expect(
      await dbname(
        "eval(''); $CFG->dbtype = 'pgsql'; $CFG->dbhost = 'h'; $CFG->dbname = 'later'; $CFG->dbuser = 'u';" +
          "$CFG->dbpass = 'p'; $CFG->prefix = ''; $CFG->wwwroot = 'http://w'; $CFG->dataroot = '/d'; $CFG->dboptions = [];",
      ),
    ).toBe('later');
    const names = 'DBTYPE DBHOST DBNAME DBUSER DBPASS PREFIX WWWROOT DATAROOT DBPORT DBSOCKET SSL DBSCHEMA'.split(' ');
    const env = Object.fromEntries(names.map((name) => [`COURSEKEEP_SITE_${name}`, 'x']));
    const given = {
      ...env,
      COURSEKEEP_SITE_DBTYPE: 'mariadb',
      COURSEKEEP_SITE_DBPORT: '1',
      COURSEKEEP_SITE_SSL: 'prefer',
    };
    expect(await dbname("eval('');", {}, given)).toBe('x');
  });

  it('takes the name of a site as the command line has it', async () => {
    const byHost =
      "if (isset($_SERVER['HTTP_HOST']) && $_SERVER['HTTP_HOST'] === 'b') { $CFG->wwwroot = 'https://b'; } else { $CFG->wwwroot = 'https://main'; }";
    expect((await read(byHost)).wwwroot).toBe('https://main');
    expect((await read("$CFG->wwwroot = empty($_SERVER['HTTPS']) ? 'http://c' : 'https://c';")).wwwroot).toBe(
      'http://c',
    );
    expect(
      (
        await read(
          "switch ($_SERVER['HTTP_HOST']) { case 'b': $CFG->wwwroot = 'x'; break; default: $CFG->wwwroot = 'https://d'; }",
        )
      ).wwwroot,
    ).toBe('https://d');
  });

  it('does not say of a value that a loop sets that it is not set', async () => {
    writeFileSync(
      file,
      "<?php $CFG = new stdClass(); $CFG->dbtype = 'pgsql'; foreach (parse_ini_file('/x') as $k => $v) { $CFG->$k = $v; }",
    );
    await expect(readSiteConfig(file, {})).rejects.toThrow(/\$CFG->dbtype depends on a setting whose name is computed/);
    const env = { COURSEKEEP_SITE_DBTYPE: 'pgsql' };
    await expect(readSiteConfig(file, env)).rejects.toThrow(
      /dboptions\['dbsocket'\] depends on a setting whose name is computed.*COURSEKEEP_SITE_DBSOCKET/,
    );
  });

  it('ends where files include each other, or are too large', async () => {
    expect(
      await dbname("require __DIR__ . '/a.php';", {
        'a.php': "<?php require_once __DIR__ . '/a.php'; $CFG->dbname = 'a';",
      }),
    ).toBe('a');
    const endless = { 'b.php': "<?php require __DIR__ . '/b.php';" };
    await expect(read("require __DIR__ . '/b.php';", endless)).rejects.toThrow(/there are too many/);
    const large = { 'c.php': `<?php // ${'x'.repeat(2 ** 20)}` };
    await expect(read("require __DIR__ . '/c.php';", large)).rejects.toThrow(/larger than 1 MiB/);
    const list = `[${'1,'.repeat(400)}]`;
    const loops = `foreach (${list} as $a) { foreach (${list} as $b) { $CFG->x = $b; } }`;
    await expect(read(loops)).rejects.toThrow(/more than 100000 statements/);
  });

  it('never gives a setting from before something that is not understood', async () => {
    const opaque = fc.constantFrom(
      "eval('');",
      'f();',
      '$a->b();',
      "require '/nowhere';",
      '$$x = 1;',
      'extract([]);',
      '$CFG->$y = 1;',
    );
    const wraps = fc.constantFrom<(code: string) => string>(
      (code) => code,
      (code) => `if (true) { ${code} }`,
      (code) => `if (gethostname()) { ${code} }`,
      (code) => `foreach ([1, 2] as $i) { ${code} }`,
      (code) => `while (f2()) { ${code} }`,
      (code) => `switch (1) { case 1: ${code} break; }`,
      (code) => `try { ${code} } catch (Exception $e) { }`,
      (code) => `try { } finally { ${code} }`,
      (code) => `function h() { global $CFG; ${code} } h();`,
      (code) => `$c = function () { ${code} }; $c();`,
    );
    const chain = fc.array(wraps, { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(opaque, chain, fc.boolean(), async (code, around, isSetLater) => {
        const further = around.reduce<string>((text, wrap) => wrap(text), code);
        const later = isSetLater ? "$CFG->dbname = 'later';" : '';
        const env = { COURSEKEEP_SITE_DBTYPE: 'pgsql', COURSEKEEP_SITE_DBHOST: 'h', COURSEKEEP_SITE_DBUSER: 'u' };
        const more = {
          COURSEKEEP_SITE_DBPASS: '',
          COURSEKEEP_SITE_PREFIX: '',
          COURSEKEEP_SITE_WWWROOT: 'w',
          COURSEKEEP_SITE_DATAROOT: '/',
        };
        const options = {
          COURSEKEEP_SITE_DBPORT: '1',
          COURSEKEEP_SITE_DBSOCKET: '/s',
          COURSEKEEP_SITE_SSL: 'prefer',
          COURSEKEEP_SITE_DBSCHEMA: 's',
        };
        const given = read(further + later, {}, { ...env, ...more, ...options });
        if (isSetLater) expect((await given).dbname).toBe('later');
        else await expect(given).rejects.toMatchObject({ code: 'config-not-understood' });
      }),
      { numRuns: 300 },
    );
  });
});

const hasPhp = (() => {
  try {
    return execFileSync('php', ['-r', 'echo 1;']).toString() === '1';
  } catch {
    return false;
  }
})();

describeWithShared('the configs of the cases', (shared) => {
  const names = ['config.php', ...[1, 4, 5, 6, 8, 12].map((number) => `variant-${number}.php`)];

  it.each(names)('%s gives the database that PHP ends on, or is refused by its line', async (name) => {
    const path = join(shared, 'cases/config-include', name);
    const found = await readSiteConfig(path, {}).then(
      (config) => config.dbname,
      (error: unknown) => error as Error,
    );
    if (typeof found === 'string') expect(found).toBe('field_moodle45');
    else expect(found.message).toMatch(/line \d+: \$CFG->\w+ depends on/);
    expect(typeof found === 'string').toBe(
      !['variant-6.php', 'variant-12.php'].includes(name) || found === 'field_moodle45',
    );
    if (hasPhp && typeof found === 'string') {
      const code = `@mkdir('${folder}/lib'); $CFG = null; set_error_handler(fn() => true); try { include '${path}'; } catch (Throwable $e) {} echo $CFG->dbname;`;
      expect(execFileSync('php', ['-r', code]).toString()).toBe(found);
    }
  });
});
