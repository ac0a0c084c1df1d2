import { createWriteStream } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { repository } from '../workspace/repository.mjs';

const require = createRequire(join(repository, 'libs', 'backup-engine', 'package.json'));
const { SaxesParser } = require('saxes');
const { pack: tarPack } = require('tar-stream');

/**
 * Copies a backup without the parts that an import named, so that the rest can be held against another one. The index of the
 * archive goes too (it repeats names and sizes), and contents that no remaining file of `files.xml` has.
 * @param {readonly { where?: { document: string, element?: string, field?: string, ids?: string[] } }[]} named
 */
export async function withoutNamed(archive, named, target) {
  const places = named.flatMap(({ where }) => (where ? [where] : []));
  const entries = await readArchive(archive);
  entries.delete('.ARCHIVE_INDEX');
  for (const [path, content] of entries) {
    const own = places.filter((place) => isOf(place.document, path));
    if (own.some(({ element }) => element === undefined)) entries.delete(path);
    else if (own.length > 0) entries.set(path, Buffer.from(withoutParts(content.toString('utf8'), own)));
  }
  dropOrphans(entries);
  const pack = tarPack();
  const written = pipeline(pack, createGzip({ level: 1 }), createWriteStream(target));
  for (const [name, content] of entries) pack.entry({ name }, content);
  pack.finalize();
  await written;
}

async function readArchive(archive) {
  const { openBackup } = createRequire(join(repository, 'apps', 'cli', 'package.json'))('@coursekeep/backup-engine');
  const backup = await openBackup(archive);
  try {
    const entries = new Map();
    await backup.eachContent(async (hash, bytes) => {
      entries.set(`files/${hash.slice(0, 2)}/${hash}`, await collect(bytes));
    });
    for await (const document of backup.documents()) entries.set(document.path, await collect(document.bytes()));
    return entries;
  } finally {
    await backup.close();
  }
}

async function collect(bytes) {
  const chunks = [];
  for await (const chunk of bytes) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** A place names a document in any folder, one at the root (with a slash before it), one content, or all below a folder
 *  (`activities/qbank_*` and a slash). */
function isOf(document, path) {
  if (document.endsWith('/')) return new RegExp(`^${document.replaceAll('*', '\\d+')}`).test(path);
  if (document.startsWith('/')) return path === document.slice(1);
  if (document.startsWith('files/')) return path === document;
  return path.slice(path.lastIndexOf('/') + 1) === document;
}

function withoutParts(xml, places) {
  const parser = new SaxesParser();
  const open = [];
  let out = '';
  let hidden = 0;
  const escape = (text) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  const matches = (place, path, id) => place.element === path && (!place.ids || place.ids.includes(id ?? ''));
  parser.on('opentag', ({ name, attributes }) => {
    const parent = open.at(-1);
    const path = parent ? `${parent.path}/${name}` : name;
    open.push({ path, id: attributes.id });
    const isElement = places.some((place) => !place.field && matches(place, path, attributes.id));
    const isField = places.some((place) => place.field === name && parent && matches(place, parent.path, parent.id));
    if (hidden > 0 || isElement || isField) {
      hidden += 1;
      return;
    }
    const shown = Object.entries(attributes).filter(
      ([key]) => !places.some((place) => place.field === key && matches(place, path, attributes.id)),
    );
    out += `<${name}${shown.map(([key, value]) => ` ${key}="${escape(value)}"`).join('')}>`;
  });
  parser.on('text', (text) => {
    if (hidden === 0) out += escape(text);
  });
  parser.on('closetag', ({ name }) => {
    open.pop();
    if (hidden > 0) hidden -= 1;
    else out += `</${name}>`;
  });
  parser.write(xml).close();
  // What has gone leaves lines of white space behind.
  return out.replace(/>\s+</g, '>\n<');
}

function dropOrphans(entries) {
  const list = entries.get('files.xml')?.toString('utf8') ?? '';
  const hashes = new Set([...list.matchAll(/<contenthash>([0-9a-f]{40})</g)].map((match) => match[1]));
  for (const path of entries.keys()) {
    const [, hash] = /^files\/..\/([0-9a-f]{40})$/.exec(path) ?? [];
    if (hash && !hashes.has(hash)) entries.delete(path);
  }
}
