import type { Frame } from './document-walk';
import type { RowContext } from './row-context';
import { emptyOf } from './site-values';
import type { SiteTable } from './target';

/** Fills the columns of a row of which the backup says nothing. `count` gives the next number of a table's rows. */
export function fillUp(frame: Frame, table: SiteTable, context: RowContext, count: (table: string) => number): void {
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
      frame.values.sortorder = count(table.description.name);
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
