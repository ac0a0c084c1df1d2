import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SiteSchema } from '@coursekeep/moodle-site';

/** A value in a `where` of the reference: a variable of the task, a value of an element by its path, or a literal. */
export type ReferenceValue = { readonly var?: string; readonly element?: string; readonly literal?: unknown };

export type ReferenceSource =
  | {
      readonly kind: 'table';
      readonly table: string;
      readonly where: Readonly<Record<string, ReferenceValue>>;
      readonly sort: string | null;
    }
  | { readonly kind: 'computed'; readonly tables: readonly string[]; readonly description: string }
  | { readonly kind: 'array'; readonly description: string }
  | { readonly kind: 'none' };

export interface ReferenceFiles {
  readonly component: string;
  readonly filearea: string | null;
  /** The path of the element whose value is the item id; null for any item. */
  readonly itemid: string | null;
  readonly context: string;
}

/** One element of a document as the reference describes it. */
export interface ReferenceElement {
  readonly element: string;
  readonly path: string;
  readonly attributes?: readonly string[];
  readonly final_elements?: readonly (string | { readonly name: string; readonly class: string })[];
  readonly source: ReferenceSource;
  readonly aliases?: Readonly<Record<string, string>>;
  readonly annotate_ids?: readonly { readonly item: string; readonly from: string }[];
  readonly annotate_files?: readonly ReferenceFiles[];
  readonly declared_but_never_written?: readonly string[];
  readonly when?: Readonly<Record<string, string | readonly string[]>>;
  readonly note?: string;
  readonly children?: readonly ReferenceNode[];
}

/** A place for plugins, with what core plugins write there. */
export interface ReferencePoint {
  readonly optigroup: string;
  readonly children?: readonly {
    readonly optigroup_element: string;
    readonly condition: string | { readonly param: { readonly element: string }; readonly equals: string };
    readonly children?: readonly ReferenceElement[];
  }[];
}

export type ReferenceNode = ReferenceElement | ReferencePoint;

/** One kind of document in the reference. */
export interface ReferenceDocument {
  readonly name: string;
  readonly file: string;
  readonly scope: 'final' | 'course' | 'section' | 'activity' | 'block';
  readonly file_absent_when: readonly string[];
  readonly tree: ReferenceElement;
}

/** All kinds of documents of one version (`moodle45`), as the reference describes them. */
export function referenceDocuments(shared: string, version: string): ReferenceDocument[] {
  const folder = join(shared, 'moodle', 'reference', version, 'structure');
  return readdirSync(folder)
    .sort()
    .map((name) => ({ ...(JSON.parse(readFileSync(join(folder, name), 'utf8')) as ReferenceDocument), name }));
}

/** The schema of one version in the reference. */
export function referenceSchema(shared: string, version: string): SiteSchema {
  const file = join(shared, 'moodle', 'reference', version, 'schema.json');
  const { tables } = JSON.parse(readFileSync(file, 'utf8')) as {
    tables: Record<string, { columns: { name: string }[] }>;
  };
  const columns = (table: string) =>
    (tables[table]?.columns ?? []).map(({ name }) => ({ name, type: 'text' as const }));
  return {
    tables: Object.keys(tables).sort(),
    hasTable: (table) => table in tables,
    hasColumn: (table, column) => columns(table).some(({ name }) => name === column),
    columns,
  };
}
