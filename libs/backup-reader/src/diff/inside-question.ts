import type { DocumentRow } from '../read/document/document-row';

/** The records inside one question. Those of another version have other ids: there they are known by their place. */
export class InsideQuestion {
  private readonly seen = new WeakMap<DocumentRow, DocumentRow>();
  private readonly places = new Map<string, number>();
  /** Of an answer's id: its place. */
  private readonly answers = new Map<string, string>();

  constructor(
    original: DocumentRow,
    question: DocumentRow,
    private readonly hasOwnIds: boolean,
  ) {
    this.seen.set(original, question);
  }

  /** A record below the question as it is shown. */
  alike(row: DocumentRow): DocumentRow {
    const parent = (row.parent && this.seen.get(row.parent)) ?? null;
    const path = parent && row.parent ? `${parent.path}${row.path.slice(row.parent.path.length)}` : row.path;
    const shown = { ...row, parent, path, values: this.hasOwnIds ? row.values : this.withPlaces(row, path) };
    this.seen.set(row, shown);
    return shown;
  }

  private withPlaces(row: DocumentRow, path: string): Map<string, string | null> {
    const values = new Map(row.values);
    const id = values.get('id');
    for (const [name, value] of values) {
      const place = value !== null && /answer(id)?$/.test(name) ? this.answers.get(value) : undefined;
      if (place !== undefined) values.set(name, place);
    }
    // The id of a tag is that of the word, and stays; what it hangs on is the version.
    if (row.name === 'tag') values.delete('itemid');
    else if (id) {
      const place = this.places.get(path) ?? 1;
      this.places.set(path, place + 1);
      values.set('id', String(place));
      if (row.name === 'answer') this.answers.set(id, String(place));
    }
    return values;
  }
}
