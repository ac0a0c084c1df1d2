// A file pool of made-up contents: of the bytes, one half cannot be compressed, the other half is text.
import { createHash, randomFillSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prose } from './prose.mjs';

/** How large the files are, one beside the other: many small ones, a few very large. */
const WEIGHTS = [3, 12, 1, 45, 2, 8, 100, 1, 5, 300];

/** Writes `count` contents of `megabytes` together below `filedir`.
 *  @returns {{ hash: string, size: number, name: string, mimetype: string }[]} */
export function makeContents(filedir, count, megabytes) {
  const weights = Array.from({ length: count }, (_, at) => WEIGHTS[at % WEIGHTS.length]);
  const unit = (megabytes * 1e6) / weights.reduce((sum, weight) => sum + weight, 0);
  const sums = { media: 0, text: 0 };
  return weights.map((weight, at) => {
    const size = Math.max(100, Math.round(weight * unit));
    const kind = sums.media > sums.text ? 'text' : 'media';
    sums[kind] += size;
    const bytes = kind === 'media' ? randomFillSync(Buffer.allocUnsafe(size)) : Buffer.from(prose(at, size));
    const hash = store(filedir, bytes);
    const [ending, mimetype] = kind === 'media' ? ['jpg', 'image/jpeg'] : ['csv', 'text/csv'];
    return { hash, size: bytes.length, name: `file-${at}.${ending}`, mimetype };
  });
}

function store(filedir, bytes) {
  const hash = createHash('sha1').update(bytes).digest('hex');
  const folder = join(filedir, hash.slice(0, 2), hash.slice(2, 4));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, hash), bytes);
  return hash;
}
