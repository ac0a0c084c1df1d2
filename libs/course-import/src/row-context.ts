import type { Frame } from './document-walk';
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

/** Where a record is, for findings. */
export function placeOf(frame: Frame, context: RowContext) {
  const id = frame.row.values.get('id');
  return { document: context.document, element: frame.row.path, ...(id ? { id } : {}) };
}
