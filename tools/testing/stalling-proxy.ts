import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that can stall: connections stay open, new ones are taken, and nothing passes any more. */
export interface StallingProxy {
  readonly port: number;
  /** Nothing passes from now on. */
  stall(): void;
  /** What waits passes, and all that follows. */
  resume(): void;
  /** Stalls the first connection on which a client sends these bytes, and only that one; they do not arrive. Resolves when it has. */
  stallAt(text: string): Promise<void>;
  /** From the server a few bytes pass every so many milliseconds. */
  trickle(milliseconds: number, bytes: number): void;
  close(): Promise<void>;
}

export async function stallingProxy(target: { readonly host: string; readonly port: number }): Promise<StallingProxy> {
  const sockets = new Set<Socket>();
  const waiting: (() => void)[] = [];
  let isStalled = false;
  let trap: { readonly text: string; spring(): void } | null = null;
  let drops: { readonly milliseconds: number; readonly bytes: number } | null = null;

  const pass = (work: () => void) => (isStalled ? waiting.push(work) : work());
  const give = async (to: Socket, data: Buffer) => {
    for (let at = 0; at < data.length;) {
      const size = drops?.bytes ?? data.length;
      const part = data.subarray(at, (at += size));
      pass(() => to.write(part));
      if (drops) await new Promise((next) => setTimeout(next, drops?.milliseconds ?? 0));
    }
  };
  const server = createServer((client) => {
    const upstream = connect(target);
    let giving = Promise.resolve();
    let isTrapped = false;
    client.on('data', (data) => {
      if (trap && data.includes(trap.text)) {
        isTrapped = true;
        trap.spring();
        trap = null;
      }
      if (!isTrapped) pass(() => upstream.write(data));
    });
    upstream.on('data', (data) => (giving = giving.then(() => give(client, data))));
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        void giving.then(() => other.destroy());
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stall: () => void (isStalled = true),
    resume: () => {
      isStalled = false;
      for (const work of waiting.splice(0)) work();
    },
    stallAt: (text) => new Promise((spring) => (trap = { text, spring })),
    trickle: (milliseconds, bytes) => void (drops = { milliseconds, bytes }),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
