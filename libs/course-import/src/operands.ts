import type { WriteOperand } from '@coursekeep/definitions';
import type { Cell, SiteWriter } from '@coursekeep/embedded-site';
import { ancestorFrame, type Frame } from './document-walk';
import type { RowContext } from './row-context';
import type { SiteValues } from './site-values';

/** What the operands of a definition are in the site. */
export class Operands {
  private readonly named = new Map<string, number | null>();

  constructor(
    private readonly writer: SiteWriter,
    private readonly values: SiteValues,
  ) {}

  /** Undefined where the operand says nothing of the row. */
  async valueOf(operand: WriteOperand, frame: Frame, context: RowContext): Promise<Cell | undefined> {
    if (typeof operand !== 'object' || operand === null) return operand;
    switch (operand.kind) {
      case 'task':
        return context.variables[operand.variable];
      case 'ancestor':
        return ancestorFrame(context.around, operand.element)?.values[operand.column];
      case 'own':
        return this.own(operand.field, frame);
      case 'text':
        return `${operand.before}${String(await this.valueOf(operand.value, frame, context))}`;
      case 'named':
        return (
          (await this.idByName(operand.table, String(await this.valueOf(operand.name, frame, context)))) ?? undefined
        );
      default:
        return undefined;
    }
  }

  private async idByName(table: string, name: string): Promise<number | null> {
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
}

/** Fields that are ids, by their names, where a definition only says which field it is. */
const OWN_IDS: Readonly<Record<string, string>> = {
  sectionid: 'course_sections',
  groupid: 'groups',
  groupingid: 'groupings',
};
