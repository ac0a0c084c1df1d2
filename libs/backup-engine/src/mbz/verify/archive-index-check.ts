import { INDEX_PATH } from '../archive-index';
import type { Contents } from '../read/archive/contents';
import { isNoise } from '../read/archive/noise';
import type { ReadLimits } from '../read/limits';
import { limitExceeded } from '../read/read-error';
import type { ProblemList } from './problem-list';

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

/** Holds the list against what the archive has. */
export function checkArchiveIndex(index: ArchiveIndex | null, contents: Contents, problems: ProblemList): void {
  if (!index) {
    problems.add('index-differs', "The archive's index is garbled.", CHANGED, INDEX_PATH);
    return;
  }
  if (index.announced !== index.sizes.size) {
    const message = `The archive's index announces ${index.announced} entries and lists ${index.sizes.size}.`;
    problems.add('index-differs', message, CHANGED, INDEX_PATH);
  }
  const changed: string[] = [];
  for (const [path, size] of index.sizes) {
    if (size === null) continue;
    const entry = contents.get(path);
    if (!entry) problems.add('index-differs', `${path} was packed but is not in the archive any more.`, LOST, path);
    else if (entry.size !== size) changed.push(path);
  }
  const added = [...contents.list()]
    .map(({ path }) => path)
    .filter((path) => path !== INDEX_PATH && !isNoise(path) && !index.sizes.has(path));
  const note = (paths: readonly string[], what: string) => {
    if (paths.length === 0) return;
    const named = `${paths.slice(0, 3).join(', ')}${paths.length > 3 ? ' …' : ''}`;
    problems.add(
      'document-changed',
      `${paths.length} ${what}: ${named}.`,
      CHANGED,
      paths.length === 1 ? paths[0] : null,
    );
  };
  note(
    changed,
    changed.length === 1 ? 'file was changed after it was made' : 'files were changed after they were made',
  );
  note(
    added,
    added.length === 1 ? 'file was added after the backup was made' : 'files were added after the backup was made',
  );
}

const CHANGED =
  'The archive was changed after the backup was made. Moodle restores what is there now, which may not be what was backed up.';
const LOST = 'What it held is not restored.';
