import { createConnection } from 'mysql2/promise';
import { Client } from 'pg';
import { sampleSite } from '../../../../tools/testing/samples';
import { serverAddress } from '../../../../tools/testing/servers';
import { describeEachServer, describeWithServers } from '../../../../tools/testing/shared';
import { openSite } from '../open-site';
import type { Site } from '../site';
import { collect } from '../../testing/reader-contract';
import type { Query } from './reader';

/** How a test kills connections of one server by their number, and finds out their numbers. */
const servers = {
  pgsql: {
    number: { text: 'SELECT pg_backend_pid() AS number, pg_sleep(0.3) AS slept' },
    kill: async (numbers: number[]) => {
      const client = new Client({ ...serverAddress('pgsql'), database: 'postgres' });
      await client.connect();
      await client.query('SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS pid', [numbers]);
      await client.end();
    },
  },
  mariadb: mysqlServer('mariadb'),
  mysql: mysqlServer('mysql'),
};

function mysqlServer(kind: 'mariadb' | 'mysql') {
  return {
    number: { text: 'SELECT CONNECTION_ID() AS number, SLEEP(0.3) AS slept' },
    kill: async (numbers: number[]) => {
      const client = await createConnection(serverAddress(kind));
      for (const number of numbers) await client.query(`KILL ${number}`);
      await client.end();
    },
  };
}

describeWithServers('the connection to a real server', (shared) => {
  describeEachServer((kind) => {
    const { number, kill } = servers[kind];
    const { configFile, env } = sampleSite(shared, `moodle45-${kind}`);
    let site: Site;
    beforeAll(async () => {
      site = await openSite(configFile, { env });
    });
    afterAll(() => site?.close());

    const numberOf = async (read: (query: Query) => Promise<Record<string, string | null>[]>) =>
      Number((await read(number))[0]!.number);
    const poolNumbers = () =>
      Promise.all(Array.from({ length: 8 }, () => numberOf((query) => site.database.all(query))));

    it('has a pool of four', async () => {
      expect(new Set(await poolNumbers()).size).toBe(4);
    });

    it.each(['all', 'stream'] as const)('stops what waits for the server when it is told to: %s', async (way) => {
      const stop = new AbortController();
      const sleep = { text: `SELECT ${kind === 'pgsql' ? 'pg_sleep(600)' : 'SLEEP(600)'} AS slept` };
      const read = site.database.snapshot(async (reader) => {
        await reader.all({ text: 'SELECT 1 AS one' });
        setTimeout(() => stop.abort(), 50);
        return way === 'all' ? reader.all(sleep) : collect(reader, sleep);
      }, stop.signal);
      await expect(read).rejects.toMatchObject({ name: 'SiteDatabaseError' });
      expect(await site.database.snapshot((reader) => reader.all({ text: 'SELECT 1 AS one' }))).toEqual([{ one: '1' }]);
    });

    it('recovers when the server has dropped all connections', async () => {
      const before = new Set(await poolNumbers());
      await kill([...before]);
      const after = await poolNumbers();
      expect(after.filter((one) => before.has(one))).toEqual([]);
    });

    it('repeats a read whose connection dies under it', async () => {
      const [one] = await poolNumbers();
      const reads = poolNumbers();
      await kill([one!]);
      expect(await reads).toHaveLength(8);
    });

    it('says that the connection of a snapshot was lost', async () => {
      const work = site.database.snapshot(async (reader) => {
        await kill([await numberOf((query) => reader.all(query))]);
        return reader.all({ text: 'SELECT 1 AS one' });
      });
      await expect(work).rejects.toMatchObject({ code: 'database-connection-lost' });
      expect(await site.database.all({ text: 'SELECT 1 AS one' })).toEqual([{ one: '1' }]);
    });

    it('gives the connection of a snapshot back', async () => {
      const inside = await site.database.snapshot((reader) => numberOf((query) => reader.all(query)));
      expect(await poolNumbers()).not.toContain(inside);
    });

    const mistakes: [string, Record<string, string>, string, RegExp][] = [
      [
        'a port where nobody listens',
        { DBPORT: '1' },
        'database-unreachable',
        /Check that the database server runs.*config\.php/,
      ],
      ['a host that is not there', { DBHOST: 'nothere.invalid' }, 'database-unreachable', /dbhost/],
      ['a socket that is not there', { DBSOCKET: '/nothere/socket' }, 'database-unreachable', /\/nothere\/socket/],
      ['an unknown user', { DBUSER: 'coursekeep_nobody', DBPASS: 'x' }, 'database-refused', /COURSEKEEP_SITE_DBUSER/],
      ['an unknown database', { DBNAME: 'coursekeep_nothere' }, 'database-missing', /COURSEKEEP_SITE_DBNAME/],
      ['the wrong prefix', { PREFIX: 'other_' }, 'site-no-moodle', /prefix 'other_'/],
      ['the wrong folder', { DATAROOT: '/nothere' }, 'dataroot-unreadable', /COURSEKEEP_SITE_DATAROOT/],
    ];
    it.each(mistakes)('names %s', async (_what, changes, code, message) => {
      const changed = Object.fromEntries(
        Object.entries(changes).map(([key, value]) => [`COURSEKEEP_SITE_${key}`, value]),
      );
      const opened = openSite(configFile, { env: { ...env, ...changed } });
      await expect(opened).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    });

    it('is closed twice without harm', async () => {
      const other = await openSite(configFile, { env });
      await other.close();
      await other.close();
      await expect(other.database.all({ text: 'SELECT 1' })).rejects.toMatchObject({ name: 'SiteDatabaseError' });
    });
  });
});
