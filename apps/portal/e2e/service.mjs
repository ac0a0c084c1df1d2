// The real service for the browser tests: `apps/api/dist/main.js` with the embedded site in a fresh data folder.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const START_MS = 120_000;

/** Starts the service, with these settings, and waits until it answers. `skipped` says why where it is not built. */
export async function startService(settings = {}) {
  const main = join(repository, 'apps', 'api', 'dist', 'main.js');
  if (!existsSync(main)) return { skipped: 'the service is not built (npm run build).' };
  const dataFolder = mkdtempSync(join(tmpdir(), 'coursekeep-e2e-'));
  const port = await freePort();
  const own = { COURSEKEEP_DATA: dataFolder, COURSEKEEP_PORT: String(port), NODE_ENV: 'production' };
  const env = { ...process.env, ...own, ...settings };
  for (const name of ['COURSEKEEP_SITE', 'COURSEKEEP_INTERNAL_URL', 'COURSEKEEP_PUBLIC_URL']) delete env[name];
  const child = spawn(process.execPath, [main], { cwd: repository, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const exited = new Promise((resolve) => child.on('exit', resolve));

  async function close() {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await exited;
    clearTimeout(late);
    rmSync(dataFolder, { recursive: true, force: true });
  }

  // `demo.json` is written once the service answers.
  const demo = join(dataFolder, 'demo.json');
  const deadline = Date.now() + START_MS;
  while (!existsSync(demo)) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await close();
      throw new Error(`it did not answer.\n${output.slice(-4000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { url: JSON.parse(readFileSync(demo, 'utf8')).url, dataFolder, close };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
