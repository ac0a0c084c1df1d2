import type { RecordedWarning } from '@coursekeep/backup-reader';
import { line } from './printable';

/** What the maker of a backup noted in its log, a line each, losses first; nothing where nothing was noted. */
export function recordedWarnings(warnings: readonly RecordedWarning[]): string[] {
  const of = (wanted: RecordedWarning['kind']) => warnings.filter(({ kind }) => kind === wanted);
  return [...section('Known to be missing or wrong since it was made', of('loss')), ...section('Noted', of('notice'))];
}

function section(title: string, warnings: readonly RecordedWarning[]): string[] {
  if (warnings.length === 0) return [];
  return [`${title}:`, ...warnings.map(({ message }) => `  ${line(message)}`), ''];
}
