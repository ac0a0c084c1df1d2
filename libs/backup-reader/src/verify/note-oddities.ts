import { type ArchiveReader, isNoise, type Oddity } from '@coursekeep/archive';
import type { ProblemList } from './problem-list';

/** Says, in a line for each kind, what an archive has that Moodle did not put there. */
export function noteOddities({ contents, format }: ArchiveReader, problems: ProblemList): void {
  if (format === 'tar') {
    const message = 'The archive is a tar that is not gzipped.';
    problems.add('archive-refused', message, 'Moodle refuses it. Pack it with gzip and it is a backup again.');
  }
  const { oddities } = contents;
  const old = oddities.of('old tar');
  if (old) {
    const message = `The archive is a tar in a form older than 1988 (${counted(old)}).`;
    problems.add('archive-refused', message, 'Moodle refuses it. Unpack it, and pack it again with a tar of today.');
  }
  for (const kind of ['hard link', 'symbolic link']) {
    const links = oddities.of(kind);
    if (!links) continue;
    const message = `The archive holds ${counted(links, kind)}: passed over.`;
    problems.add('entry-skipped', message, 'Moodle passes over links too; nothing is read through them.');
  }
  const repeated = oddities.of('repeated');
  if (repeated) {
    const message = `The archive holds ${counted(repeated, 'entry', 'entries')} once more: the last one of each counts.`;
    problems.add(
      'entry-repeated',
      message,
      'Something was appended to the archive after it was made. Moodle takes the last one too.',
    );
  }
  const noise = [...contents.list()].filter(({ path }) => isNoise(path));
  if (noise.length > 0) {
    const message = `The archive holds ${noise.length} companion files of macOS: passed over.`;
    problems.add('archive-noise', message, 'Moodle never opens them.');
  }
}

function counted({ count, examples }: Oddity, one = 'entry', many = one === 'entry' ? 'entries' : `${one}s`): string {
  return `${count} ${count === 1 ? one : many}: ${examples.join(', ')}${count > examples.length ? ' …' : ''}`;
}
