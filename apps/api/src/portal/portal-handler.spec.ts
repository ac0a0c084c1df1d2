import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder } from '../testing/service';
import { loadPortal, type Portal } from './portal-handler';

const folder = temporaryFolder();

async function page(portal: Portal) {
  const server = createServer((request, response) => void portal.handle(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/courses`);
  const text = await answer.text();
  server.close();
  await portal.close();
  return [answer.status, text];
}

describe('a portal that is not there', () => {
  it('says how to build it', async () => {
    expect(await page(await loadPortal(1, () => undefined, folder))).toEqual([
      503,
      expect.stringContaining('Run "npm run build" and start again'),
    ]);
  });

  it('or that it cannot be loaded, and the log why', async () => {
    mkdirSync(join(folder, '.next'));
    writeFileSync(join(folder, '.next', 'BUILD_ID'), 'x');
    const said: string[] = [];
    expect(await page(await loadPortal(1, (message) => void said.push(message), folder))).toEqual([
      503,
      expect.stringContaining('the log says why'),
    ]);
    expect(said.join()).toContain("Cannot find module 'next'");
  });
});
