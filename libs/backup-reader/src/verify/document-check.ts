import { numberOf, type DocumentRow } from '../read/document/document-row';
import type { BackupDocument } from '../read/document/backup-document';
import type { Facts } from './facts';
import type { ProblemList } from './problem-list';

/** Reads a document to its end, takes in what it says, and compares it with its place. Throws where it is not well formed. */
export async function checkDocument(document: BackupDocument, facts: Facts, problems: ProblemList): Promise<void> {
  let first: DocumentRow | null = null;
  let root = '';
  const rows = document.rows((name) => {
    root = name;
  });
  for await (const row of rows) {
    first ??= row;
    facts.add(row, document);
  }
  checkPlace(document, root, first, problems);
}

function checkPlace(document: BackupDocument, root: string, first: DocumentRow | null, problems: ProblemList): void {
  const { definition, scope, id, file } = document.kind;
  const expected = file === 'inforef.xml' ? 'inforef' : definition?.root.name;
  if (expected !== undefined && root !== expected) {
    const message = `${document.path} holds something else than it should: <${root}> instead of <${expected}>.`;
    problems.add('document-wrong', message, STOPS, document.path);
    return;
  }
  const own = first && idOf(first, scope, file);
  if (own === null || own === id) return;
  problems.add('document-wrong', `${document.path} says it is of ${scope} ${own}.`, STOPS, document.path);
}

/** The id that a part's main documents give themselves; null for other documents. */
function idOf(root: DocumentRow, scope: string | null, file: string): number | null {
  if (root.path.includes('/')) return null;
  if (scope === 'activity') return numberOf(root, file === 'module.xml' ? 'id' : 'moduleid');
  return scope === 'section' || (scope === 'block' && file === 'block.xml') ? numberOf(root, 'id') : null;
}

const STOPS = 'Moodle restores it wrong, or stops there.';
