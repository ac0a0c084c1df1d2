import type { SiteSchema, SnapshotReader, Value } from '@coursekeep/moodle-site';
import type { CourseOutline } from '../model/outline';
import { walkOutline } from '../model/outline-walk';

/** Moodle makes the context of a thing when somebody first asks for it, so that a sound activity, block, user or course may
 *  have no row in `context` yet. A backup may not write one: it gives the thing the number that Moodle would give next. */
export class NextContexts {
  constructor(private last: number) {}

  /** The id that the site has, or the next one. */
  idOf(stored: Value | undefined): number {
    return stored ? Number(stored) : ++this.last;
  }
}

/** The columns that name contexts in which a backup looks for things: rows of contexts that are gone are none of a new one's. */
const NAMED_IN: readonly (readonly [table: string, column: string])[] = [
  ['context', 'id'],
  ['files', 'contextid'],
  ['block_instances', 'parentcontextid'],
  ['question_categories', 'contextid'],
  ['question_references', 'usingcontextid'],
  ['question_set_references', 'usingcontextid'],
];

/** Begins above every context that the site has or names, and above those given out for this course already. */
export async function nextContexts(
  reader: SnapshotReader,
  schema: SiteSchema,
  given?: CourseOutline,
): Promise<NextContexts> {
  const parts = NAMED_IN.filter(([table, column]) => schema.hasColumn(table, column)).map(
    ([table, column]) => `SELECT MAX(${column}) AS id FROM {${table}}`,
  );
  const [row] = await reader.all({ text: `SELECT MAX(id) AS last FROM (${parts.join(' UNION ALL ')}) known` });
  return new NextContexts(Math.max(Number(row?.last ?? 0), given ? lastOf(given) : 0));
}

function lastOf(outline: CourseOutline): number {
  let last = outline.contextId;
  const look = ({ contextId }: { readonly contextId: number }): void => {
    last = Math.max(last, contextId);
  };
  outline.blocks.forEach(look);
  for (const stop of walkOutline(outline)) {
    if (stop.kind !== 'activity') continue;
    look(stop.activity);
    stop.activity.blocks.forEach(look);
  }
  return last;
}
