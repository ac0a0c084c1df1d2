import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SmallSite } from '../../../../libs/moodle-site/testing/small-site';
import { describeEachPluginSite } from '../../../../tools/testing/shared';
import { coursekeep } from '../../testing/coursekeep';

const environment = { ...process.env };
afterEach(() => {
  process.env = { ...environment };
});

async function plugins(site: string, code: string, ...args: string[]) {
  process.env.COURSEKEEP_SITE_CODE = code;
  return coursekeep('plugins', '--site', site, ...args);
}

describeEachPluginSite('coursekeep plugins', ({ name, configFile, code }) => {
  it('says what is read of each plugin, and how many rows it has', async () => {
    const { status, stdout, stderr } = await plugins(configFile, code);
    expect(stderr).toBe('');
    const expected = {
      plugins45: {
        status: 0,
        lines: [
          'mod_orchard 2026112500: read completely; 19 rows (orchard 3, orchard_harvests 4, orchard_medals 5, orchard_species 3, orchard_trees 4)',
          '6 plugins: 6 read completely.',
        ],
      },
      plugins45more: {
        status: 3,
        lines: [
          'availability_tide 2026010100: nothing to read: it has no backup code; 0 rows',
          'mod_birdlog 2026010100: read in part; 4 rows (birdlog 1, birdlog_sightings 3)',
          '  - <sum>: it depends on a query of its own ($DB->get_records) (backup/moodle2/backup_birdlog_stepslib.php line 21)',
          '13 plugins: 11 read completely, 1 read in part, 1 nothing to read: it has no backup code.',
        ],
      },
    }[name];
    expect(stdout.split('\n')).toEqual(expect.arrayContaining(expected.lines));
    expect(status).toBe(expected.status);
  });

  it('says the same as JSON', async () => {
    const { status, stdout } = await plugins(configFile, code, '--json');
    const told = JSON.parse(stdout) as { site: object; code: string; plugins: { plugin: string }[] };
    expect(told).toMatchObject({ site: { dbname: `coursekeep_${name}` }, code });
    expect(told.plugins.find(({ plugin }) => plugin === 'block_weather')).toEqual({
      plugin: 'block_weather',
      version: name === 'plugins45' ? '2026112500' : '2026010100',
      verdict: 'complete',
      missing: [],
      why: null,
      tables:
        name === 'plugins45'
          ? [{ table: 'block_weather_stations', rows: 4 }]
          : [
              { table: 'block_weather_readings', rows: 6 },
              { table: 'block_weather_sites', rows: 3 },
            ],
      rows: name === 'plugins45' ? 4 : 9,
    });
    const birdlog = told.plugins.find(({ plugin }) => plugin === 'mod_birdlog');
    const missing = [
      {
        element: 'sum',
        why: 'it depends on a query of its own ($DB->get_records)',
        file: 'backup/moodle2/backup_birdlog_stepslib.php',
        line: 21,
      },
    ];
    if (name === 'plugins45') expect(birdlog).toBeUndefined();
    else expect(birdlog).toMatchObject({ verdict: 'in-part', missing, rows: 4 });
    expect(status).toBe(name === 'plugins45' ? 0 : 3);
  });

  it('says so where no code can be read', async () => {
    const { status, stdout } = await plugins(configFile, '/nowhere');
    expect(status).toBe(3);
    expect(stdout).toContain('No code of the site can be read in /nowhere: name');
    expect(stdout).toMatch(/^mod_orchard \d+: not read \(the code of the site cannot be read\); \d+ rows/m);
  });
});

describe('coursekeep plugins', () => {
  let folder: string;
  let site: SmallSite;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'coursekeep-plugins-command-'));
    site = SmallSite.create();
  });
  afterEach(() => {
    site.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has nothing to say of a site without plugins of others', async () => {
    process.env.COURSEKEEP_DATA = folder;
    const { status, stdout } = await plugins('embedded', '');
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^http.*sqlite3\)\nAll plugins come with Moodle\.\n$/)]);
  }, 60_000);

  it('names what is not PHP, and what is not there, with the reason', async () => {
    const backup = join(folder, 'mod/recipe/backup/moodle2');
    mkdirSync(backup, { recursive: true });
    writeFileSync(join(folder, 'mod/recipe/lib.php'), '<?php function recipe_supports($f) { return true; }');
    writeFileSync(join(backup, 'backup_recipe_activity_task.class.php'), '<?php\nclass backup_recipe {{{');
    for (const plugin of ['mod_recipe', 'local_pantry', 'mod_page']) {
      site.insert('config_plugins', { plugin, name: 'version', value: '2025010100' });
    }
    const { status, stdout } = await plugins(site.configFile, folder);
    expect(status).toBe(3);
    expect(stdout).toMatch(/^mod_recipe 2025010100: not read \(it is not valid PHP .*\); 0 rows$/m);
    expect(stdout).toContain(`local_pantry 2025010100: not read (its code is not in ${folder}); 0 rows\n`);
    expect(stdout).not.toContain('mod_page');
  });

  it('turns what a site is called into text that does nothing to a terminal', async () => {
    site.insert('config_plugins', { plugin: 'local_a\u001b[31m', name: 'version', value: '1\u0007' });
    const { stdout } = await plugins(site.configFile, '');
    expect(stdout).toContain('local_a\ufffd[31m 1\ufffd: not read');
  });
});
