import { plainText } from '../inspect/html-text';
import type { Backup } from '../read/backup/backup';
import type { BackupDocument } from '../read/document/backup-document';
import { type DocumentRow, textOf } from '../read/document/document-row';
import { type Area, areaOf } from './areas';
import { type ChangeList, nameOf, type Subject } from './change-list';
import { type ComparedDocument, compareRows, type RowDifference } from './compare-rows';
import { describeFields, type FieldDetail } from './describe-fields';
import { personOf } from './people-names';
import type { Parts } from './parts';
import { QuestionBanks } from './question-banks';
import { withSlotsAlike } from './question-slots';
import { quote } from './words';

export interface DocumentsOptions {
  /** How many records of one document are compared in detail. */
  readonly records: number;
  /** Were both made by one release? Else a field that only one of two records has is none of the other's format. */
  readonly isOneRelease: boolean;
}

/** Compares the documents of the parts that both backups have. */
export async function compareDocuments(
  before: Backup,
  after: Backup,
  parts: Parts,
  names: ReadonlyMap<number, string>,
  changes: ChangeList,
  options: DocumentsOptions,
): Promise<void> {
  const olds = await byPath(before);
  const news = await byPath(after);
  const banks = await QuestionBanks.of(olds.get(BANK), news.get(BANK));
  for (const path of new Set([...olds.keys(), ...news.keys()])) {
    const [old, now] = [olds.get(path), news.get(path)];
    const { kind } = (now ?? old) as BackupDocument;
    const area = areaOf(kind);
    const part = area && parts.subjectOf(kind);
    if (!area || !part) continue;
    const telling = new Telling(area, parts.within(area, part), parts, names, changes, options);
    const { differences, more, surplus } = await compareRows(...alike(path, old, now, banks), options.records);
    telling.tell(differences);
    for (const [name, number] of surplus ?? []) telling.tellSurplus(name, number);
    if (more > 0) changes.count(part, `${kind.file} record`, 'changed', more);
  }
}

const BANK = 'questions.xml';

/** Two documents, each with its records in the form that both share. */
function alike(
  path: string,
  before: BackupDocument | undefined,
  after: BackupDocument | undefined,
  banks: QuestionBanks,
): [ComparedDocument | undefined, ComparedDocument | undefined] {
  if (path === BANK) return [before && banks.asQuestions(before, 'before'), after && banks.asQuestions(after, 'after')];
  const hasSlots = path.endsWith('/quiz.xml') && banks.differInLayout;
  return hasSlots ? [before && withSlotsAlike(before, banks), after && withSlotsAlike(after, banks)] : [before, after];
}

async function byPath(backup: Backup): Promise<Map<string, BackupDocument>> {
  const documents = new Map<string, BackupDocument>();
  for await (const document of backup.documents()) documents.set(document.path, document);
  return documents;
}

/** Tells the differences of one document in people's words. */
class Telling {
  constructor(
    private readonly area: Area,
    private readonly part: Subject,
    private readonly parts: Parts,
    private readonly names: ReadonlyMap<number, string>,
    private readonly changes: ChangeList,
    private readonly options: DocumentsOptions,
  ) {}

  tell(differences: readonly RowDifference[]): void {
    const whole = new Set(differences.flatMap(({ kind, row }) => (kind === 'changed' ? [] : [row])));
    for (const difference of differences) {
      // What is in a record that came or went comes or goes with it.
      if (!isInside(difference.row, whole)) this.tellOne(difference);
    }
  }

  /** Of a document that is only counted. */
  tellSurplus(name: string, number: number): void {
    if (number === 0) this.changes.count(this.part, name, 'changed');
    else this.changes.count(this.part, name, number > 0 ? 'added' : 'removed', Math.abs(number));
  }

