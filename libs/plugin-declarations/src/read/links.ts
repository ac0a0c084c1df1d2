import type { LinkPattern } from '@coursekeep/definitions';
import type { Replacement } from '../api/known';
import { Known } from '../php/values';
import type { ClassDeclaration } from '../php/code';
import type { Reading } from './reading';

/** The links that a task's `encode_content_links` makes placeholders of, in the order of its calls. */
export function linksOf(reading: Reading, task: ClassDeclaration): LinkPattern[] {
  const place = { ...task.place };
  const encoded = reading.callStatic(task, 'encode_content_links', [new Known('content', [])]);
  if (encoded === undefined) return [];
  if (!(encoded instanceof Known) || encoded.meaning !== 'content') {
    reading.to.leaveOut(null, place, 'links to its pages: how they are encoded is not known');
    return [];
  }
  return (encoded.detail as Replacement[]).flatMap((replacement) => {
    const link = linkPattern(replacement);
    if (!link) reading.to.leaveOut(null, place, `links by the pattern ${replacement.pattern}`);
    return link ? [link] : [];
  });
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '{': '}', '[': ']', '<': '>' };

/** A pattern of PHP's as one of ours; null where it is one that might take very long, or is not understood. */
export function linkPattern({ pattern, replacement }: Replacement): LinkPattern | null {
  const open = pattern.trimStart().charAt(0);
  const close = CLOSING[open] ?? open;
  const end = pattern.lastIndexOf(close);
  const body = pattern.trimStart().slice(1, end - (pattern.length - pattern.trimStart().length));
  const modifiers = pattern.slice(end + 1);
  if (end < 2 || !/^[iuUsS]*$/.test(modifiers) || /U/.test(modifiers) || !isHarmless(body)) return null;
  const flags = `g${modifiers.includes('i') ? 'i' : ''}`;
  try {
    new RegExp(body, flags);
  } catch {
    return null;
  }
  // PHP writes \\2, $2 and ${2} for what a group matched.
  const by = replacement
    .replace(/\$(?!\d|\{\d)/g, '$$$$')
    .replace(/\\(\d{1,2})/g, (_, digits: string) => `$${digits}`)
    .replace(/\$\{(\d{1,2})\}/g, (_, digits: string) => `$${digits}`);
  return { pattern: body, flags, replacement: by };
}

/** Repetition only of single characters, never of groups: such a pattern cannot take long over any text. */
function isHarmless(body: string): boolean {
  if (body.length > 500) return false;
  const plain = body.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
  return !/\)[*+{]|\(\?[=!<P]|[*+}][*+{]/.test(plain) && (plain.match(/[*+]/g)?.length ?? 0) <= 8;
}
