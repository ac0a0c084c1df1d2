import { describeWithServers } from '../../../../../tools/testing/shared';
import { openSite } from '../../open-site';
import type { Site } from '../../site';

/** 1,000 rows, of which the 500th cannot be computed. */
const failing = { text: 'SELECT n, 1 / (500 - n) FROM generate_series(1, 1000) AS s(n)' };

describeWithServers('a stream of PostgreSQL, which reads ahead', (shared) => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(`${shared}/moodle/moodle45-pgsql/config.php`);
  });
  afterAll(() => site?.close());

  it('gives what came before a failure, then the failure', async () => {
    let read = 0;
    const work = site.database.snapshot(async (reader) => {
      for await (const rows of reader.stream(failing)) read += rows.length;
    });
    await expect(work).rejects.toMatchObject({ code: 'database-query', message: expect.stringContaining('division') });
    expect(read).toBe(100);
  });

  it('does not mind a failure behind what is wanted', async () => {
    const first = await site.database.snapshot(async (reader) => {
      for await (const [row] of reader.stream(failing)) return row;
      return null;
    });
    expect(first).toEqual(['1', '0']);
  });
});
