import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedSite } from '@coursekeep/embedded-site';
import { installPackages, repository } from './install-packages';

const libraries = readdirSync(join(repository, 'libs'));

describe('the packed libraries in an empty folder', () => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'coursekeep-packages-'));
  const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });

  beforeAll(() => {
    installPackages(folder, libraries, ['@types/node', 'undici-types']);
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'stranger', private: true }));
    const compilerOptions = { module: 'nodenext', target: 'es2022', strict: true, types: ['node'], outDir: 'out' };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
    copyFileSync(join(repository, 'docs', 'examples', 'backup.ts'), join(folder, 'backup.ts'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(libraries)('%s is loaded from its package, not from the workspace', (library) => {
    const name = `@coursekeep/${library}`;
    const { stdout, stderr } = node('-p', `require('${name}') && require.resolve('${name}')`);
    expect(stderr).toBe('');
    expect(stdout.trim()).toBe(join(folder, 'node_modules', name, 'dist', 'index.js'));
  });

  it('an ES module of a folder that belongs to nobody finds the words of definitions', () => {
    const operators = mkdtempSync(join(realpathSync(tmpdir()), 'coursekeep-operators-'));
    writeFileSync(
      join(operators, 'recipe.mjs'),
      `import { activity } from '@coursekeep/definitions';\nexport const recipe = activity('recipe', { fields: 'name' });`,
    );
    const load = `require('@coursekeep/definitions/load').loadDefinitions('${operators}')`;
    const run = node('-e', `${load}.then((loaded) => console.log(loaded.definitions.supportsModule('recipe')))`);
    rmSync(operators, { recursive: true, force: true });
    expect(run).toMatchObject({ stderr: '', stdout: 'true\n', status: 0 });
  });

  it('the example passes the compiler with the types of the packages, and makes a backup', async () => {
    const compiler = join(repository, 'node_modules', 'typescript', 'bin', 'tsc');
    expect(node(compiler, '--project', folder)).toMatchObject({ stdout: '', status: 0 });

    const { configFile } = await createEmbeddedSite(join(folder, 'site'), { wwwroot: 'http://127.0.0.1:8080' });
    const run = node(join('out', 'backup.js'), configFile);
    expect(run).toMatchObject({ stderr: '', status: 0 });
    const [backup = ''] = readdirSync(folder).filter((name) => name.endsWith('.mbz'));
    expect(backup).toMatch(/^backup-moodle2-course-\d+-/);
    expect(() => execFileSync('gzip', ['--test', '--suffix', '.mbz', join(folder, backup)])).not.toThrow();
  });
});
