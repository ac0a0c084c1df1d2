import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem } from '../workspace/problem.mjs';
import { repository } from '../workspace/repository.mjs';
import { run, runNode } from '../workspace/run.mjs';

const postgres = {
  PGHOST: process.env.SITE_DB_HOST || process.env.PGHOST || '127.0.0.1',
  PGUSER: process.env.SITE_DB_USER || process.env.PGUSER || 'postgres',
  PGPASSWORD: process.env.SITE_DB_PASSWORD || process.env.PGPASSWORD || '',
};

/**
 * Holds the web services against Moodle's: a copy of the site moodle45-pgsql of its own, with `wire/extra.sql` applied, is
 * served by `coursekeep serve`, and every recorded request is sent to it. The copy and all that was written go at the end.
 * @returns {Promise<{ passed: number, failed: number, output: string }>} `output` names each answer that differs
 */
export async function holdWire(shared, show) {
  const database = `coursekeep_wire_${process.pid}`;
  const data = mkdtempSync(join(tmpdir(), 'coursekeep-wire-'));
  let service;
  try {
    await makeSite(shared, database);
    service = await serve(shared, database, data);
    const replay = join(shared, 'tools', 'wire-replay.mjs');
    const { stdout, output } = await runNode(replay, [service.url, '--show', String(show)]);
    const [, agreed, all] = /^(\d+) of (\d+) answers/m.exec(stdout) ?? [];
    if (!agreed) throw new Problem(`The replay did not come to an end: ${output.trim()}`);
    return { passed: Number(agreed), failed: Number(all) - Number(agreed), output: stdout };
  } finally {
    await service?.end();
    await sql('postgres', `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    rmSync(data, { recursive: true, force: true });
  }
}

// The dump and not a copy of the loaded database: that one may be in use, and PostgreSQL copies none that is.
async function makeSite(shared, database) {
  const moodle = join(shared, 'moodle');
  await sql('postgres', `CREATE DATABASE ${database} ENCODING 'UTF8' TEMPLATE template0`);
  const load = 'set -o pipefail; gunzip -c "$1" | psql -q -v ON_ERROR_STOP=1 -d "$2"';
  const dump = join(moodle, 'moodle45-pgsql', 'site.sql.gz');
  expectDone(await run('bash', ['-c', load, 'load', dump, database], { env: postgres }));
  const extra = join(moodle, 'wire', 'extra.sql');
  expectDone(await run('psql', ['-q', '-v', 'ON_ERROR_STOP=1', '-d', database, '-f', extra], { env: postgres }));
}

async function sql(database, statement) {
  expectDone(await run('psql', ['-q', '-d', database, '-c', statement], { env: postgres }));
}

function expectDone({ code, output }) {
  if (code !== 0) throw new Problem(`The site for the web services could not be made: ${output.trim()}`);
}

async function serve(shared, database, data) {
  const port = await freePort();
  const command = join(repository, 'apps', 'cli', 'bin', 'coursekeep.mjs');
  const child = spawn(process.execPath, [command, 'serve'], {
    cwd: repository,
    env: {
      ...process.env,
      COURSEKEEP_SITE: join(shared, 'moodle', 'moodle45-pgsql', 'config.php'),
      COURSEKEEP_SITE_DBNAME: database,
      COURSEKEEP_DATA: data,
      COURSEKEEP_PORT: String(port),
      COURSEKEEP_HOST: '127.0.0.1',
      COURSEKEEP_PORTAL: 'off',
      COURSEKEEP_TASKS: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let said = '';
  const answering = new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said += chunk;
        if (said.includes('Coursekeep answers at')) resolve();
      });
    child.once('exit', () => reject(new Problem(`coursekeep serve ended at once: ${said.trim()}`)));
  });
  await answering;
  return {
    url: `http://127.0.0.1:${port}`,
    end: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
