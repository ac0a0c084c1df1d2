import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../config/settings';
import { startServer } from '../server';
import { FolderStorage } from '../storage/folder-storage';

/** The service as a process of its own for tests, told by the environment. `KILL_AFTER_PUT` ends it without warning when a file
 *  has just been put in its place. Prints its address. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const folder = new FolderStorage(join(settings.data, 'backups'));
  const put = folder.put.bind(folder);
  folder.put = async (key, source) => {
    await put(key, source);
    if (process.env.KILL_AFTER_PUT) process.kill(process.pid, 'SIGKILL');
  };
  const worker = process.env.WORKER ?? join(__dirname, '../tasks/backup-worker.ts');
  if (!existsSync(worker)) throw new Error(`There is no ${worker}`);
  const server = await startServer(settings, { storage: folder, workerLaunch: { file: worker } });
  process.on('SIGTERM', () => void server.close().then(() => process.exit(0)));
  process.stdout.write(`${server.url}\n`);
}

void main();
