import { writeFileSync } from 'node:fs';
import { describeEachSample, describeWithServers } from '../../../../tools/testing/shared';
import { readerContract } from '../../testing/reader-contract';
import { SmallSite } from '../../testing/small-site';
import { openSite } from '../open-site';

describeWithServers('the reader of a real site', (shared) => {
  describeEachSample(shared, ({ configFile, env }) => readerContract(() => openSite(configFile, { env })));
});

describe('the reader of a SQLite site', () => {
  const small = SmallSite.create();
  afterAll(() => small.remove());

  readerContract(() => small.open());

  it('formats values by the declared type of their column', async () => {
    const site = await small.open();
    const item = { itemid: 1, userid: 2 };
    for (const finalgrade of [100, 0.1, 1234567.5, null, '7.25']) small.insert('grade_grades', { ...item, finalgrade });
    const rows = await site.database.all({ text: 'SELECT finalgrade FROM {grade_grades} ORDER BY id' });
    expect(rows.map((row) => row.finalgrade)).toEqual(['100.00000', '0.10000', '1234567.50000', null, '7.25000']);
    const [floats] = await site.database.all({ text: 'SELECT 1e25 AS a, 0.1 AS b, 2.0 AS c, -1.5e-7 AS d' });
    expect(floats).toEqual({ a: '1.0E+25', b: '0.1', c: '2', d: '-1.5E-7' });
    await site.close();
  });

  it('keeps to one point in time while another connection writes', async () => {
    const site = await small.open();
    small.run('PRAGMA journal_mode = WAL');
    await site.database.snapshot(async (reader) => {
      const count = async () => (await reader.all({ text: 'SELECT COUNT(*) AS n FROM {tag}' }))[0]!.n;
      const before = await count();
      small.insert('tag', { name: 'new', userid: 2, tagcollid: 1 });
      expect(await count()).toBe(before);
    });
    await site.close();
  });

  it('names the file that is missing or is no database', async () => {
    const broken = SmallSite.create();
    writeFileSync(`${broken.folder}/site.sqlite`, 'this is no database, only text'.repeat(100));
    await expect(broken.open()).rejects.toMatchObject({ code: 'database-missing' });
    writeFileSync(
      broken.configFile,
      `<?php $CFG->dbtype='sqlite3'; $CFG->dbname='gone.sqlite'; $CFG->dataroot=__DIR__; $CFG->wwwroot='http://x';`,
    );
    await expect(broken.open()).rejects.toThrow(/gone\.sqlite/);
    broken.remove();
  });
});
