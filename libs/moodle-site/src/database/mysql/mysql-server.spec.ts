import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createConnection, type Connection } from 'mysql2/promise';
import { serverAddress } from '../../../../../tools/testing/servers';
import { describeEachServer, describeWithServers } from '../../../../../tools/testing/shared';
import { collect } from '../../../testing/reader-contract';
import { siteConfig } from '../../../testing/site-config';
import type { TlsMode } from '../../config/site-config';
import { connectDatabase } from '../connect';
import { databaseError } from '../database-error';
import { MysqlConnection } from './mysql-connection';
import { openSession, run } from './mysql-session';

const name = `coursekeep_odd_${process.pid}`;

/** Names that MySQL 8 and 9 have reserved since Moodle chose them, or that are reserved in other databases. */
const NAMES = ['rank', 'groups', 'lead', 'row', 'function', 'system', 'window', 'order', 'library', 'of', 'empty'];

/** More rows than any server gives at once: 10^7 of them, each with a text. */
const many = {
  text: `WITH d AS (${Array.from({ length: 10 }, (_, digit) => `SELECT ${digit} AS i`).join(' UNION ALL ')})
         SELECT CONCAT(a.i, b.i, c.i, e.i, f.i, g.i, h.i, 'and a text') AS t FROM d a, d b, d c, d e, d f, d g, d h`,
};

