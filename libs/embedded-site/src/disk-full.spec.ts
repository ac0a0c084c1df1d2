import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from './database/open-database';
import { orDiskFull } from './disk-full';

const folder = mkdtempSync(join(tmpdir(), 'coursekeep-full-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a full disk', () => {
  it('is said so that people know what to do, whoever noticed it', async () => {
    const source = await openDatabase(join(folder, 'site.sqlite'), 'create');
    await source.query('PRAGMA max_page_count = 3');
    await source.query('CREATE TABLE t (a)');
    const refused: unknown = await source.query('INSERT INTO t VALUES (zeroblob(100000))').catch((error) => error);
    await source.destroy();
    expect((refused as Error).message).toContain('full');
    for (const error of [refused, Object.assign(new Error('write'), { code: 'ENOSPC' })]) {
      expect(orDiskFull(error, '/data/site')).toMatchObject({
        code: 'disk-full',
        message: 'The disk is full: no space left for the site in /data/site. Free some space or choose another folder',
        cause: error,
      });
    }
  });

  it('is not seen in other errors', () => {
    const other = new Error('no');
    expect(orDiskFull(other, '/data/site')).toBe(other);
  });
});
