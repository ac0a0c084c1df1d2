import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

describe('the benchmark of reading', () => {
  it('measures the commands as they are built', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(__dirname, 'reading.mjs'), '5'], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const command of ['inspect', 'verify', 'diff'])
      expect(stdout).toMatch(new RegExp(`${command} .* MB of memory`));
  });
});
