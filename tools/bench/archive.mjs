// How fast archives are written, beside one gzip stream and the system's tar, on the same made-up course in one run.
// usage: node tools/bench/archive.mjs [MB, default 200] [rounds, default 3]      (after `npm run build`)
import { execFileSync, spawnSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';

const load = createRequire(new URL('../../libs/archive/dist/', import.meta.url));
const MB = 1e6;

/** Each writes `entries` of `folder` to `target` and is run in a process of its own, for its memory. */
const METHODS = {
  tgz: ({ entries, target }) =>
    load('./write/tgz.js').writeTgz(entries, createWriteStream(target, { highWaterMark: MB })),
  'tgz, level 1': ({ entries, target }) =>
    load('./write/tgz.js').writeTgz(entries, createWriteStream(target, { highWaterMark: MB }), { level: 1 }),
  'tgz, everything compressed': ({ entries, target }) =>
    load('./write/tgz.js').writeTgz(
      entries.map((entry) => ({ ...entry, content: 'text' })),
      createWriteStream(target, { highWaterMark: MB }),
    ),
  zip: ({ entries, target }) =>
    load('./write/zip.js').writeZip(entries, createWriteStream(target, { highWaterMark: MB })),
  'one zlib gzip stream': async ({ entries, target }) => {
    const { tarStream } = load('./write/tar-stream.js');
    async function* bytes() {
      for await (const piece of tarStream(entries)) yield piece.bytes;
    }
    await pipeline(bytes, createGzip({ chunkSize: 64 * 1024 }), createWriteStream(target));
  },
  'system tar cz': ({ folder, target }) => execFileSync('tar', ['czf', target, '-C', folder, '.']),
};
const BASELINE = 'one zlib gzip stream';
const WORDS =
  'the course of a forum where teachers answer what students ask about tasks and grades until everyone has found out how it works in this week and next'.split(
    ' ',
  );
let post = 0;

if (process.argv[2] === '--one') await measureOne(...process.argv.slice(3));
else await compare(Number(process.argv[2] ?? 200), Number(process.argv[3] ?? 3));

async function compare(megabytes, rounds) {
  const folder = mkdtempSync(join(tmpdir(), 'coursekeep-bench-'));
  try {
    const files = makeCourse(join(folder, 'course'), megabytes * MB);
    const bytes = files.reduce((sum, file) => sum + file.size, 0);
    console.log(
      `${files.length} files, ${(bytes / MB).toFixed(0)} MB, half of it incompressible; medians of ${rounds} interleaved rounds`,
    );
    const methods = Object.keys(METHODS).filter(
      (name) => name !== 'system tar cz' || !spawnSync('tar', ['--version']).error,
    );
    const results = new Map(methods.map((name) => [name, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const name of methods) results.get(name).push(runOne(name, join(folder, 'course'), join(folder, 'target')));
    }
    print(results, bytes);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Many XML documents and a few large ones, pool files from 1 KB to 20 MB. */
function makeCourse(folder, bytes) {
  const files = [];
  const add = (path, content, size, make) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    const file = openSync(join(folder, path), 'w');
    for (let left = size; left > 0;) left -= writeSync(file, make(Math.min(left, MB)));
    closeSync(file);
    files.push({ path, size, content });
  };
  const sizes = [2_000, 8_000, 1_000, 40_000, 4_000, 400_000, 1_500, 3_000_000];
  let text = 0;
  for (let number = 0; text < bytes / 2; number += 1) {
    const size = Math.min(sizes[number % sizes.length], bytes / 2 - text);
    add(`activities/forum_${number}/forum.xml`, 'text', size, xml);
    text += size;
  }
  const media = [60_000, 900_000, 20_000, 250_000, 5_000, 20_000_000, 1_000_000];
  let taken = 0;
  for (let number = 0; taken < bytes / 2; number += 1) {
    const size = Math.min(media[number % media.length], bytes / 2 - taken);
    const hash = number.toString(16).padStart(40, '0');
    add(`files/${hash.slice(-2)}/${hash}`, 'stored', size, (length) => randomFillSync(Buffer.allocUnsafe(length)));
    taken += size;
  }
  return files;
}

function xml(length) {
  let text = '';
  while (text.length < length) {
    post += 1;
    const words = Array.from(
      { length: 12 },
      (_, at) => WORDS[(post * 31 + at * at * 17 + ((post * at) >> 3)) % WORDS.length],
    );
    text += `      <post id="${post}">\n        <userid>${(post * 7919) % 5000}</userid>\n        <created>${1700000000 + post * 37}</created>\n        <message>&lt;p&gt;${words.join(' ')}&lt;/p&gt;</message>\n      </post>\n`;
  }
  return Buffer.from(text.slice(0, length));
}

function runOne(name, folder, target) {
  rmSync(target, { force: true });
  const output = execFileSync(process.execPath, [fileURLToPath(import.meta.url), '--one', name, folder, target], {
    encoding: 'utf8',
  });
  return JSON.parse(output);
}

async function measureOne(name, folder, target) {
  const entries = listEntries(folder);
  const start = performance.now();
  await METHODS[name]({ entries, folder, target });
  const seconds = (performance.now() - start) / 1000;
  const used = process.resourceUsage();
  const processor = (used.userCPUTime + used.systemCPUTime) / MB;
  console.log(JSON.stringify({ seconds, processor, memory: used.maxRSS * 1024, size: statSync(target).size }));
}

function listEntries(folder) {
  const names = execFileSync('find', [folder, '-type', 'f', '-printf', '%P\\n'], { encoding: 'utf8', maxBuffer: 1e9 });
  return names
    .trim()
    .split('\n')
    .sort()
    .map((path) => ({
      kind: 'file',
      path,
      size: statSync(join(folder, path)).size,
      mtime: 1700000000,
      content: path.startsWith('files/') ? 'stored' : 'text',
      open: () => createReadStream(join(folder, path), { highWaterMark: 256 * 1024 }),
    }));
}

function print(results, bytes) {
  const rows = [...results].map(([name, runs]) => ({
    name,
    seconds: median(runs, 'seconds'),
    processor: median(runs, 'processor'),
    memory: median(runs, 'memory'),
    size: runs[0].size,
  }));
  const base = rows.find((row) => row.name === BASELINE);
  const line = (name, cells) => console.log(name.padEnd(28) + cells.map((cell) => cell.padStart(12)).join(''));
  line('how', ['MB/s', 'times', 'CPU s/GB', 'size', 'peak memory']);
  for (const { name, seconds, processor, memory, size } of rows) {
    const speed = [(bytes / MB / seconds).toFixed(0), (base.seconds / seconds).toFixed(2)];
    // Another program's processor time and memory are not this process's to tell.
    const own =
      name === 'system tar cz'
        ? ['-', '-']
        : [((processor / bytes) * 1e9).toFixed(1), `${(memory / MB).toFixed(0)} MB`];
    line(name, [...speed, own[0], (size / base.size).toFixed(3), own[1]]);
  }
  console.log(`times and size: against "${BASELINE}"; CPU time tells more than MB/s on a busy machine`);
}

function median(runs, key) {
  return runs.map((run) => run[key]).sort((a, b) => a - b)[Math.floor(runs.length / 2)];
}