describeWithServers('a server of the MySQL family', () => {
  describeEachServer((kind) => {
    if (kind === 'pgsql') return it('is MySQL or MariaDB', () => undefined);
    const address = serverAddress(kind);
    const dbtype = kind === 'mysql' ? 'mysqli' : kind;
    const config = siteConfig({ dialect: 'mysql', dbtype, dbname: name, tls: 'disable', ...address });
    let writer: Connection;
    let site: MysqlConnection;
    beforeAll(async () => {
      writer = await createConnection({ ...address, charset: 'utf8mb4' });
      await writer.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
      await writer.query(`USE ${name}`);
      await writer.query("SET sql_mode = 'ANSI_QUOTES'");
      const columns = NAMES.map((column) => `"${column}" VARCHAR(20)`).join(', ');
      await writer.query(`CREATE TABLE mdl_groups (id BIGINT PRIMARY KEY, ${columns})`);
      await writer.query(
        'CREATE TABLE mdl_odd (id BIGINT PRIMARY KEY, d DATE, t DATETIME, words LONGTEXT, raw LONGBLOB)',
      );
      await writer.query(
        `INSERT INTO mdl_odd VALUES (1, '0000-00-00', '0000-00-00 00:00:00', '😀 𝒳 é \\\\ "', 'raw é')`,
      );
      site = await MysqlConnection.open(config);
    });
    afterAll(async () => {
      await site?.close();
      await writer?.query(`DROP DATABASE IF EXISTS ${name}`);
      await writer?.end();
    });

    it('takes names that it has reserved, in quotes', async () => {
      const quoted = NAMES.map((column) => `"${column}"`).join(', ');
      const values = NAMES.map((column) => `'${column}'`).join(', ');
      await writer.query(`INSERT INTO mdl_groups VALUES (1, ${values})`);
      const [row] = await site.all({
        text: `SELECT ${quoted} FROM {groups} WHERE "rank" IN (?)`,
        parameters: [['rank']],
      });
      expect(Object.entries(row!)).toEqual(NAMES.map((column) => [column, column]));
    });

    it('gives zero dates and characters of four bytes as they are', async () => {
      const [row] = await site.all({
        text: 'SELECT d, t, words, raw FROM {odd} WHERE words LIKE ?',
        parameters: ['😀%'],
      });
      const words = '😀 𝒳 é \\ "';
      expect(row).toEqual({ d: '0000-00-00', t: '0000-00-00 00:00:00', words, raw: 'raw é' });
    });

    it('shows one point in time while another connection writes', async () => {
      await site.snapshot(async (reader) => {
        const ids = async () => (await collect(reader, { text: 'SELECT id FROM {odd} ORDER BY id' })).flat();
        await writer.query('INSERT INTO mdl_odd (id) VALUES (2)');
        expect(await ids()).toEqual(['1']);
        await writer.query('DELETE FROM mdl_odd WHERE id = 1');
        expect(await ids()).toEqual(['1']);
      });
      expect(await site.all({ text: 'SELECT id FROM {odd}' })).toEqual([{ id: '2' }]);
    });

    it('ends a statement that takes too long', async () => {
      const session = await openSession(config, 100);
      const slow = `SELECT COUNT(*) FROM (${many.text}) AS x WHERE t LIKE '%9%8%7%z'`;
      const failure = await run(session, slow, 600_000).catch((cause: unknown) => databaseError(cause, config));
      session.destroy();
      expect(failure).toMatchObject({ code: 'database-timeout' });
    });

    it.each([
      ['KILL', 'database-connection-lost'],
      ['KILL QUERY', 'database-timeout'],
    ])('says so where streams are ended by %s', async (kill, code) => {
      const read = site.snapshot(async (reader) => {
        const [row] = await reader.all({ text: 'SELECT CONNECTION_ID() AS n' });
        const streams = [1, 2, 3].map(() => collect(reader, many).catch((error: unknown) => error));
        await busy(writer, Number(row!.n));
        await writer.query(`${kill} ${row!.n}`);
        return (await Promise.race(streams)) as Error;
      });
      expect(await read).toMatchObject({ name: 'SiteDatabaseError', code });
    });

    it('wants nothing more of a stream that is open when its snapshot ends', async () => {
      const spooled = () =>
        readdirSync(tmpdir()).filter((entry) => entry.startsWith(`coursekeep-rows-${process.pid}-`));
      const before = spooled();
      let [number, stream]: [string | null | undefined, Promise<unknown> | null] = [null, null];
      const work = site.snapshot(async (reader) => {
        number = (await reader.all({ text: 'SELECT CONNECTION_ID() AS n' }))[0]?.n;
        stream = collect(reader, many).catch((error: unknown) => error);
        await busy(writer, Number(number));
        throw new Error('of the work');
      });
      await expect(work).rejects.toThrow('of the work');
      expect(await stream).toMatchObject({ code: 'snapshot-ended' });
      await gone(writer, Number(number));
      expect(spooled()).toEqual(before);
    });

    if (kind === 'mysql')
      it('serves a user who must come encrypted, and only over an encrypted connection', async () => {
        const reader = { user: `ck_tls_${process.pid}`, password: 'secret' };
        await writer.query(`CREATE USER ?@'%' IDENTIFIED BY ? REQUIRE SSL`, [reader.user, reader.password]);
        try {
          await writer.query(`GRANT SELECT ON ${name}.* TO ?@'%'`, [reader.user]);
          const open = (tls: TlsMode) => connectDatabase({ ...config, ...reader, tls });
          const encrypted = await open('require');
          const cipher = { text: "SHOW SESSION STATUS LIKE 'Ssl_cipher'" };
          expect(await encrypted.all(cipher)).toEqual([expect.objectContaining({ Value: expect.stringMatching(/./) })]);
          expect(await encrypted.snapshot((view) => view.all(cipher))).not.toMatchObject([{ Value: '' }]);
          await encrypted.close();
          await expect(open('prefer')).rejects.toMatchObject({
            code: 'database-refused',
            message: expect.stringContaining('COURSEKEEP_SITE_SSL=require'),
          });
          // The server's certificate is its own work.
          await expect(open('verify-full')).rejects.toMatchObject({ code: 'database-untrusted' });
        } finally {
          await writer.query(`DROP USER ?@'%'`, [reader.user]);
        }
      });

    it('serves a user who may do nothing but read', async () => {
      const reader = { user: `ck_${process.pid}`, password: `a 'b' "c" \\ é €` };
      await writer.query(`CREATE USER ?@'%' IDENTIFIED BY ?`, [reader.user, reader.password]);
      try {
        await writer.query(`GRANT SELECT ON ${name}.* TO ?@'%'`, [reader.user]);
        // The second sign-in is another one on MySQL: the server remembers the first.
        for (let turn = 0; turn < 2; turn += 1) {
          const other = await MysqlConnection.open({ ...config, ...reader });
          expect(await other.snapshot((view) => view.all({ text: 'SELECT id FROM {odd}' }))).toEqual([{ id: '2' }]);
          await other.close();
        }
      } finally {
        await writer.query(`DROP USER ?@'%'`, [reader.user]);
      }
    });
  });
});

/** Waits until the server works on something for a connection. */
async function busy(writer: Connection, id: number): Promise<void> {
  while ((await commandOf(writer, id)) !== 'Query');
}

/** Waits until the server has ended a connection. */
async function gone(writer: Connection, id: number): Promise<void> {
  while ((await commandOf(writer, id)) !== null);
}

async function commandOf(writer: Connection, id: number): Promise<string | null> {
  const [rows] = await writer.query('SHOW PROCESSLIST');
  return (rows as { Id: number; Command: string }[]).find((row) => row.Id === id)?.Command ?? null;
}
