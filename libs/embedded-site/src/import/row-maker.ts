import type { WriteOperand } from '@coursekeep/backup-engine';
import type { Cell } from '../writing/row-values';
import type { SiteWriter } from '../writing/site-writer';
import { ancestorFrame, isAncestor, type Frame } from './document-walk';
import type { Findings } from './findings';
import { idOf, type IdMap } from './id-map';
import type { RowBuffer } from './row-buffer';
import { emptyOf, type SiteValues, type ValueOrigin } from './site-values';
import type { SiteTable, Target, Targets } from './target';
import type { Variables } from './tasks';

/** What a row is made with. */
export interface RowContext {
  /** Name of the document without its folder. */
  readonly document: string;
  readonly path: string;
  /** Ids of the site. */
  readonly variables: Variables;
  /** Records around the row, the outermost first. */
  readonly around: readonly Frame[];
}

/** Makes rows of the site from records of the backup. */
export class RowMaker {
  private readonly named = new Map<string, number | null>();
  private readonly counters = new Map<string, number>();

  constructor(
    readonly writer: SiteWriter,
    readonly ids: IdMap,
    readonly values: SiteValues,
    readonly findings: Findings,
    readonly buffer: RowBuffer,
    readonly targets: Targets,
  ) {}

  /** Fills `frame.values` with the row of the element's table; the row is written when the frame is closed. False where it
   *  has no place. */
  async make(frame: Frame, target: Target, table: SiteTable, context: RowContext): Promise<boolean> {
    const name = table.description.name;
    const oldId = idOf(frame.row.values.get('id'), `<${frame.row.name}> in ${context.path}`);
    if (oldId !== null && !this.ids.takeOnce(name, oldId)) {
      await this.writeTie(frame, target, oldId, name, context);
      if (!SHARED.has(name)) {
        this.findings.note(
          'repeated',
          `<${frame.row.name}> with an id that another one has.`,
          this.place(frame, context),
        );
      }
      return false;
    }
    let refused: string | null = null;
    frame.values = { id: (oldId === null ? null : this.ids.of(name, oldId)) ?? (await this.ids.next(name)) };
    for (const [field, text] of frame.row.values) {
      if (field === 'id') continue;
      const column = target.columnOf(field);
      if (column !== null)
        frame.values[column] = await this.value(frame, table, column, text, {
          context,
          field,
          refuse: () => (refused = field),
        });
      else if (target.lacks(field)) this.noteColumn(frame, name, field, context);
    }
    if (refused !== null) {
      const message = `<${frame.row.name}> whose ${String(refused)} is not in the backup and belongs to someone else here: left out.`;
      this.findings.note('foreign-reference', message, this.place(frame, context));
      return false;
    }
    if (!(await this.setDemanded(frame, target, table, context))) return false;
    this.fillUp(frame, table, context);
    await this.writeTie(frame, target, oldId, name, context);
    return true;
  }

  /** Writes the row of a frame. */
  async write(frame: Frame, table: SiteTable): Promise<void> {
    const { columns, description } = table;
    const row = Object.fromEntries(Object.entries(frame.values).filter(([column]) => columns.has(column)));
    await this.buffer.add(description.name, row);
  }

  place(frame: Frame, context: RowContext) {
    const id = frame.row.values.get('id');
    return { document: context.document, element: frame.row.path, ...(id ? { id } : {}) };
  }

  /** What an operand of the definition is; undefined where it says nothing of the row. */
  async operand(operand: WriteOperand, frame: Frame, context: RowContext): Promise<Cell | undefined> {
    if (typeof operand !== 'object' || operand === null) return operand;
    switch (operand.kind) {
      case 'task':
        return context.variables[operand.variable];
      case 'ancestor':
        return ancestorFrame(context.around, operand.element)?.values[operand.column];
      case 'own':
        return this.own(operand.field, frame);
      case 'text':
        return `${operand.before}${String(await this.operand(operand.value, frame, context))}`;
      case 'named':
        return (
          (await this.idByName(operand.table, String(await this.operand(operand.name, frame, context)))) ?? undefined
        );
      default:
        return undefined;
    }
  }

  /** The next number of a column that counts rows in their order. */
  count(column: string): number {
    const next = this.counters.get(column) ?? 0;
    this.counters.set(column, next + 1);
    return next;
  }

  async idByName(table: string, name: string): Promise<number | null> {
    const key = `${table}/${name}`;
    let id = this.named.get(key);
    if (id === undefined) {
      const [row] = await this.writer.read(`SELECT id FROM "mdl_${table}" WHERE name = ?`, [name]);
      this.named.set(key, (id = row ? Number(row.id) : null));
    }
    return id;
  }

  private async own(field: string, frame: Frame): Promise<Cell> {
    const text = frame.row.values.get(field) ?? null;
    const table = OWN_IDS[field];
    if (!table || text === null || !/^\d+$/.test(text)) return text;
    return this.values.id(table, Number(text));
  }