  private tellOne(difference: RowDifference): void {
    const { row, kind } = difference;
    const subjectRow = this.subjectRow(row);
    const subject = subjectRow ? this.subject(subjectRow) : this.part;
    if (row === subjectRow && kind !== 'changed') {
      this.changes.add(subject, kind, `${nameOf(subject)} was ${kind}.`);
    } else if (row === subjectRow || (!subjectRow && isOwn(row))) {
      this.tellFields(subject, difference, subjectRow !== null);
    } else if (this.area.isCounted || isPeoplesWork(row)) {
      this.changes.count(subject, row.name, kind);
    } else {
      const fields = kind === 'changed' ? this.fieldsOf(difference) : [];
      if (kind === 'changed' && fields.length === 0) return;
      const item = { kind: 'item' as const, change: kind, element: row.name, title: this.titleOf(row), fields };
      this.changes.addDetails(subject, [item]);
    }
  }

  private tellFields(subject: Subject, difference: RowDifference, hasTitle: boolean): void {
    const { row } = difference;
    if (difference.kind !== 'changed') {
      this.changes.count(subject, row.name, difference.kind);
      return;
    }
    const [old, now] = [this.titleOf(difference.before), this.titleOf(row)];
    const isRenamed = hasTitle && old !== now && old !== '' && now !== '';
    if (isRenamed) {
      const before = nameOf({ ...subject, title: old });
      this.changes.add(subject, 'renamed', `${before} is now called ${quote(now)}.`);
    }
    const told = isRenamed ? TITLES : this.parts.isRenamed(subject.part) ? ['name'] : [];
    this.changes.addDetails(subject, this.fieldsOf(difference, told));
  }

  private fieldsOf(
    { before, row }: RowDifference & { kind: 'changed' },
    without: readonly string[] = [],
  ): FieldDetail[] {
    const fields = describeFields(before, row, without);
    if (this.options.isOneRelease) return fields;
    return fields.filter(({ field }) => before.values.has(field) && row.values.has(field));
  }

  private subjectRow(row: DocumentRow): DocumentRow | null {
    for (let at: DocumentRow | null = row; at; at = at.parent) if (this.area.subjects[at.name]) return at;
    return null;
  }

  private subject(row: DocumentRow): Subject {
    const thing = this.area.subjects[row.name] ?? this.area.thing;
    const title = this.titleOf(row) || (thing === 'grade' ? this.part.title : '');
    const word = row.name === 'grade_category' ? 'Grade category' : undefined;
    const key = `${row.path} ${textOf(row, 'id')}`;
    return { key, thing, title, part: this.part.part, ...(word ? { word } : {}) };
  }

  private titleOf(row: DocumentRow): string {
    const person = `${textOf(row, 'firstname')} ${textOf(row, 'lastname')}`.trim();
    if (person !== '') return person;
    if (row.name === 'grade_item' && textOf(row, 'itemtype') === 'course') return 'course total';
    const name = TITLES.find((field) => textOf(row, field) !== '');
    if (!name) return personOf(row, this.names);
    return name === 'text' || name === 'answertext' ? inOneLine(textOf(row, name)) : textOf(row, name);
  }
}

const TITLES = [
  'name',
  'fullname',
  'itemname',
  'title',
  'subject',
  'concept',
  'firstname',
  'lastname',
  'text',
  'rawname',
  'shortname',
  'enrol',
  'answertext',
];

/** Answers are formatted texts, with pictures. */
const inOneLine = (text: string): string =>
  plainText(text, null)
    .replace(/\[@@PLUGINFILE@@[^\]]*\]/g, '')
    .trim();

function isInside(row: DocumentRow, rows: ReadonlySet<DocumentRow>): boolean {
  for (let at = row.parent; at; at = at.parent) if (rows.has(at)) return true;
  return false;
}

/** Is this the record of the part itself, not of something in it? */
const isOwn = (row: DocumentRow): boolean => !row.path.includes('/') || /^activity\/[^/]+$/.test(row.path);

/** Posts, answers, submissions: what the definitions read with users' data only. */
function isPeoplesWork(row: DocumentRow): boolean {
  for (let at: DocumentRow | null = row; at; at = at.parent) {
    if (at.definition?.when?.on?.includes('userinfo')) return at.name !== 'grade_grade';
  }
  return false;
}
