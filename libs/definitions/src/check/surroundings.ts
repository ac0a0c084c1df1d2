import { valueNames } from '../element-values';
import type { DocumentScope } from '../language/documents';
import type { ElementDefinition } from '../language/elements';
import type { Source } from '../language/sources';
import type { Place, Problems } from './problem';

/** What stands around a part of a definition. */
export interface Surroundings {
  readonly problems: Problems;
  readonly scope: DocumentScope;
  /** The elements around it, from the outermost on. */
  readonly above: readonly ElementDefinition[];
  /** The settings of its own that the activity has, as `.name`; null where any may be meant. */
  readonly ownSettings: ReadonlySet<string> | null;
  /** The components whose files it may name. */
  readonly components: ReadonlySet<string>;
  readonly place: Place;
}

/** The names of the attributes and fields that an element writes. */
export function declaredNames({ attributes, fields }: ElementDefinition): ReadonlySet<string> {
  return new Set([...attributes, ...fields.map(({ name }) => name)]);
}

/** The sources of an element: several where versions of Moodle differ. */
export function sourcesOf({ source }: ElementDefinition): readonly Source[] {
  if (source === null) return [];
  return source.kind === 'first of' ? source.sources : [source];
}

/** The names of all that a source gives; null where only the site's tables tell. */
export function namesGiven(source: Source): ReadonlySet<string> | null {
  if (source.kind === 'task') return new Set(Object.keys(source.columns));
  if (source.kind === 'given') return new Set(source.rows.flatMap((row) => Object.keys(row)));
  if (source.kind === 'query' && source.all.length === 0) return new Set(Object.keys(source.columns));
  return null;
}

/** The element above that an operand means: of that name, or the nearest, as far as it has rows of its own. */
export function rowsAbove(above: readonly ElementDefinition[], name: string | null): ElementDefinition | undefined {
  return above.filter(hasRows).findLast((element) => name === null || element.name === name);
}

/** The names of the elements above that have rows of their own. */
export function namesAbove(above: readonly ElementDefinition[]): string[] {
  return above.filter(hasRows).map(({ name }) => name);
}

const hasRows = (element: ElementDefinition): boolean =>
  sourcesOf(element).some(({ kind }) => kind === 'table' || kind === 'query');

/** Names that an element gives to those inside it, as far as it says them itself; null where only the site's tables tell. */
export function columnsKnown(element: ElementDefinition): ReadonlySet<string> | null {
  const given = sourcesOf(element).map(namesGiven);
  return given.some((names) => names === null) ? null : new Set(given.flatMap((names) => [...(names ?? [])]));
}

/** The names by which values of an element can be asked for once its row is written. */
export const namesWritten = (element: ElementDefinition): ReadonlySet<string> => valueNames(element);
