import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SmallSite } from '../../testing/small-site';
import { openSite } from '../open-site';
import { LocalFilePool } from './local-file-pool';
import { withFallbackPools } from './fallback-pool';

describe('pools asked in turn', () => {
  const folder = mkdtempSync(join(tmpdir(), 'coursekeep-pools-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');
  const pool = async (name: string, contents: Record<string, string>) => {
    const filedir = join(folder, name);
    mkdirSync(filedir);
    for (const [hash, text] of Object.entries(contents)) {
      mkdirSync(join(filedir, hash.slice(0, 2), hash.slice(2, 4)), { recursive: true });
      writeFileSync(join(filedir, hash.slice(0, 2), hash.slice(2, 4), hash), text);
    }
    return LocalFilePool.open(folder, filedir);
  };
  const read = async (stream: AsyncIterable<Buffer>) => {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  };

  it('gives what any of them has, the first one first', async () => {
    const [both, second, none] = [sha1('in both'), sha1('in the second'), sha1('in none')];
    const pools = withFallbackPools(await pool('first', { [both]: 'in both' }), [
      await pool('second', { [both]: 'changed', [second]: 'in the second' }),
    ]);
    expect(await pools.size(both)).toBe(7);
    expect(await read(pools.read(both))).toBe('in both');
    expect(await pools.size(second)).toBe(13);
    expect(await read(pools.read(second))).toBe('in the second');
    await expect(pools.size(none)).rejects.toMatchObject({ code: 'content-missing' });
    await expect(read(pools.read(none))).rejects.toMatchObject({ code: 'content-missing' });
  });

  it('are named in the environment for a whole site', async () => {
    const small = SmallSite.create();
    const hash = sha1('elsewhere');
    await pool('mounted', { [hash]: 'elsewhere' });
    const env = { COURSEKEEP_SITE_POOLS: `${join(folder, 'empty-one')}:${join(folder, 'mounted')}` };
    await expect(openSite(small.configFile, { env })).rejects.toMatchObject({ code: 'dataroot-unreadable' });
    mkdirSync(join(folder, 'empty-one'));
    const site = await openSite(small.configFile, { env });
    expect(await read(site.files.read(hash))).toBe('elsewhere');
    await site.close();
    small.remove();
  });

  it('says when a content is damaged, after its last byte', async () => {
    const hash = sha1('whole');
    const pools = withFallbackPools(await pool('empty', {}), [await pool('damaged', { [hash]: 'hole' })]);
    let seen = '';
    const reading = (async () => {
      for await (const chunk of pools.read(hash)) seen += String(chunk);
    })();
    await expect(reading).rejects.toMatchObject({ code: 'content-mismatch' });
    expect(seen).toBe('hole');
  });
});
