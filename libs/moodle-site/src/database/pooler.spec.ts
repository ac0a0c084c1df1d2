import { connect, createServer, type Server, type Socket } from 'node:net';
import { describeWithServers } from '../../../../tools/testing/shared';
import { siteConfig } from '../../testing/site-config';
import { connectDatabase } from './connect';

/** A pooler before the server of this machine, as PgBouncer is one: it hands the request for a session on as `change` has it,
 *  or answers with what `refuse` says. */
function pooler(step: { change: (request: string) => string } | { refuse: string }): Server {
  return createServer((socket: Socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (first: Buffer) => {
      if ('refuse' in step) return void socket.end(message('E', `SFATAL\0C08P01\0M${step.refuse}\0\0`));
      const server = connect(5432, siteConfig().host);
      server.on('error', () => undefined);
      server.write(message('', step.change(first.toString('latin1', 4))));
      socket.pipe(server).pipe(socket);
    });
  });
}

function message(type: string, body: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, Buffer.from(body, 'latin1')]);
}

describeWithServers(
  'a connection pooler before the database',
  () => {
    let server: Server;
    const through = async (step: Parameters<typeof pooler>[0]) => {
      server = pooler(step);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return connectDatabase(siteConfig({ port: (server.address() as { port: number }).port }));
    };
    afterEach(() => new Promise((resolve) => server.close(resolve)));

    it('is of no account where it lets everything through', async () => {
      const database = await through({ change: (request) => request });
      expect(await database.all({ text: 'SHOW transaction_read_only' })).toEqual([{ transaction_read_only: 'on' }]);
      await database.close();
    });

    it.each<[string, Parameters<typeof pooler>[0]]>([
      ['drops', { change: (request) => request.replace(/\0options\0[^\0]*/, '') }],
      ['refuses', { refuse: 'unsupported startup parameter: options' }],
    ])('is named where it %s what makes a session read only', async (_, step) => {
      await expect(through(step)).rejects.toMatchObject({
        code: 'database-not-read-only',
        message: expect.stringContaining('PgBouncer'),
      });
    });
  },
  { pgsql: true },
);
