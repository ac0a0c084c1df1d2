import type { BackupDocument } from '../document/backup-document';
import { type DocumentRow, numberOf, textOf } from '../document/document-row';

/** One file of the course, as `files.xml` lists it. Several may share one content. */
export interface BackupFile {
  readonly id: number;
  /** SHA-1 of the content, lower-case hex. */
  readonly contenthash: string;
  readonly contextId: number;
  readonly component: string;
  readonly filearea: string;
  readonly itemId: number;
  /** Folder within the file area, with a slash at both ends. */
  readonly filepath: string;
  readonly filename: string;
  /** Bytes. */
  readonly size: number;
  readonly mimetype: string | null;
  /** True where the file is an alias of one elsewhere: its content is not in the backup. */
  readonly isReference: boolean;
  readonly row: DocumentRow;
}

/** The files of `files.xml` without the entries that stand for folders. */
export async function* readFiles(document: BackupDocument | undefined): AsyncGenerator<BackupFile> {
  if (!document) return;
  for await (const row of document.rows()) {
    if (row.path === 'files/file' && textOf(row, 'filename') !== '.') yield toFile(row);
  }
}

export function toFile(row: DocumentRow): BackupFile {
  return {
    id: numberOf(row, 'id') ?? 0,
    contenthash: textOf(row, 'contenthash').toLowerCase(),
    contextId: numberOf(row, 'contextid') ?? 0,
    component: textOf(row, 'component'),
    filearea: textOf(row, 'filearea'),
    itemId: numberOf(row, 'itemid') ?? 0,
    filepath: textOf(row, 'filepath') || '/',
    filename: textOf(row, 'filename'),
    size: numberOf(row, 'filesize') ?? 0,
    mimetype: row.values.get('mimetype') ?? null,
    isReference: textOf(row, 'repositoryid') !== '' || textOf(row, 'repositorytype') !== '',
    row,
  };
}

/** Where the content of a file lies in the archive. */
export const contentPath = (contenthash: string): string => `files/${contenthash.slice(0, 2)}/${contenthash}`;
