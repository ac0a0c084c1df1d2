/** What kind of thing an import could not bring in as it is. */
export type FindingCode =
  | 'unknown-module'
  | 'unknown-document'
  | 'unknown-element'
  | 'unknown-table'
  | 'unknown-column'
  | 'unknown-plugin'
  | 'existing-user'
  | 'renamed'
  | 'foreign-reference'
  | 'foreign-context'
  | 'repeated'
  | 'contradiction'
  | 'refused-file'
  | 'missing-content'
  | 'missing-document'
  | 'secret'
  | 'other-release'
  | 'site-identity'
  | 'partial'
  | 'number-form';

/** Something that is not, or not as it was, in the site after the import. */
export interface Finding {
  readonly code: FindingCode;
  /** For people; without the number of cases. */
  readonly message: string;
  /** How many cases. */
  readonly count: number;
  /** Where a backup of the imported course differs for it; absent where it concerns no document. */
  readonly where?: FindingPlace;
}

/** A part of the documents of a backup. */
export interface FindingPlace {
  /** Name of the document without its folder, such as `module.xml`; with a slash before it: only the one at the root; with a
   *  slash at the end: all in that folder, where `*` stands for any number. */
  readonly document: string;
  /** Path of the elements from the root, joined by `/`; absent: the whole document. */
  readonly element?: string;
  /** One field or attribute of that element; absent: the whole element. */
  readonly field?: string;
  /** Only the elements with these ids. */
  readonly ids?: readonly string[];
}

/** One case of a finding. */
export type FindingCase = Omit<FindingPlace, 'ids'> & { readonly id?: string };

/** Collects findings; the same one again only counts. */
export class Findings {
  private readonly found = new Map<string, Counted>();

  note(code: FindingCode, message: string, where?: FindingCase): void {
    const { id, ...place } = where ?? { document: '' };
    const key = JSON.stringify([code, message, place]);
    let finding = this.found.get(key);
    if (!finding) {
      if (this.found.size >= MOST) return;
      finding = { code, message, count: 0, place: where ? place : null, ids: [] };
      this.found.set(key, finding);
    }
    finding.count += 1;
    if (id !== undefined && finding.ids.length < MOST) finding.ids.push(id);
  }

  list(): Finding[] {
    return [...this.found.values()].map(({ place, ids, ...finding }) => ({
      ...finding,
      ...(place ? { where: { ...place, ...(ids.length > 0 ? { ids } : {}) } } : {}),
    }));
  }
}

interface Counted {
  readonly code: FindingCode;
  readonly message: string;
  count: number;
  readonly place: Omit<FindingPlace, 'ids'> | null;
  readonly ids: string[];
}

/** A backup that was made to harm could name a different thing each time. */
const MOST = 10_000;
