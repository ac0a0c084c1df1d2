import { buffer } from 'node:stream/consumers';
import { describeEachSample, describeWithServers } from '../../../tools/testing/shared';
import type { Row } from './database/reader';
import { openSite } from './open-site';
import type { Site } from './site';

describeWithServers('a real site', (shared) => {
  describeEachSample(shared, ({ name, configFile, env }) => {
    let site: Site;
    beforeAll(async () => {
      site = await openSite(configFile, { env });
    });
    afterAll(() => site?.close());

    it('is opened from its config.php', async () => {
      expect(site.release).toMatch(name.includes('51') ? /^5\.1/ : /^4\.5/);
      expect(site.schema.tables.length).toBeGreaterThan(400);
      expect(site.schema.columns('grade_grades')).toContainEqual({ name: 'finalgrade', type: 'number', decimals: 5 });
      expect(site.schema.hasColumn('course', 'nothere')).toBe(false);
      expect(await site.setting(null, 'siteadmins')).toBe('2');
      expect(await site.setting(null, 'wwwroot')).toBe(site.config.wwwroot);
      expect(await site.setting('backup', 'nothere')).toBeNull();
    });

    it('has the content of its files', async () => {
      const files = await site.database.all({
        text: 'SELECT DISTINCT contenthash, filesize FROM {files} WHERE filesize < 100000 ORDER BY contenthash LIMIT 20',
      });
      expect(files).toHaveLength(20);
      for (const { contenthash, filesize } of files) {
        expect(await site.files.size(contenthash!)).toBe(Number(filesize));
        expect(await buffer(site.files.read(contenthash!))).toHaveLength(Number(filesize));
      }
    });

    it('streams several results at once from one snapshot', async () => {
      const [grades, users] = await site.database.snapshot(async (reader) => {
        const open = [
          reader.stream({ text: 'SELECT id, finalgrade FROM {grade_grades} ORDER BY id' }),
          reader.stream({ text: 'SELECT u.id, u.username FROM {user} u WHERE u.id IN (?)', parameters: [[2, '3', 4]] }),
        ].map((stream) => stream[Symbol.asyncIterator]());
        const rows: Row[][] = [[], []];
        for (let busy = true; busy;) {
          busy = false;
          for (const [position, iterator] of open.entries()) {
            const { done, value } = await iterator.next();
            if (done) continue;
            rows[position]!.push(...value);
            busy = true;
          }
        }
        expect(reader.queryCount).toBe(2);
        return rows;
      });
      expect(users).toHaveLength(3);
      expect(grades!.find(([, grade]) => grade !== null)![1]).toMatch(/^\d+\.\d{5}$/);
    });
  });
});
