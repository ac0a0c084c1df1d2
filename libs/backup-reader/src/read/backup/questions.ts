import type { BackupDocument } from '../document/backup-document';
import { type DocumentRow, numberOf, textOf } from '../document/document-row';

export interface BackupQuestion {
  readonly id: number;
  readonly name: string;
  /** Question type without prefix, as `multichoice`. */
  readonly qtype: string;
  readonly text: string;
  readonly category: { readonly id: number; readonly name: string } | null;
  /** Number of the version (Moodle 4.0 and newer); null before. */
  readonly version: number | null;
  /** The question it belongs to, as the parts of a cloze question do; null for one that stands alone. */
  readonly parentId: number | null;
  readonly row: DocumentRow;
}

/** Every version of every question of `questions.xml`, in the form of Moodle 4 (bank entries) and of those before. */
export async function* readQuestions(document: BackupDocument | undefined): AsyncGenerator<BackupQuestion> {
  if (!document) return;
  for await (const row of document.rows()) {
    if (!row.path.endsWith('/questions/question')) continue;
    const category = ancestor(row, 'question_category');
    const version = ancestor(row, 'question_versions');
    yield {
      id: numberOf(row, 'id') ?? 0,
      name: textOf(row, 'name'),
      qtype: textOf(row, 'qtype'),
      text: textOf(row, 'questiontext'),
      category: category && { id: numberOf(category, 'id') ?? 0, name: textOf(category, 'name') },
      version: version && numberOf(version, 'version'),
      parentId: numberOf(row, 'parent') || null,
      row,
    };
  }
}

function ancestor(row: DocumentRow, name: string): DocumentRow | null {
  for (let at = row.parent; at; at = at.parent) if (at.name === name) return at;
  return null;
}
