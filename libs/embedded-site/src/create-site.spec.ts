import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createEmbeddedSite, describeEmbeddedSite, EmbeddedSiteError, isEmbeddedSiteCurrent } from '.';
import { siteTables } from './database/create-tables';
import { openDatabase } from './database/open-database';

const now = 1_790_000_000;
const wwwroot = 'http://127.0.0.1:8080';
let parent: string;
beforeAll(async () => void (parent = await mkdtemp(join(tmpdir(), 'embedded-site-'))));
afterAll(() => rm(parent, { recursive: true, force: true }));

async function query(
  folder: string,
  sql: string,
  access: 'read' | 'write' = 'read',
): Promise<Record<string, unknown>[]> {
  const source = await openDatabase(join(folder, 'site.sqlite'), access);
  return source.query<Record<string, unknown>[]>(sql).finally(() => source.destroy());
}

/** All rows by table, the random tokens checked and blanked. */
async function contentOf(folder: string): Promise<Map<string, Record<string, unknown>[]>> {
  const source = await openDatabase(join(folder, 'site.sqlite'), 'read');
  const content = new Map<string, Record<string, unknown>[]>();
  for (const { name } of siteTables) content.set(name, await source.query(`SELECT * FROM "mdl_${name}" ORDER BY id`));
  await source.destroy();
  for (const row of content.get('external_tokens') ?? []) {
    expect(row.token).toMatch(/^[0-9a-f]{32}$/);
    row.token = '';
  }
  return content;
}

describe('a site that is made twice with the same clock', () => {
  it('is the same, but for the tokens', async () => {
    const [one, two] = [join(parent, 'one'), join(parent, 'two')];
    for (const folder of [one, two]) await createEmbeddedSite(folder, { wwwroot, now });
    expect(await contentOf(one)).toEqual(await contentOf(two));
    const files = await Promise.all(
      [one, two].map(async (folder) => (await readdir(join(folder, 'filedir'), { recursive: true })).sort()),
    );
    expect(files[0]).toEqual(files[1]);
    const tokens = await Promise.all(
      [one, two].map(async (folder) => (await describeEmbeddedSite(folder)).users.map((user) => user.token)),
    );
    expect(new Set(tokens.flat()).size).toBe(8);
  });
});

describe('a site that is there', () => {
  let folder: string;
  beforeAll(async () => {
    folder = join(parent, 'site');
    expect(await isEmbeddedSiteCurrent(folder)).toBe(false);
    const made = await createEmbeddedSite(folder, { wwwroot: `${wwwroot}/`, now });
    expect(made).toEqual({ folder, configFile: join(folder, 'config.php'), created: true, setAside: null });
  });

  it('is kept', async () => {
    expect(await isEmbeddedSiteCurrent(folder)).toBe(true);
    const described = await describeEmbeddedSite(folder);
    const bytes = await readFile(join(folder, 'site.sqlite'));
    expect(await createEmbeddedSite(folder, { wwwroot })).toMatchObject({ created: false, setAside: null });
    expect(await describeEmbeddedSite(folder)).toEqual(described);
    expect(bytes.equals(await readFile(join(folder, 'site.sqlite')))).toBe(true);
  });

  it('moves to another address, with its links', async () => {
    const links = () => query(folder, `SELECT content FROM mdl_page WHERE content LIKE '%/mod/assign/view.php?id=%'`);
    const counted = `a:1:{s:3:"url";s:${wwwroot.length + 2}:"${wwwroot}/x";}`;
    await query(folder, `UPDATE mdl_url SET parameters = '${counted}' WHERE id = 1`, 'write');
    const before = JSON.stringify(await links());
    expect(before).toContain(`${wwwroot}/mod/assign/view.php?id=`);
    await createEmbeddedSite(folder, { wwwroot: 'https://moodle.example.org/college' });
    expect(await readFile(join(folder, 'config.php'), 'utf8')).toContain(
      "$CFG->wwwroot   = 'https://moodle.example.org/college';",
    );
    expect(JSON.stringify(await links())).toBe(before.replaceAll(wwwroot, 'https://moodle.example.org/college'));
    expect(await query(folder, 'SELECT wwwroot FROM mdl_mnet_host WHERE id = 1')).toEqual([
      { wwwroot: 'https://moodle.example.org/college' },
    ]);
    // What counts its characters stays as it is.
    expect(await query(folder, 'SELECT parameters FROM mdl_url WHERE id = 1')).toEqual([{ parameters: counted }]);
    await createEmbeddedSite(folder, { wwwroot });
    expect(JSON.stringify(await links())).toBe(before);
  });

  it('is set aside, not deleted, when it is of another form', async () => {
    await query(folder, 'PRAGMA user_version = 999', 'write');
    const made = await createEmbeddedSite(folder, { wwwroot, now });
    expect(made).toMatchObject({ created: true, setAside: `${folder}.old-1` });
    expect(existsSync(join(folder, 'site.sqlite')) && existsSync(join(`${folder}.old-1`, 'site.sqlite'))).toBe(true);
  });
});

it('two who make it at once get one site', async () => {
  const folder = join(parent, 'shared');
  const made = await Promise.all([1, 2].map(() => createEmbeddedSite(folder, { wwwroot, now })));
  expect(made.map(({ created, setAside }) => [created, setAside]).sort()).toEqual([
    [false, null],
    [true, null],
  ]);
  expect((await readdir(parent)).filter((name) => name.includes('shared'))).toEqual(['shared']);
});

describe('what goes wrong', () => {
  it.each(['ftp://example.org', 'nonsense', "http://x'; system('id'); //", 'http://example.org/?a=1'])(
    'the address %s is refused',
    async (address) => {
      await expect(createEmbeddedSite(join(parent, 'refused'), { wwwroot: address })).rejects.toThrow(
        EmbeddedSiteError,
      );
      expect(existsSync(join(parent, 'refused'))).toBe(false);
    },
  );

  it('a folder with something else in it is left alone', async () => {
    const folder = join(parent, 'taken');
    await mkdir(folder);
    await writeFile(join(folder, 'thesis.txt'), 'ten years of work');
    await expect(createEmbeddedSite(folder, { wwwroot, now })).rejects.toThrow(/not an embedded site/);
    expect(await readdir(folder)).toEqual(['thesis.txt']);
  });

  it('a failure on the way leaves nothing, and what dead processes left goes away', async () => {
    const folder = join(parent, 'unlucky');
    const dead = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => dead.once('exit', resolve));
    await mkdir(join(parent, `.unlucky-in-the-making-${dead.pid}-aaaa`));
    const token = () => {
      throw new Error('no more tokens');
    };
    await expect(createEmbeddedSite(folder, { wwwroot, now, token })).rejects.toThrow('no more tokens');
    expect((await readdir(parent)).filter((name) => name.includes(basename(folder)))).toEqual([]);
  });

  it('a folder without a site cannot be described', async () => {
    await expect(describeEmbeddedSite(join(parent, 'nowhere'))).rejects.toThrow(/no embedded site/);
  });
});
