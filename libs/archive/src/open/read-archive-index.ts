import { INDEX_PATH } from '../write/archive-index';
import type { ReadLimits } from './limits';
import { limitExceeded } from './read-error';

/** What Moodle's own list at the start of a gzipped tar says. */
export interface ArchiveIndex {
  readonly announced: number;
  /** Sizes of files by path; folders have none. */
  readonly sizes: ReadonlyMap<string, number | null>;
}

/** Reads `.ARCHIVE_INDEX`; null where it is not in the form that Moodle writes. */
export async function readArchiveIndex(bytes: AsyncIterable<Buffer>, limits: ReadLimits): Promise<ArchiveIndex | null> {
  const sizes = new Map<string, number | null>();
  let rest = Buffer.alloc(0);
  let announced: number | null = null;
  for await (const chunk of bytes) {
    const lines = Buffer.concat([rest, chunk]).toString('latin1').split('\n');
    rest = Buffer.from(lines.pop() ?? '', 'latin1');
    if (rest.length > limits.pathBytes + 100) return null;
    for (const line of lines) {
      if (announced === null) {
        const [, count] = /^Moodle archive file index\. Count: (\d+)$/.exec(line) ?? [];
        if (count === undefined) return null;
        announced = Number(count);
        continue;
      }
      const [path, kind, size] = Buffer.from(line, 'latin1').toString('utf8').split('\t');
      if (path === undefined || (kind !== 'f' && kind !== 'd')) return null;
      sizes.set(path, kind === 'f' ? Number(size) : null);
      if (sizes.size > limits.entries) throw limitExceeded('entries', 'The index lists too many entries', INDEX_PATH);
    }
  }
  return announced === null || rest.length > 0 ? null : { announced, sizes };
}
