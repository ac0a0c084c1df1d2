import { type ArchiveIndex, type Contents, INDEX_PATH, isNoise } from '@coursekeep/archive';
import type { ProblemList } from './problem-list';

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
