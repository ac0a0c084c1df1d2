import type { BackupDiff, Change, ChangeDetail, TextPart } from '@coursekeep/backup-reader';
import { line, printable } from './printable';

/** Of changes of one kind in one place, so many are told one by one. */
const TOLD = 8;

/** What changed between two backups, a line for each change, with the differences of texts. */
export function printDiff({ changes, notes }: BackupDiff): string {
  const lines = [...notes.map((note) => `Note: ${line(note)}`)];
  for (const group of grouped(changes)) {
    for (const change of group.slice(0, TOLD)) lines.push(...changeLines(change));
    const more = group.length - TOLD;
    if (more > 0) lines.push(`… and ${more} more of this kind (${group[0]?.thing} ${group[0]?.kind}).`);
  }
  if (changes.length === 0) lines.push('Nothing changed.');
  return `${lines.join('\n')}\n`;
}

/** Small things in one place, and settings, come in crowds. */
function grouped(changes: readonly Change[]): Change[][] {
  const groups = new Map<string, Change[]>();
  changes.forEach((change, at) => {
    const isSmall = ['file', 'participant', 'log', 'setting', 'question'].includes(change.thing);
    const place = change.thing === 'setting' || change.thing === 'log' ? '' : change.part;
    const key = isSmall ? `${change.thing} ${change.kind} ${place}` : String(at);
    groups.set(key, [...(groups.get(key) ?? []), change]);
  });
  return [...groups.values()];
}

function changeLines(change: Change): string[] {
  const texts = change.details.flatMap((detail) => textsOf(detail));
  return [line(change.message), ...texts.map((text) => `    ${text.replaceAll('\n', '\n    ')}`)];
}

function textsOf(detail: ChangeDetail): string[] {
  if (detail.kind === 'item') return detail.fields.flatMap((field) => textsOf(field));
  return detail.kind === 'field' && detail.text ? [`${detail.field}: ${marked(detail.text)}`] : [];
}

function marked(parts: readonly TextPart[]): string {
  return parts
    .map(({ kind, text }) => {
      const shown = printable(text);
      return kind === 'added' ? `{+${shown}+}` : kind === 'removed' ? `[-${shown}-]` : shown;
    })
    .join('');
}
