import { serverAddress } from '../../../../tools/testing/servers';
import { describeEachServer, describeWithServers } from '../../../../tools/testing/shared';
import { stallingProxy, type StallingProxy } from '../../../../tools/testing/stalling-proxy';
import { collect } from '../../testing/reader-contract';
import { siteConfig } from '../../testing/site-config';
import type { SiteConfig } from '../config/site-config';
import { connectDatabase } from './connect';
import type { SiteConnection } from './reader';

const one = { text: 'SELECT 1 AS one' };
const courses = { text: 'SELECT id, fullname, summary FROM {course} ORDER BY id' };
const silent = { name: 'SiteDatabaseError', code: 'database-silent' };

describeWithServers('a server that falls silent with the connection open', () => {
  describeEachServer((kind) => {
    const address = serverAddress(kind);
    let proxy: StallingProxy;
    let config: SiteConfig;
    let site: SiteConnection;
    beforeEach(async () => {
      proxy = await stallingProxy(address);
      config = siteConfig({
        dialect: kind === 'pgsql' ? 'pgsql' : 'mysql',
        dbtype: kind,
        dbname: 'coursekeep_moodle45',
        ...address,
        host: '127.0.0.1',
        port: proxy.port,
        silenceMs: 500,
      });
      site = await connectDatabase(config);
    });
    afterEach(async () => {
      await site.close();
      await proxy.close();
    });

    it('is given up by small queries, and used again when it answers', async () => {
      proxy.stall();
      await expect(site.all(one)).rejects.toMatchObject({
        ...silent,
        message: expect.stringMatching(/does not answer.*0\.5 s.*COURSEKEEP_SITE_SILENCE_SECONDS/s),
      });
      proxy.resume();
      expect(await site.all(one)).toEqual([{ one: '1' }]);
    });

    it.each(['all', 'stream'] as const)('is given up by a snapshot: %s', async (way) => {
      const read = site.snapshot(async (reader) => {
        await reader.all(one);
        proxy.stall();
        return way === 'all' ? reader.all(courses) : collect(reader, courses);
      });
      await expect(read).rejects.toMatchObject(silent);
    });

    it('is given up by several streams at once', async () => {
      const read = site.snapshot(async (reader) => {
        proxy.stall();
        return Promise.allSettled([1, 2, 3].map(() => collect(reader, courses)));
      });
      const failed = { status: 'rejected', reason: { name: 'SiteDatabaseError' } };
      expect(await read).toMatchObject([failed, failed, failed]);
    });

    it('is given up where a snapshot begins on a connection that it lets in', async () => {
      void proxy.stallAt(kind === 'pgsql' ? 'REPEATABLE READ' : 'CONSISTENT SNAPSHOT');
      await expect(site.snapshot(() => Promise.resolve())).rejects.toMatchObject(silent);
    });

    it('does not keep a snapshot from ending', async () => {
      const work = site.snapshot(async (reader) => {
        await reader.all(one);
        proxy.stall();
        return 'done';
      });
      expect(await work).toBe('done');
    });

    it('is no server that sends little by little', async () => {
      const whole = await site.snapshot((reader) => collect(reader, courses));
      proxy.trickle(100, 400);
      expect(await site.snapshot((reader) => collect(reader, courses))).toEqual(whole);
    });
  });
});
