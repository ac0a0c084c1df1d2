import { nearestName } from '@coursekeep/errors';

/** Something in a definition that cannot be meant so. */
export interface DefinitionProblem {
  /** What is wrong, as a word of the language: `setting`, `field`, `table` … */
  readonly subject: string;
  /** The name that is not known, as it stands in the definition. */
  readonly name: string;
  /** Where it stands: the document, the path of elements and the option. */
  readonly place: string;
  /** The right name that is nearest to it; null where none is near. */
  readonly nearest: string | null;
  /** A sentence for people that says all of this. */
  readonly message: string;
}

/** Where a definition stands that is being checked. */
export type Place = readonly string[];

/** The problems that were found so far. */
export class Problems {
  readonly found: DefinitionProblem[] = [];

  /** Notes a name that is none of the known ones. */
  unlessKnown(subject: string, name: unknown, known: Iterable<string>, place: Place): void {
    const names = [...known];
    if (typeof name === 'string' && names.includes(name)) return;
    const nearest = nearestName(String(name), names) ?? null;
    const hint = nearest === null ? '' : ` The nearest is "${nearest}".`;
    this.add({ subject, name: String(name), nearest, place }, `there is no ${subject} "${String(name)}".${hint}`);
  }

  /** Notes a name that only a site can know, where it is nearly one that is known here: a slip of the pen. */
  ifNearly(subject: string, name: string, known: Iterable<string>, place: Place): void {
    const names = [...known];
    const isNear = name.length >= LONG_ENOUGH && nearestName(name, names) !== undefined;
    if (!names.includes(name) && isNear) this.unlessKnown(subject, name, names, place);
  }

  /** Notes what is not of the kind that is needed there. */
  malformed(subject: string, what: unknown, must: string, place: Place): void {
    this.add({ subject, name: textOf(what), nearest: null, place }, `${must}, not ${textOf(what)}.`);
  }

  private add({ place, ...rest }: Omit<DefinitionProblem, 'message' | 'place'> & { place: Place }, said: string): void {
    const where = place.join(', ');
    this.found.push({ ...rest, place: where, message: `${where}: ${said}` });
  }
}

/** Short names are near to each other without being meant so. */
const LONG_ENOUGH = 5;

/** A value as the author of a definition would know it again; short, whatever it is. */
function textOf(value: unknown): string {
  const text = typeof value === 'function' ? 'a function' : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
