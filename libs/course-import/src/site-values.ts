import { createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import type { ColumnDescription } from '@coursekeep/moodle-site';
import type { Cell } from '@coursekeep/embedded-site';
import type { FindingCase, Findings } from './findings';
import type { IdMap } from './id-map';
import { ID_TEXTS } from './id-texts';
import { referenceOf, type Reference, type ReferenceContext } from './references';
import type { SiteTable, Targets } from './target';

/** Where a value comes from, for what is said of it. */
export interface ValueOrigin extends ReferenceContext {
  readonly place: FindingCase;
  /** Called where the row makes no sense without what the column names, which is someone else's here. */
  refuse(): void;
}

/** Turns the values of a backup into those of the site: ids mapped, links decoded, texts that hold ids rewritten. */
export class SiteValues {
  constructor(
    private readonly ids: IdMap,
    private readonly targets: Targets,
    private readonly findings: Findings,
    private readonly notes: Findings,
    /** Whoever imports: what people have done who are not in the backup is theirs. */
    private readonly importer: number,
    readonly decodeLinks: (text: string) => string,
    /** The settings of a block, by its name, in whose texts links stand encoded. */
    private readonly linkedTexts: (block: string) => readonly string[],
    private readonly secretKey: Buffer | null,
  ) {}

  /** The value of a column. */
  async of(table: SiteTable, column: ColumnDescription, text: string | null, origin: ValueOrigin): Promise<Cell> {
    if (text === null) return column.notNull ? emptyOf(column) : null;
    const isText = column.type === 'char' || column.type === 'text' || column.type === 'binary';
    if (!isText) {
      if (text === '') return column.notNull ? emptyOf(column) : null;
      if (column.type === 'float' && String(Number(text)) !== text) {
        this.notes.note('number-form', 'Numbers that other databases write with other zeros at the end.', origin.place);
      }
      const reference = column.name === 'id' ? null : referenceOf(table.description, column.name, origin);
      return reference ? this.referred(reference, text, column, { ...origin, table: table.description.name }) : text;
    }
    const rewrite = ID_TEXTS[`${table.description.name}.${column.name}`];
    const context = {
      id: (name: string, id: number) => this.idInText(name, id, origin),
      decodeLinks: this.decodeLinks,
      linkedTexts: this.linkedTexts,
      column: (name: string) => origin.column(name),
    };
    const decoded = this.decodeLinks(text);
    return rewrite ? rewrite(decoded, context) : decoded;
  }

  /** The id in the site for one of the backup; null where it is someone else's there. */
  async id(table: string, id: number): Promise<number | null> {
    const mapped = this.ids.of(table, id);
    if (mapped !== null) return mapped;
    if (id <= 0 || !this.targets.table(table)) return id;
    return (await this.ids.isTaken(table, id)) ? null : id;
  }

  /** Opens a value that the site of the backup has encrypted; null where this site does not have its key. */
  decrypted(text: string): string | null {
    const sealed = Buffer.from(text, 'base64');
    if (!this.secretKey || sealed.length < 64) return null;
    const [mac, rest] = [sealed.subarray(0, 32), sealed.subarray(32)];
    if (!timingSafeEqual(createHmac('sha256', this.secretKey).update(rest).digest(), mac)) return null;
    const decipher = createDecipheriv('aes-256-cbc', this.secretKey, rest.subarray(0, 16));
    return Buffer.concat([decipher.update(rest.subarray(16)), decipher.final()]).toString('utf8');
  }

  private async referred(
    reference: Reference,
    text: string,
    column: ColumnDescription,
    origin: ValueOrigin & { table: string },
  ): Promise<Cell> {
    const number = Number(text);
    if (!Number.isSafeInteger(number)) return text;
    if (reference.negative) {
      if (number >= 0) return text;
      const scale = await this.id(reference.table, -number);
      return scale === null ? this.foreign(reference, column, origin) : -scale;
    }
    if (number <= 0) return text;
    if (reference.loose) return this.ids.of(reference.table, number) ?? text;
    return (await this.id(reference.table, number)) ?? this.foreign(reference, column, origin, number);
  }

  private foreign(
    reference: Reference,
    column: ColumnDescription,
    { place, refuse, table }: ValueOrigin & { table: string },
    id?: number,
  ): Cell {
    const isUser = reference.table === 'user';
    if (ESSENTIAL.has(`${table}.${column.name}`)) {
      refuse();
      return 0;
    }
    if (isUser && id === this.importer) return id;
    const instead = isUser ? 'now name the administrator who imports' : 'have been emptied';
    this.findings.note(
      'foreign-reference',
      `References of <${place.element?.split('/').at(-1)}> (${column.name}) to something that is not in the backup and ` +
        `whose id belongs to someone else here: they ${instead}.`,
      place,
    );
    if (isUser) return this.importer;
    return column.notNull ? 0 : null;
  }

  private async idInText(table: string, id: number, { place }: ValueOrigin): Promise<number | null> {
    const mapped = await this.id(table, id);
    if (mapped === null) {
      const message = `Ids inside a text of <${place.element?.split('/').at(-1)}> that belong to someone else here.`;
      this.findings.note('foreign-reference', message, place);
    }
    return mapped;
  }
}

/** Who may do what, and who belongs to what, is never given to someone whom the backup does not bring. */
const ESSENTIAL = new Set([
  'role_assignments.roleid',
  'role_assignments.userid',
  'role_capabilities.roleid',
  'user_enrolments.userid',
  'groups_members.userid',
]);

/** What stands in a column that must have a value where the backup gives none. */
export function emptyOf(column: ColumnDescription): Cell {
  if (column.default !== undefined) return column.default;
  return ['char', 'text', 'binary'].includes(column.type) ? '' : 0;
}
