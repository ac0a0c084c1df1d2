import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DefinitionError, DefinitionRegistry } from '..';
import { loadDefinitions } from '.';

const folder = mkdtempSync(join(tmpdir(), 'coursekeep-definitions-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes files, and loads what is named. */
function load(named: string, files: Readonly<Record<string, string>> = {}) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return loadDefinitions(named, { known: DefinitionRegistry.core(), folder });
}

const WORDS = `const { activity, block, container, document, element, plugin, point } = require('@coursekeep/definitions');\n`;
const activityOf = (name: string) => `${WORDS} exports.one = activity('${name}', { fields: 'name' });`;

describe('definitions that are loaded', () => {
  it('are those of all modules of a folder, of files and of packages', async () => {
    const { definitions, modules } = await load('folder, single.cjs,./other.cjs,a-package', {
      'folder/a.cjs': activityOf('apple'),
      'folder/b.cjs': `${WORDS} module.exports = [activity('berry', { fields: 'name' }), block('bowl')];`,
      'folder/notes.txt': 'no module',
      'single.cjs': activityOf('cherry'),
      'other.cjs': `${WORDS} exports.default = activity('damson', { fields: 'name' }); exports.help = 'a text';`,
      'node_modules/a-package/package.json': '{"name":"a-package","main":"main.cjs"}',
      'node_modules/a-package/main.cjs': activityOf('elder'),
    });
    expect(modules.map(({ file, definitions: own }) => [file, own.length])).toEqual([
      [join(folder, 'folder/a.cjs'), 1],
      [join(folder, 'folder/b.cjs'), 2],
      [join(folder, 'single.cjs'), 1],
      [join(folder, 'other.cjs'), 1],
      [join(folder, 'node_modules/a-package/main.cjs'), 1],
    ]);
    for (const name of ['apple', 'berry', 'cherry', 'damson', 'elder', 'forum']) {
      expect([name, definitions.supportsModule(name)]).toEqual([name, true]);
    }
    expect(definitions.supportsBlock('bowl')).toBe(true);
  });

  it('may stand at points that a module has which comes later', async () => {
    const { definitions } = await load('points', {
      'points/a.cjs': `${WORDS} exports.a = plugin('figstem_fig_subplugin', 'figstem_x', [container('x')]);`,
      'points/b.cjs': `${WORDS} exports.b = activity('fig', { fields: 'name' }, [point('figstem_fig_subplugin')]);`,
    });
    expect(definitions.knowsPlugin('figstem_x')).toBe(true);
  });

  it('leave the definitions as they were that were there', async () => {
    const known = DefinitionRegistry.core();
    await load('folder', { 'folder/a.cjs': activityOf('apple') });
    const loaded = await loadDefinitions('folder/a.cjs', { known, folder });
    expect(loaded.definitions.supportsModule('apple')).toBe(true);
    expect(known.supportsModule('apple')).toBe(false);
  });

  it('are none where none are named', async () => {
    const { definitions, modules } = await load(' , ');
    expect(modules).toEqual([]);
    expect(definitions.supportsModule('forum')).toBe(true);
  });

  it.each<[string, string, Record<string, string>, RegExp]>([
    ['a file that is not there', './gone.cjs', {}, /\/gone\.cjs is not there\.$/],
    [
      'a package that is not there',
      'gone-package',
      {},
      /^gone-package is neither a file or folder in .* nor a package/,
    ],
    [
      'a folder without modules',
      'bare',
      { 'bare/readme.md': '' },
      /\/bare holds no module \(\.mjs, \.cjs or \.js\)\.$/,
    ],
    [
      'a module that throws',
      'throws.cjs',
      { 'throws.cjs': 'throw new Error("no oven")' },
      /\/throws\.cjs: cannot be loaded: no oven$/,
    ],
    [
      'a module that is no code',
      'broken.cjs',
      { 'broken.cjs': 'exports.one = (' },
      /\/broken\.cjs: cannot be loaded: /,
    ],
    [
      'a module without definitions',
      'none.cjs',
      { 'none.cjs': 'exports.one = { a: 1 };' },
      /\/none\.cjs: exports no definition/,
    ],
    [
      'a definition that is wrong',
      'wrong.cjs',
      { 'wrong.cjs': `${WORDS} exports.one = activity('grape', { fields: 'name', when: { on: ['usrs'] } });` },
      /\/wrong\.cjs: grape\.xml, activity\/grape, when\.on: there is no setting "usrs"\. The nearest is "users"\.$/,
    ],
    [
      'an option that there is not',
      'option.cjs',
      { 'option.cjs': `${WORDS} exports.one = activity('grape', { field: 'name' });` },
      /\/option\.cjs: cannot be loaded: activity "grape" has no option "field"\. The nearest is "fields"\.$/,
    ],
    [
      'a definition that is built in',
      'forum.cjs',
      { 'forum.cjs': activityOf('forum') },
      /\/forum\.cjs: forum\.xml is registered twice/,
    ],
    [
      'a definition that is made by hand of anything',
      'hand.cjs',
      { 'hand.cjs': `exports.one = { scope: 'activity', file: 'x.xml', root: { kind: 'element', name: 'x' } };` },
      /\/hand\.cjs: /,
    ],
  ])('are refused, with the file, for %s', async (_, named, files, message) => {
    const loading = load(named, files);
    await expect(loading).rejects.toThrow(DefinitionError);
    await expect(loading).rejects.toThrow(message);
  });
});
