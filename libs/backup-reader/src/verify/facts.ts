import { INFOREF_ITEMS, type InforefItem } from '@coursekeep/definitions';
import type { MainDocument } from '../read/backup/main-document';
import { toFile } from '../read/backup/files';
import type { BackupDocument } from '../read/document/backup-document';
import { type DocumentRow, numberOf, textOf } from '../read/document/document-row';
import { type ReadLimits, limitExceeded } from '@coursekeep/archive';
import type { ProblemList } from './problem-list';

/** A content that `files.xml` lists. */
export interface ListedContent {
  readonly size: number;
  /** A file that has it, for people. */
  readonly filename: string;
}

/** What the documents said, gathered while the archive passes, to be held together at the end. */
export class Facts {
  main: MainDocument | null = null;
  /** Ids that are defined, by kind. */
  private readonly defined = new Map<InforefItem, Set<number>>(INFOREF_ITEMS.map((item) => [item, new Set()]));
  /** Ids that an inforef.xml lists, with the first document that does. */
  private readonly referred = new Map<InforefItem, Map<number, string>>(INFOREF_ITEMS.map((item) => [item, new Map()]));
  readonly contents = new Map<string, ListedContent>();
  private records = 0;

  constructor(
    private readonly limits: ReadLimits,
    private readonly problems: ProblemList,
  ) {}

  isDefined(item: InforefItem, id: number): boolean {
    return this.defined.get(item)?.has(id) ?? false;
  }

  *references(): Generator<{ item: InforefItem; id: number; path: string }> {
    for (const [item, ids] of this.referred) for (const [id, path] of ids) yield { item, id, path };
  }

  /** Takes in a record of a document. */
  add(row: DocumentRow, document: BackupDocument): void {
    const { file, scope } = document.kind;
    if (file === 'inforef.xml') this.addReference(row, document.path);
    else if (scope === 'final' || file === 'grades.xml') this.addDefinition(row, document.path);
    if (row.path === 'files/file') this.addContent(row, document.path);
  }

  private addReference(row: DocumentRow, path: string): void {
    const [, list, item] = row.path.split('/');
    const ids = list === `${item}ref` ? this.referred.get(item as InforefItem) : undefined;
    const id = numberOf(row, 'id');
    if (ids === undefined || id === null || ids.has(id)) return;
    this.count();
    ids.set(id, path);
  }

  private addDefinition(row: DocumentRow, path: string): void {
    const ids = PLACES[row.path] && this.defined.get(PLACES[row.path] as InforefItem);
    const id = ids ? numberOf(row, 'id') : null;
    if (!ids || id === null) return;
    if (ids.has(id)) {
      const message = `${path} holds ${row.name.replaceAll('_', ' ')} ${id} twice.`;
      this.problems.add('id-repeated', message, 'Moodle restores only one of them, or stops.', path);
    }
    this.count();
    ids.add(id);
  }

  private addContent(row: DocumentRow, path: string): void {
    const file = toFile(row);
    if (!/^[0-9a-f]{40}$/.test(file.contenthash)) {
      const message = `${path} lists ${JSON.stringify(file.filename)} with a content hash that is none.`;
      const isEmpty = file.contenthash === '';
      const consequence = isEmpty ? 'Moodle passes over this file.' : 'This file is not restored.';
      this.problems.add(isEmpty ? 'course-gap' : 'content-missing', message, consequence, path);
      if (isEmpty) return;
    }
    if (file.filename === '.' || file.isReference || this.contents.has(file.contenthash)) return;
    this.count();
    this.contents.set(file.contenthash, { size: file.size, filename: textOf(row, 'filename') });
  }

  private count(): void {
    this.records += 1;
    if (this.records > this.limits.records) throw limitExceeded('records', 'The backup holds too many records');
  }
}

/** Where the things that inforef.xml lists are defined. */
const PLACES: Readonly<Record<string, InforefItem>> = {
  'users/user': 'user',
  'groups/group': 'group',
  'groups/groupings/grouping': 'grouping',
  'roles_definition/role': 'role',
  'files/file': 'file',
  'scales_definition/scale': 'scale',
  'outcomes_definition/outcome': 'outcome',
  'gradebook/grade_items/grade_item': 'grade_item',
  'activity_gradebook/grade_items/grade_item': 'grade_item',
  'question_categories/question_category': 'question_category',
};
