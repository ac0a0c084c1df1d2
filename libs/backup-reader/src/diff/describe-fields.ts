import { plainText } from '../inspect/html-text';
import type { DocumentRow } from '../read/document/document-row';
import type { ChangeDetail } from './backup-diff';
import { textDifference } from './text-difference';
import { comparableValues } from './volatile';

export type FieldDetail = ChangeDetail & { readonly kind: 'field' };

/** The fields in which two states of one record differ; texts with their difference. */
export function describeFields(
  before: DocumentRow,
  after: DocumentRow,
  without: readonly string[] = [],
): FieldDetail[] {
  const [old, now] = [comparableValues(before), comparableValues(after)];
  const names = new Set([...now.keys(), ...old.keys()]);
  const details: FieldDetail[] = [];
  for (const field of names) {
    if (old.get(field) === now.get(field) || without.includes(field)) continue;
    details.push(describeField(field, before, after));
  }
  return details;
}

function describeField(field: string, before: DocumentRow, after: DocumentRow): FieldDetail {
  const [old, now] = [before.values.get(field) ?? null, after.values.get(field) ?? null];
  const detail: FieldDetail = { kind: 'field', field, before: old, after: now };
  const isText = after.values.has(`${field}format`) || Math.max(old?.length ?? 0, now?.length ?? 0) > LONG;
  const text = isText ? describeText(field, before, after) : null;
  return text ? { ...detail, text } : detail;
}

const LONG = 60;

/** As people read it; where only the markup differs, as it is written. */
function describeText(field: string, before: DocumentRow, after: DocumentRow): FieldDetail['text'] | null {
  const [old, now] = [before, after].map((row) =>
    plainText(row.values.get(field) ?? '', row.values.get(`${field}format`) ?? null),
  ) as [string, string];
  return old === now
    ? textDifference(before.values.get(field) ?? '', after.values.get(field) ?? '')
    : textDifference(old, now);
}
