import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createConnection } from 'mysql2/promise';
import { describeWithProgram, describeWithServers } from '../../../tools/testing/shared';

const HOST = process.env.SITE_DB_HOST || '127.0.0.1';
const PASSWORD = process.env.SITE_DB_PASSWORD || '';
const user = (usual: string) => process.env.SITE_DB_USER || usual;

const SAMPLES = {
  'moodle45-pgsql': { kind: 'pgsql', wwwroot: 'http://127.0.0.1:8045', dataroot: 'moodle45-pgsql' },
  'moodle45-mariadb': { kind: 'mariadb', wwwroot: 'http://127.0.0.1:8045', dataroot: 'moodle45-pgsql' },
  'moodle51-mariadb': { kind: 'mariadb', wwwroot: 'http://127.0.0.1:8051', dataroot: 'moodle51-mariadb' },
  'plugins/more/site': { kind: 'pgsql', wwwroot: 'http://127.0.0.1:18650', dataroot: 'plugins/more/site' },
} as const;

/** A sample site of which there may be a copy. */
export type SampleName = keyof typeof SAMPLES;

/** A suite that makes copies of sample sites: what they need is psql besides the servers. */
export function describeWithCopies(name: string, suite: (shared: string) => void): void {
  describeWithProgram('psql', name, () => describeWithServers('on copies of the sample sites', suite));
}

/** A copy of a sample site in a database of its own, which a test may change; its contents stay where they are. */
export class SampleCopy {
  private readonly folder = mkdtempSync(join(tmpdir(), 'coursekeep-sample-copy-'));
  readonly configFile = join(this.folder, 'config.php');

  private constructor(
    private readonly server: (typeof SERVERS)[keyof typeof SERVERS],
    private readonly database: string,
  ) {}

  static async create(shared: string, sample: SampleName): Promise<SampleCopy> {
    const { kind, wwwroot, dataroot } = SAMPLES[sample];
    const server = SERVERS[kind];
    const copy = new SampleCopy(server, `coursekeep_sample_${process.pid}_${(copies += 1)}`);
    const dump = gunzipSync(readFileSync(join(shared, 'moodle', sample, 'site.sql.gz')));
    try {
      await server.run(null, `CREATE DATABASE ${copy.database}`);
      await server.run(copy.database, dump);
      writeFileSync(
        copy.configFile,
        `<?php
$CFG->dbtype = '${kind}';
$CFG->dbhost = '${HOST}';
$CFG->dbname = '${copy.database}';
$CFG->dbuser = '${server.user}';
$CFG->dbpass = '${PASSWORD}';
$CFG->prefix = 'mdl_';
$CFG->wwwroot = '${wwwroot}';
$CFG->dataroot = '${join(shared, 'moodle', dataroot)}';
`,
      );
    } catch (error) {
      await copy.remove();
      throw error;
    }
    return copy;
  }

  /** Changes it: SQL of every server, with double quotes around names. */
  async run(statements: readonly string[]): Promise<void> {
    await this.server.run(this.database, statements.map((statement) => `${statement};\n`).join(''));
  }

  async remove(): Promise<void> {
    await this.server.run(null, `DROP DATABASE IF EXISTS ${this.database}`);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

let copies = 0;

const SERVERS = {
  pgsql: {
    user: user('postgres'),
    // Its dump has data in a form that only its own client sends.
    run: (database: string | null, sql: string | Buffer): Promise<void> => {
      const { status, stderr, error } = spawnSync(
        'psql',
        ['-q', '-v', 'ON_ERROR_STOP=1', '-h', HOST, '-U', user('postgres'), '-d', database ?? 'postgres'],
        { input: sql, encoding: 'utf8', env: { ...process.env, PGPASSWORD: PASSWORD } },
      );
      return status === 0 ? Promise.resolve() : Promise.reject(error ?? new Error(stderr));
    },
  },
  mariadb: {
    user: user('root'),
    run: async (database: string | null, sql: string | Buffer): Promise<void> => {
      const connection = await createConnection({
        host: HOST,
        user: user('root'),
        password: PASSWORD,
        database: database ?? undefined,
        multipleStatements: true,
      });
      try {
        // Tables without transactions are made several times as fast.
        const text = sql.toString().replaceAll('ENGINE=InnoDB', 'ENGINE=Aria');
        await connection.query("SET SESSION sql_mode = 'ANSI_QUOTES', innodb_strict_mode = 0");
        if (text) await connection.query(text);
      } finally {
        await connection.end();
      }
    },
  },
} as const;
