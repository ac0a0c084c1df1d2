import type { Backup } from '../read/backup/backup';
import type { ListedActivity } from '../read/backup/main-document';
import { type DocumentRow, textOf } from '../read/document/document-row';
import { BackupReadError } from '@coursekeep/archive';
import { plainText } from './html-text';

/** A piece of an activity: the activity itself, a chapter, a post, an option. */
export interface TextPiece {
  /** The element that holds it, as `chapter`; of the activity itself its module name. */
  readonly kind: string;
  readonly title: string;
  /** How deep it lies, 0 for the activity. */
  readonly level: number;
  readonly texts: readonly { readonly field: string; readonly text: string }[];
}

/** The activity of this folder name (`page_42`) or course module id. Throws `not-found`. */
export function findActivity(backup: Backup, wanted: string): ListedActivity {
  const found = backup.activities.find(({ id, modname }) => `${modname}_${id}` === wanted || String(id) === wanted);
  if (found) return found;
  throw new BackupReadError('not-found', `There is no activity ${JSON.stringify(wanted)} in this backup.`);
}

/** What an activity says, piece by piece, as plain text. */
export async function* activityText(backup: Backup, activity: ListedActivity): AsyncGenerator<TextPiece> {
  const path = `${activity.directory}/${activity.modname}.xml`;
  const document = backup.document(path);
  if (!document) throw new BackupReadError('not-found', `${path} is not in this backup.`, path);
  for await (const row of document.rows()) {
    const piece = toPiece(row);
    if (piece) yield piece;
  }
}

function toPiece(row: DocumentRow): TextPiece | null {
  const titleField = TITLES.find((name) => textOf(row, name) !== '');
  const texts: { field: string; text: string }[] = [];
  for (const [field, value] of row.values) {
    if (!value || field === titleField || row.encrypted.has(field)) continue;
    const format = formatOf(row, field);
    if (format === undefined && !PLAIN.has(field)) continue;
    const text = plainText(value, format ?? null).trim();
    if (text !== '') texts.push({ field, text });
  }
  if (titleField === undefined && texts.length === 0) return null;
  let level = 0;
  for (let at = row.parent; at?.parent; at = at.parent) level += 1;
  return { kind: row.name, title: titleField ? textOf(row, titleField) : '', level, texts };
}

/** A field that says how another is written makes that a text: `intro` and `introformat`. */
function formatOf(row: DocumentRow, field: string): string | null | undefined {
  return row.values.get(`${field}format`) ?? (field === 'answertext' ? row.values.get('answerformat') : undefined);
}

const TITLES = ['name', 'title', 'subject', 'concept', 'pagetitle'];
const PLAIN = new Set(['text', 'externalurl', 'content', 'cachedcontent', 'description', 'definition', 'label']);
