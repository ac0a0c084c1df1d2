import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext, TLSSocket, type PeerCertificate } from 'node:tls';
import { Client } from 'pg';
import { describeWithProgram, describeWithServers } from '../../../../tools/testing/shared';
import { siteConfig } from '../../testing/site-config';
import type { TlsMode } from '../config/site-config';
import { connectDatabase } from './connect';
import { tlsOptions } from './tls';

const { host, user, password } = siteConfig();

/** What a client of PostgreSQL sends first to ask for encryption, and how the server says that it wants it. */
const SSL_REQUEST = 80877103;
const NOT_ENCRYPTED = 'SFATAL\0C28000\0Mno pg_hba.conf entry for host "127.0.0.1", no encryption\0\0';

/** A server that speaks to nobody in plain, before the one of this machine. */
function encryptedServer(folder: string): Server {
  const secureContext = createSecureContext({
    key: readFileSync(join(folder, 'key.pem')),
    cert: readFileSync(join(folder, 'cert.pem')),
  });
  return createServer((socket: Socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (first: Buffer) => {
      if (first.readInt32BE(4) !== SSL_REQUEST) {
        const length = Buffer.alloc(4);
        length.writeInt32BE(NOT_ENCRYPTED.length + 4);
        return void socket.end(Buffer.concat([Buffer.from('E'), length, Buffer.from(NOT_ENCRYPTED)]));
      }
      socket.write('S');
      const plain = new TLSSocket(socket, { isServer: true, secureContext });
      const server = connect(5432, host);
      for (const one of [plain, server]) one.on('error', () => undefined);
      plain.pipe(server).pipe(plain);
    });
  });
}

describeWithProgram('openssl', 'an encrypted connection', () => {
  describeWithServers('to the database', encryptedConnection, { pgsql: true });
});

function encryptedConnection(): void {
  const folder = mkdtempSync(join(tmpdir(), 'coursekeep-tls-'));
  let server: Server;
  let port: number;
  beforeAll(async () => {
    const request = 'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout key.pem -out cert.pem';
    execFileSync('openssl', request.split(' '), { cwd: folder, stdio: 'ignore' });
    server = encryptedServer(folder);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as { port: number }).port;
  });
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  });

  it.each<TlsMode>(['prefer', 'require'])('is made where the server demands it: %s', async (tls) => {
    const database = await connectDatabase(siteConfig({ port, tls }));
    expect(await database.all({ text: 'SELECT 1 AS one' })).toEqual([{ one: '1' }]);
    expect(await database.snapshot((reader) => reader.all({ text: 'SELECT 2 AS two' }))).toEqual([{ two: '2' }]);
    await database.close();
  });

  it.each<[TlsMode, () => number, string, RegExp]>([
    ['disable', () => port, 'database-refused', /no encryption/],
    ['verify-full', () => port, 'database-untrusted', /self.signed certificate.*NODE_EXTRA_CA_CERTS/],
    ['require', () => 5432, 'database-not-encrypted', /COURSEKEEP_SITE_SSL\) to 'disable'/],
  ])('is refused in words: %s', async (tls, portOf, code, message) => {
    await expect(connectDatabase(siteConfig({ port: portOf(), tls }))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it('holds a certificate against the address of the server, not against a name that nobody gave', () => {
    const certificate = { subject: { CN: 'localhost' }, subjectaltname: 'DNS:localhost' } as PeerCertificate;
    const check = (host: string) =>
      tlsOptions(siteConfig({ tls: 'verify-full', host }))?.checkServerIdentity?.('localhost', certificate);
    expect(check('localhost')).toBeUndefined();
    expect(check('127.0.0.1')).toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  });

  it('is not needed where the server does not demand it', async () => {
    const database = await connectDatabase(siteConfig({ tls: 'prefer' }));
    expect(await database.all({ text: 'SELECT 1 AS one' })).toEqual([{ one: '1' }]);
    await database.close();
  });

  it('reads the tables of the schema that the site names', async () => {
    const schema = `Coursekeep "${process.pid}"`;
    const client = new Client({ host, user, password, database: 'postgres' });
    await client.connect();
    const named = client.escapeIdentifier(schema);
    await client.query(`CREATE SCHEMA ${named}; CREATE TABLE ${named}.mdl_config (name text)`);
    try {
      await client.query(`INSERT INTO ${named}.mdl_config VALUES ('release')`);
      const database = await connectDatabase(siteConfig({ schema }));
      const query = { text: 'SELECT name FROM {config}' };
      expect(await database.all(query)).toEqual([{ name: 'release' }]);
      expect(await database.snapshot((reader) => reader.all(query))).toEqual([{ name: 'release' }]);
      await database.close();
    } finally {
      await client.query(`DROP SCHEMA ${named} CASCADE`);
      await client.end();
    }
  });
}
