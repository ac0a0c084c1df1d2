import type { ListedActivity } from './main-document';
import { numberOf, textOf } from '../document/document-row';
import type { BackupDocument } from '../document/backup-document';

/** What a context of the backed-up site was. */
export type ContextOwner =
  | { readonly kind: 'course' | 'system' | 'other' }
  | { readonly kind: 'activity'; readonly activity: ListedActivity }
  | { readonly kind: 'block'; readonly blockname: string; readonly activity: ListedActivity | null }
  | { readonly kind: 'user'; readonly userId: number };

/** Finds whose context is which. Activities and blocks carry theirs in the root of their own document. */
export async function readContexts(
  activities: readonly ListedActivity[],
  documents: Iterable<BackupDocument>,
): Promise<Map<number, ContextOwner>> {
  const owners = new Map<number, ContextOwner>();
  const byDirectory = new Map(activities.map((activity) => [`${activity.directory}/`, activity]));
  for (const document of documents) {
    const { scope, kind, file, directory } = document.kind;
    if (scope === 'activity' && file === `${kind}.xml`) {
      const activity = byDirectory.get(directory);
      const context = activity ? await rootContext(document) : null;
      if (activity && context !== null) owners.set(context, { kind: 'activity', activity });
    }
    if (scope === 'block' && file === 'block.xml') {
      const context = await rootContext(document);
      const activity = byDirectory.get(directory.replace(/blocks\/[^/]+\/$/, '')) ?? null;
      if (context !== null) owners.set(context, { kind: 'block', blockname: kind ?? '', activity });
    }
    if (scope === 'final' && file === 'users.xml') {
      for await (const row of document.rows()) {
        const context = row.path === 'users/user' ? numberOf(row, 'contextid') : null;
        if (context !== null) owners.set(context, { kind: 'user', userId: Number(textOf(row, 'id')) });
      }
    }
  }
  return owners;
}

/** The first record is the root; nothing after it is read. */
async function rootContext(document: BackupDocument): Promise<number | null> {
  for await (const row of document.rows()) return numberOf(row, 'contextid');
  return null;
}
