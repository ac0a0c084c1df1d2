import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeLargeBackup } from '../../../archive/testing/large-backup';

const root = resolve(__dirname, '../../../..');
/** What Node, the engine and the compiler of the tests take before anything is read. */
const ALLOWED = 256;

describe('a large backup', () => {
  const folder = mkdtempSync(join(tmpdir(), 'coursekeep-large-'));
  const path = join(folder, 'large.mbz');
  beforeAll(() => writeLargeBackup(path, 200));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['inspect', '20 files'],
    ['verify', 'whole'],
    ['diff', '0 changes'],
    ['rows', 'many records'],
  ])('is read in little memory: %s', (how, outcome) => {
    expect(statSync(path).size).toBeGreaterThan(150e6);
    const program = resolve(__dirname, '../../testing/read-in-process.ts');
    const runSources = join(root, 'tools/testing/run-sources.cjs');
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--max-old-space-size=100', '-r', runSources, program, how, path],
      { encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    const found = JSON.parse(stdout);
    expect(found.outcome).toBe(outcome);
    expect(found.memory).toBeLessThan(ALLOWED);
  });
});
