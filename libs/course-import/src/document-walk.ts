import { setImmediate } from 'node:timers/promises';
import type { BackupDocument, DocumentRow } from '@coursekeep/backup-reader';
import type { WriteOperand } from '@coursekeep/definitions';
import type { Target, Targets } from './target';

/** A record of a document with what is being made of it. */
export interface Frame {
  readonly row: DocumentRow;
  /** Null where the element only holds others, or nobody knows it. */
  readonly target: Target | null;
  /** What has been made of it: values in the site, by column. */
  values: Record<string, string | number | null>;
  /** True: it has no place in the site, and what is inside it has none either. */
  dropped: boolean;
}

export interface Visitor {
  /** A record opens; those around it are `around`, the outermost first. */
  open(frame: Frame, around: readonly Frame[]): Promise<void> | void;
  /** A record and all inside it have been seen. Not called for dropped ones. */
  close?(frame: Frame): Promise<void> | void;
}

/** Goes through the records of a document. */
export async function walkDocument(
  document: BackupDocument,
  targets: Targets,
  visitor: Visitor,
  signal?: AbortSignal,
): Promise<void> {
  const open: Frame[] = [];
  const closeTo = async (parent: DocumentRow | null) => {
    for (let last = open.at(-1); last && last.row !== parent; last = open.at(-1)) {
      open.pop();
      if (!last.dropped) await visitor.close?.(last);
    }
  };
  let count = 0;
  for await (const row of document.rows()) {
    if (++count % 500 === 0) {
      // Documents may be in memory: whoever wants to cancel gets a turn.
      await setImmediate();
      signal?.throwIfAborted();
    }
    await closeTo(row.parent);
    const target = row.definition ? targets.of(row.definition) : null;
    const frame: Frame = { row, target, values: {}, dropped: open.at(-1)?.dropped ?? false };
    if (!frame.dropped) await visitor.open(frame, open);
    open.push(frame);
  }
  await closeTo(null);
}

/** The record that an operand means: the nearest that is one of a table, or the one of that element. */
export function ancestorFrame(around: readonly Frame[], element: string | null): Frame | undefined {
  return element === null
    ? around.findLast((frame) => frame.target !== null)
    : around.findLast((frame) => frame.row.name === element && frame.target !== null);
}

/** Whether an operand is a column of an ancestor. */
export function isAncestor(
  operand: WriteOperand,
): operand is { readonly kind: 'ancestor'; readonly element: string | null; readonly column: string } {
  return typeof operand === 'object' && operand !== null && operand.kind === 'ancestor';
}
