import {
  type DefinitionRegistry,
  finalDocuments,
  type DocumentDefinition,
  type DocumentScope,
} from '@coursekeep/definitions';

/** What the path of a document tells. */
export interface DocumentKind {
  /** Null for what is none of Moodle's own documents. */
  readonly scope: DocumentScope | null;
  /** The folder of the course, section, activity or block it belongs to, with a slash; empty at the top. */
  readonly directory: string;
  /** Its name within the folder. */
  readonly file: string;
  /** Module or block name; null for other scopes. */
  readonly kind: string | null;
  /** Id of the section, course module or block; null for other scopes. */
  readonly id: number | null;
  /** What the definitions say of it; null where they do not know it. `inforef.xml` has none: it is made, not declared. */
  readonly definition: DocumentDefinition | null;
}

/** Recognises a document by its path. */
export function documentKind(path: string, registry: DefinitionRegistry): DocumentKind {
  const cut = path.lastIndexOf('/') + 1;
  const [directory, file] = [path.slice(0, cut), path.slice(cut)];
  const owner = ownerOf(directory);
  if (!owner) return { scope: null, directory, file, kind: null, id: null, definition: null };
  return { ...owner, directory, file, definition: definitionOf(owner, file, registry) };
}

type Owner = Pick<DocumentKind, 'kind' | 'id'> & { readonly scope: DocumentScope };

function ownerOf(directory: string): Owner | null {
  if (directory === '') return { scope: 'final', kind: null, id: null };
  if (directory === 'course/') return { scope: 'course', kind: null, id: null };
  for (const [scope, pattern] of OWNERS) {
    const match = pattern.exec(directory);
    if (match) return { scope, kind: scope === 'section' ? null : (match[1] ?? null), id: Number(match[2]) };
  }
  return null;
}

const OWNERS: readonly (readonly [DocumentScope, RegExp])[] = [
  ['block', /^(?:course|activities\/[a-z][a-z0-9_]*_\d+)\/blocks\/([a-z][a-z0-9_]*)_(\d+)\/$/],
  ['section', /^sections\/(section)_(\d+)\/$/],
  ['activity', /^activities\/([a-z][a-z0-9_]*)_(\d+)\/$/],
];

function definitionOf(owner: Owner, file: string, registry: DefinitionRegistry): DocumentDefinition | null {
  const candidates =
    owner.scope === 'final' ? (Object.values(finalDocuments) as DocumentDefinition[]) : registry.of(owner.scope);
  const found = candidates.filter((candidate) => candidate.file === file);
  return found.find((one) => one.only === null || (owner.kind !== null && one.only.includes(owner.kind))) ?? null;
}