  private async value(
    frame: Frame,
    table: SiteTable,
    column: string,
    text: string | null,
    { context, field, refuse }: { context: RowContext; field: string; refuse: () => void },
  ): Promise<Cell> {
    const description = table.columns.get(column);
    if (!description) return text;
    const form = frame.row.definition?.fields.find((one) => one.name === field)?.form ?? 'plain';
    let plain = text;
    if (form === 'base64' && text !== null) plain = Buffer.from(text, 'base64').toString('utf8');
    if (form === 'encrypted' && text !== null) plain = this.opened(frame, field, text, context);
    return this.values.of(table, description, plain, this.origin(frame, context, field, refuse));
  }

  private opened(frame: Frame, field: string, text: string, context: RowContext): string {
    const plain = this.values.decrypted(text);
    if (plain !== null) return plain;
    this.findings.note('secret', `Secrets (${field}) that only the site of the backup can open: they are empty here.`, {
      document: context.document,
      element: frame.row.path,
      field,
    });
    return '';
  }

  private origin(frame: Frame, context: RowContext, field: string, refuse: () => void): ValueOrigin {
    const { target, row } = frame;
    return {
      refuse,
      place: { ...this.place(frame, context), field },
      modname: context.variables.modname === undefined ? null : String(context.variables.modname),
      column: (name) => {
        const shown = row.values.get(name);
        if (shown !== undefined) return shown;
        const demanded = target?.set.get(name);
        return typeof demanded === 'string' ? demanded : null;
      },
    };
  }

  /** The row of another table that ties this one to its surroundings. */
  private async writeTie(
    frame: Frame,
    target: Target,
    oldId: number | null,
    name: string,
    context: RowContext,
  ): Promise<void> {
    if (!target.tie) return;
    const row: Record<string, Cell | undefined> = { id: await this.ids.next(target.tie.table) };
    for (const [column, operand] of Object.entries(target.tie.set)) {
      const isOwnId = typeof operand === 'object' && operand?.kind === 'own' && operand.field === 'id';
      row[column] = isOwnId && oldId !== null ? this.ids.of(name, oldId) : await this.operand(operand, frame, context);
    }
    await this.buffer.add(target.tie.table, row);
  }

  private async setDemanded(frame: Frame, target: Target, table: SiteTable, context: RowContext): Promise<boolean> {
    for (const [column, operand] of target.set) {
      if (column === 'id') {
        // The row hangs on its parent by its own id: it is the parent's column that says which it is.
        const ancestor = isAncestor(operand) ? ancestorFrame(context.around, operand.element) : undefined;
        if (ancestor && isAncestor(operand)) ancestor.values[operand.column] = frame.values.id ?? null;
        continue;
      }
      if (isOneOf(operand) || !table.columns.has(column)) continue;
      const value = await this.operand(operand, frame, context);
      if (value === undefined || value === null) {
        if (typeof operand !== 'object' || operand === null || operand.kind !== 'named') continue;
        const name = String(await this.operand(operand.name, frame, context));
        this.findings.note(
          'unknown-plugin',
          `<${frame.row.name}> of “${name}”, which this site does not know.`,
          this.place(frame, context),
        );
        return false;
      }
      frame.values[column] = value;
    }
    return true;
  }

  /** Columns of which the backup says nothing. */
  private fillUp(frame: Frame, table: SiteTable, context: RowContext): void {
    for (const column of table.description.columns) {
      if (frame.values[column.name] !== undefined) continue;
      const isInt = column.type === 'int';
      if (isInt && (column.name === 'course' || column.name === 'courseid') && context.variables.course !== undefined) {
        frame.values[column.name] = context.variables.course;
      } else if (column.name === 'contextlevel') {
        frame.values.contextlevel = context.variables.module === undefined ? 50 : 70;
      } else if (column.name === 'contextinstanceid') {
        frame.values.contextinstanceid = context.variables.module ?? context.variables.course ?? 0;
      } else if (isInt && column.name === 'sortorder') {
        frame.values.sortorder = this.count(table.description.name);
      } else {
        const key = table.description.foreignKeys.find(
          ({ columns }) => columns.length === 1 && columns[0] === column.name,
        );
        const owner =
          key && context.around.findLast((one) => one.target?.table?.description.name === key.referencedTable);
        if (owner?.values.id !== undefined) frame.values[column.name] = owner.values.id;
        else if (column.notNull && column.default === undefined) frame.values[column.name] = emptyOf(column);
      }
    }
  }

  private noteColumn(frame: Frame, table: string, field: string, context: RowContext): void {
    this.findings.note(
      'unknown-column',
      `<${field}> of <${frame.row.name}>: this site has no such column in “${table}”.`,
      {
        document: context.document,
        element: frame.row.path,
        field,
      },
    );
  }
}

const isOneOf = (operand: WriteOperand): boolean =>
  typeof operand === 'object' && operand !== null && (operand.kind === 'not' || operand.kind === 'annotated');

/** Rows that several documents of one backup may bring. */
const SHARED = new Set([
  'block_rss_client',
  'event',
  'lti_coursevisible',
  'lti_types',
  'ltiservice_gradebookservices',
  'question_dataset_definitions',
  'quizaccess_seb_template',
]);

/** Fields that are ids, by their names, where a definition only says which field it is. */
const OWN_IDS: Readonly<Record<string, string>> = {
  sectionid: 'course_sections',
  groupid: 'groups',
  groupingid: 'groupings',
};
