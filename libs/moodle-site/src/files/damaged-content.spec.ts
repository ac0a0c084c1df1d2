import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LocalFilePool } from './local-file-pool';

const HASH = 'ab'.repeat(20);

describe('a damaged content of the file pool', () => {
  let dataroot = '';
  beforeEach(async () => {
    dataroot = await mkdtemp(join(tmpdir(), 'coursekeep-pool-'));
    await mkdir(join(dataroot, 'filedir/ab/ab'), { recursive: true });
  });
  afterEach(() => rm(dataroot, { recursive: true, force: true }));

  it.each([1, 1000, 256 * 1024, 600_000])(
    'of %i bytes gives all of them before the mismatch, also to a slow reader',
    async (size) => {
      await writeFile(join(dataroot, 'filedir/ab/ab', HASH), Buffer.alloc(size, 7));
      const pool = await LocalFilePool.open(dataroot);
      let taken = 0;
      const read = async () => {
        for await (const chunk of pool.read(HASH)) {
          taken += (chunk as Buffer).length;
          await wait(5);
        }
      };
      await expect(read()).rejects.toMatchObject({ name: 'ContentMismatch' });
      expect(taken).toBe(size);
    },
  );
});
