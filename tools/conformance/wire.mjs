import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem } from '../workspace/problem.mjs';
import { repository } from '../workspace/repository.mjs';
import { run, runNode } from '../workspace/run.mjs';
import { mysqlClient, siteSettings } from './databases.mjs';

const servers = {
  pgsql: {
    program: 'psql',
    env: {
      PGHOST: process.env.SITE_DB_HOST || process.env.PGHOST || '127.0.0.1',
      PGUSER: process.env.SITE_DB_USER || process.env.PGUSER || 'postgres',
      PGPASSWORD: process.env.SITE_DB_PASSWORD || process.env.PGPASSWORD || '',
    },
    address: ['-q', '-v', 'ON_ERROR_STOP=1', '-d'],
    first: 'postgres',
    create: "ENCODING 'UTF8' TEMPLATE template0",
    drop: 'WITH (FORCE)',
    extra: (text) => text,
  },
  mysql: {
    program: 'mariadb',
    env: mysqlClient.env,
    address: mysqlClient.args,
    first: 'information_schema',
    create: 'CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci',
    drop: '',
    // A list of values is a table in another way there.
    extra: (text) => text.replace(/\(('\w+')\)/g, 'ROW($1)'),
  },
};

/** The servers on which the web services can be held against Moodle's. */
export const wireServers = Object.keys(servers);

/**
 * Holds the web services against Moodle's: a copy of a site of Moodle 4.5 of its own, with `wire/extra.sql` applied, is
 * served by `coursekeep serve`, and every recorded request is sent to it. The copy and all that was written go at the end.
 * @returns {Promise<{ passed: number, failed: number, output: string }>} `output` names each answer that differs
 */
export async function holdWire(shared, site, show) {
  const server = servers[site.server];
  const database = `coursekeep_wire_${process.pid}`;
  const data = mkdtempSync(join(tmpdir(), 'coursekeep-wire-'));
  let service;
  try {
    await makeSite(shared, site, server, database);
    service = await serve(shared, site, database, data);
    const replay = join(shared, 'tools', 'wire-replay.mjs');
    const { stdout, output } = await runNode(replay, [service.url, '--show', String(show)]);
    const [, agreed, all] = /^(\d+) of (\d+) answers/m.exec(stdout) ?? [];
    if (!agreed) throw new Problem(`The replay did not come to an end: ${output.trim()}`);
    return { passed: Number(agreed), failed: Number(all) - Number(agreed), output: stdout };
  } finally {
    await service?.end();
    await sql(server, server.first, `DROP DATABASE IF EXISTS ${database} ${server.drop}`);
    rmSync(data, { recursive: true, force: true });
  }
}

// The dump and not a copy of the loaded database: that one may be in use, and PostgreSQL copies none that is.
async function makeSite(shared, site, server, database) {
  const moodle = join(shared, 'moodle');
  await sql(server, server.first, `CREATE DATABASE ${database} ${server.create}`);
  const load = 'set -o pipefail; gunzip -c "$1" | "${@:2}"';
  const dump = join(moodle, site.folder, 'site.sql.gz');
  const into = [server.program, ...server.address, database];
  expectDone(await run('bash', ['-c', load, 'load', dump, ...into], { env: server.env }));
  await sql(server, database, server.extra(readFileSync(join(moodle, 'wire', 'extra.sql'), 'utf8')));
}

async function sql({ program, address, env }, database, statements) {
  const execute = 'printf %s "$1" | "${@:2}"';
  expectDone(await run('bash', ['-c', execute, 'execute', statements, program, ...address, database], { env }));
}

function expectDone({ code, output }) {
  if (code !== 0) throw new Problem(`The site for the web services could not be made: ${output.trim()}`);
}

async function serve(shared, site, database, data) {
  const port = await freePort();
  const command = join(repository, 'apps', 'cli', 'bin', 'coursekeep.mjs');
  const child = spawn(process.execPath, [command, 'serve'], {
    cwd: repository,
    env: {
      ...process.env,
      ...siteSettings(shared, site),
      COURSEKEEP_SITE: join(shared, 'moodle', site.folder, 'config.php'),
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
