import { createHash } from 'node:crypto';
import type { BackupDocument } from '../read/document/backup-document';
import { type DocumentRow, textOf } from '../read/document/document-row';
import { comparableValues } from './volatile';

/** What is compared of a document: as it stands, or its records in a form that both documents share. */
export type ComparedDocument = Pick<BackupDocument, 'size' | 'digest' | 'rows'>;

/** A record that differs between two documents. */
export type RowDifference =
  | { readonly kind: 'added'; readonly row: DocumentRow }
  | { readonly kind: 'removed'; readonly row: DocumentRow }
  | { readonly kind: 'changed'; readonly row: DocumentRow; readonly before: DocumentRow };

export interface RowComparison {
  readonly differences: readonly RowDifference[];
  /** Differences beyond the maximum, which are only counted. */
  readonly more: number;
  /** Of documents that are too long to be compared record by record: how many records of each name there are more (or,
   *  below zero, fewer). Zero where as many are there but not the same. */
  readonly surplus: ReadonlyMap<string, number> | null;
}

/** Documents with more records than that are only counted. */
const COMPARED = 250_000;
const SAME: RowComparison = { differences: [], more: 0, surplus: null };

/** Compares two documents record by record, whatever their order. Records are known by their ids, those without by their
 *  names or contents. Holds a digest of each record in memory and the records that differ, `maximum` at most. */
export async function compareRows(
  before: ComparedDocument | undefined,
  after: ComparedDocument | undefined,
  maximum: number,
): Promise<RowComparison> {
  if (before && after && before.size === after.size && (await before.digest()) === (await after.digest())) {
    return SAME;
  }
  const old = new Map<string, string>();
  for await (const { key, row } of keyed(before)) {
    old.set(key, digestOf(row));
    if (old.size > COMPARED) return countRows(before, after);
  }
  const added = new Set<string>();
  const changed = new Set<string>();
  for await (const { key, row } of keyed(after)) {
    const digest = old.get(key);
    if (digest === undefined) added.add(key);
    else if (digest !== digestOf(row)) changed.add(key);
    old.delete(key);
    if (added.size + changed.size > COMPARED) return countRows(before, after);
  }
  const removed = new Set(old.keys());
  const total = added.size + removed.size + changed.size;
  if (total === 0) return SAME;
  const differences = await collect(before, after, { added, removed, changed }, maximum);
  return { differences: paired(differences), more: Math.max(0, total - maximum), surplus: null };
}

async function countRows(
  before: ComparedDocument | undefined,
  after: ComparedDocument | undefined,
): Promise<RowComparison> {
  const surplus = new Map<string, number>();
  for (const [document, step] of [
    [before, -1],
    [after, 1],
  ] as const) {
    if (!document) continue;
    for await (const { name } of document.rows()) surplus.set(name, (surplus.get(name) ?? 0) + step);
  }
  return { ...SAME, surplus };
}

interface Keys {
  readonly added: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
  readonly changed: ReadonlySet<string>;
}

async function collect(
  before: ComparedDocument | undefined,
  after: ComparedDocument | undefined,
  keys: Keys,
  maximum: number,
): Promise<Keyed[]> {
  const found: Keyed[] = [];
  const olds = new Map<string, DocumentRow>();
  for await (const { key, parentKey, row } of keyed(before)) {
    if (found.length + olds.size >= maximum) break;
    if (keys.removed.has(key)) found.push({ parentKey, difference: { kind: 'removed', row } });
    if (keys.changed.has(key)) olds.set(key, row);
  }
  for await (const { key, parentKey, row } of keyed(after)) {
    if (found.length >= maximum) break;
    const old = olds.get(key);
    if (keys.added.has(key)) found.push({ parentKey, difference: { kind: 'added', row } });
    else if (old) found.push({ parentKey, difference: { kind: 'changed', row, before: old } });
  }
  return found;
}

interface Keyed {
  readonly parentKey: string;
  readonly difference: RowDifference;
}

/** One record without an id that went, and one that came in its place, are the same record changed. */
function paired(found: readonly Keyed[]): RowDifference[] {
  const nameless = new Map<string, { added: Keyed[]; removed: Keyed[] }>();
  for (const one of found) {
    const { kind, row } = one.difference;
    if (kind === 'changed' || row.values.has('id')) continue;
    const place = `${one.parentKey} ${row.path}`;
    const group = nameless.get(place) ?? { added: [], removed: [] };
    group[kind].push(one);
    nameless.set(place, group);
  }
  const dropped = new Set<Keyed>();
  const merged = new Map<Keyed, RowDifference>();
  for (const { added, removed } of nameless.values()) {
    const [now, then] = [added[0], removed[0]];
    if (added.length !== 1 || removed.length !== 1 || !now || !then) continue;
    dropped.add(then);
    merged.set(now, { kind: 'changed', row: now.difference.row, before: then.difference.row });
  }
  return found.filter((one) => !dropped.has(one)).map((one) => merged.get(one) ?? one.difference);
}

async function* keyed(
  document: ComparedDocument | undefined,
): AsyncGenerator<{ key: string; parentKey: string; row: DocumentRow }> {
  if (!document) return;
  const keys = new WeakMap<DocumentRow, string>();
  const seen = new Map<string, number>();
  for await (const row of document.rows()) {
    const parentKey = row.parent ? (keys.get(row.parent) ?? '') : '';
    const inside = row.parent ? row.path.slice(row.parent.path.length) : row.path;
    const base = `${parentKey}>${inside}${identity(row)}`;
    // Two records that nothing tells apart are counted.
    const count = seen.get(base) ?? 0;
    seen.set(base, count + 1);
    const key = count === 0 ? base : `${base}*${count}`;
    keys.set(row, key);
    yield { key, parentKey, row };
  }
}

function identity(row: DocumentRow): string {
  // There is one root, and what it is goes by the path of its document.
  if (!row.path.includes('/')) return '';
  const id = row.values.get('id');
  // The id of a tag is that of the word, which several items may have.
  if (id) return `#${id}/${textOf(row, 'itemid')}`;
  const name = NAMES.find((field) => textOf(row, field) !== '');
  return name ? `=${textOf(row, name)}` : `~${digestOf(row)}`;
}

const NAMES = ['name', 'shortname', 'rawname'];

function digestOf(row: DocumentRow): string {
  const text = [...comparableValues(row)]
    .map(([name, value]) => `${name}\0${value}`)
    .sort()
    .join('\0\0');
  return text.length < 24 ? text : createHash('sha1').update(text).digest('base64');
}
