import type { WriteOperand } from '@coursekeep/definitions';
import type { Cell, SiteWriter } from '@coursekeep/embedded-site';
import { ancestorFrame, isAncestor, type Frame } from './document-walk';
import type { Findings } from './findings';
import { idOf, type IdMap } from './id-map';
import { fillUp } from './fill-up';
import type { OldFormatOptions } from './old-format-options';
import { Operands } from './operands';
import { placeOf, type RowContext } from './row-context';
import type { RowBuffer } from './row-buffer';
import type { SiteValues, ValueOrigin } from './site-values';
import type { SiteTable, Target, Targets } from './target';

/** Makes rows of the site from records of the backup. */
export class RowMaker {
  readonly operands: Operands;
  private readonly counters = new Map<string, number>();

  constructor(
    readonly writer: SiteWriter,
    readonly ids: IdMap,
    readonly values: SiteValues,
    readonly findings: Findings,
    readonly buffer: RowBuffer,
    readonly targets: Targets,
    private readonly formatOptions: OldFormatOptions,
  ) {
    this.operands = new Operands(writer, values);
  }

  /** Fills `frame.values` with the row of the element's table; the row is written when the frame is closed. False where it
   *  has no place. */
  async make(frame: Frame, target: Target, table: SiteTable, context: RowContext): Promise<boolean> {
    const name = table.description.name;
    const oldId = idOf(frame.row.values.get('id'), `<${frame.row.name}> in ${context.path}`);
    if (oldId !== null && !this.ids.takeOnce(name, oldId)) {
      await this.writeTie(frame, target, oldId, name, context);
      if (!SHARED.has(name)) {
        this.findings.note('repeated', `<${frame.row.name}> with an id that another one has.`, placeOf(frame, context));
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
      else if (target.lacks(field) && !this.formatOptions.isOption(frame.row, field))
        this.noteColumn(frame, name, field, context);
    }
    if (refused !== null) {
      const message = `<${frame.row.name}> whose ${String(refused)} is not in the backup and belongs to someone else here: left out.`;
      this.findings.note('foreign-reference', message, placeOf(frame, context));
      return false;
    }
    if (!(await this.setDemanded(frame, target, table, context))) return false;
    fillUp(frame, table, context, (name) => this.count(name));
    await this.writeTie(frame, target, oldId, name, context);
    return true;
  }

  /** Writes the row of a frame. */
  async write(frame: Frame, table: SiteTable): Promise<void> {
    const { columns, description } = table;
    const row = Object.fromEntries(Object.entries(frame.values).filter(([column]) => columns.has(column)));
    await this.buffer.add(description.name, row);
  }

  /** The next number of a column that counts rows in their order. */
  count(column: string): number {
    const next = this.counters.get(column) ?? 0;
    this.counters.set(column, next + 1);
    return next;
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
      place: { ...placeOf(frame, context), field },
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
      row[column] =
        isOwnId && oldId !== null ? this.ids.of(name, oldId) : await this.operands.valueOf(operand, frame, context);
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
      const value = await this.operands.valueOf(operand, frame, context);
      if (value === undefined || value === null) {
        if (typeof operand !== 'object' || operand === null || operand.kind !== 'named') continue;
        const name = String(await this.operands.valueOf(operand.name, frame, context));
        this.findings.note(
          'unknown-plugin',
          `<${frame.row.name}> of “${name}”, which this site does not know.`,
          placeOf(frame, context),
        );
        return false;
      }
      frame.values[column] = value;
    }
    return true;
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
