// Makes one backup, or reads what one reads and drops it, in a process of its own that prints what it took as JSON.
// usage: node measure-backup.mjs backup CONFIG COURSE USER FOLDER     (also writes FOLDER/queries.jsonl)
//        node measure-backup.mjs select CONFIG FOLDER                 (sends the queries of that file again)
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { repository } from '../../workspace/repository.mjs';

const load = createRequire(join(repository, 'apps', 'cli', 'package.json'));
const { openSite, BackupController } = load('@coursekeep/backup-engine');
const NOW = 1_795_000_000;

/** Everything that a backup can hold. */
const SETTINGS = { users: 1, anonymize: 0, logs: 1, grade_histories: 1 };
/** What the server itself says of how many rows it looked at for this session so far. */
const LOOKED_AT = {
  pgsql: 'SELECT SUM(COALESCE(seq_tup_read, 0) + COALESCE(idx_tup_fetch, 0)) AS n FROM pg_stat_xact_user_tables',
  mysql: "SHOW SESSION STATUS WHERE variable_name REGEXP '^Handler_read_(first|key|last|next|prev|rnd|rnd_next)$'",
};

const [what, configFile, ...rest] = process.argv.slice(2);
const site = await openSite(configFile);
const found = what === 'backup' ? await backUp(...rest) : await select(...rest);
await site.close();
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
const processor = (userCPUTime + systemCPUTime) / 1e6;
process.stdout.write(JSON.stringify({ ...found, processor, memory: maxRSS * 1024 }));

async function backUp(courseId, userId, folder) {
  const log = openSync(join(folder, 'queries.jsonl'), 'w');
  const watched = watch(site, (query) => writeSync(log, `${JSON.stringify(query)}\n`));
  const request = { courseId: Number(courseId), userId: Number(userId), mode: 'general', settings: SETTINGS };
  const start = performance.now();
  const clock = () => NOW * 1000;
  const controller = await BackupController.create({ site: watched.site, clock, ...request });
  const { path, size, warnings } = await controller.execute(folder);
  closeSync(log);
  return { seconds: secondsSince(start), path, size, warnings: warnings.map(({ code }) => code), ...watched.counts };
}

async function select(folder) {
  const queries = readFileSync(join(folder, 'queries.jsonl'), 'utf8').trim().split('\n').map(JSON.parse);
  const start = performance.now();
  let rows = 0;
  await site.database.snapshot(async (reader) => {
    for (const query of queries) for await (const batch of reader.stream(query)) rows += batch.length;
  });
  return { seconds: secondsSince(start), rows };
}

/** The site with snapshots that tell each query and count. */
function watch(site, onQuery) {
  const counts = { queries: 0, lookedAt: null };
  const snapshot = (work) =>
    site.database.snapshot(async (reader) => {
      const told = Object.create(reader, {
        dialect: { value: reader.dialect },
        queryCount: { get: () => reader.queryCount },
        stream: { value: (query) => (onQuery(query), reader.stream(query)) },
        all: { value: (query) => (onQuery(query), reader.all(query)) },
      });
      const result = await work(told);
      counts.queries += reader.queryCount;
      const text = LOOKED_AT[reader.dialect];
      if (text)
        counts.lookedAt = (await reader.all({ text })).reduce((sum, row) => sum + Number(row.n ?? row.Value), 0);
      return result;
    });
  const database = Object.create(site.database, {
    dialect: { value: site.database.dialect },
    all: { value: (query) => site.database.all(query) },
    snapshot: { value: snapshot },
  });
  return { site: Object.create(site, { database: { value: database } }), counts };
}

function secondsSince(start) {
  return (performance.now() - start) / 1000;
}
