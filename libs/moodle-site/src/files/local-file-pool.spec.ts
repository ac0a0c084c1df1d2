import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ContentMismatch, ContentMissing, ContentUnreadable } from '../errors';
import { LocalFilePool } from './local-file-pool';

const dataroot = mkdtempSync(join(tmpdir(), 'coursekeep-pool-'));
mkdirSync(join(dataroot, 'filedir'));
afterAll(() => rmSync(dataroot, { recursive: true, force: true }));

function store(content: Buffer, hash = createHash('sha1').update(content).digest('hex')): string {
  const folder = join(dataroot, 'filedir', hash.slice(0, 2), hash.slice(2, 4));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, hash), content);
  return hash;
}

describe('the file pool', () => {
  it.each([0, 1, 262_144, 1_000_000])('gives a content of %i bytes', async (size) => {
    const content = Buffer.alloc(size, 'abc');
    const hash = store(content);
    const pool = await LocalFilePool.open(dataroot);
    expect(await pool.size(hash)).toBe(size);
    expect((await buffer(pool.read(hash))).equals(content)).toBe(true);
  });

  it('notices a damaged content after its last byte', async () => {
    const hash = store(Buffer.from('damaged'), 'a'.repeat(40));
    const pool = await LocalFilePool.open(dataroot);
    const chunks: Buffer[] = [];
    const read = async () => {
      for await (const chunk of pool.read(hash)) chunks.push(chunk as Buffer);
    };
    await expect(read()).rejects.toThrow(ContentMismatch);
    expect(Buffer.concat(chunks).toString()).toBe('damaged');
  });

  it('tells a missing content from one that may not be read', async () => {
    const pool = await LocalFilePool.open(dataroot);
    const missing = 'b'.repeat(40);
    await expect(pool.size(missing)).rejects.toThrow(ContentMissing);
    await expect(buffer(pool.read(missing))).rejects.toThrow(ContentMissing);
    const folder = join(dataroot, 'filedir', 'cc', 'cc', 'c'.repeat(40));
    mkdirSync(folder, { recursive: true });
    await expect(pool.size('c'.repeat(40))).rejects.toThrow(ContentUnreadable);
    await expect(buffer(pool.read('c'.repeat(40)))).rejects.toThrow(ContentUnreadable);
  });

  it.each(['', '../../../../etc/passwd', 'A'.repeat(40), `${'a'.repeat(39)}/`, 'a'.repeat(41)])(
    'takes no path for a hash: %s',
    async (hash) => {
      const pool = await LocalFilePool.open(dataroot);
      await expect(pool.size(hash)).rejects.toMatchObject({ code: 'content-hash-invalid' });
      await expect(buffer(pool.read(hash))).rejects.toMatchObject({ code: 'content-hash-invalid' });
    },
  );

  it('says so where the whole pool is gone', async () => {
    const pool = await LocalFilePool.open(dataroot);
    renameSync(join(dataroot, 'filedir'), join(dataroot, 'moved'));
    const gone = { code: 'dataroot-unreadable', message: expect.stringContaining('COURSEKEEP_SITE_DATAROOT') };
    await expect(pool.size('d'.repeat(40))).rejects.toMatchObject(gone);
    await expect(LocalFilePool.open(dataroot)).rejects.toMatchObject(gone);
    renameSync(join(dataroot, 'moved'), join(dataroot, 'filedir'));
    expect(readFileSync(join(dataroot, 'filedir', 'aa', 'aa', 'a'.repeat(40)), 'utf8')).toBe('damaged');
  });

  it('gives the file back when a reader stops early', async () => {
    const hash = store(Buffer.alloc(3_000_000, 'x'));
    const pool = await LocalFilePool.open(dataroot);
    for await (const chunk of pool.read(hash)) {
      expect(chunk).toHaveLength(262_144);
      break;
    }
  });
});
