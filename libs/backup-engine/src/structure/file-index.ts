import type { SnapshotReader } from '@coursekeep/moodle-site';

/** The files of one area in one context: item ids in ascending order and, at the same places, the ids of the file rows. */
interface AreaFiles {
  readonly items: number[];
  readonly ids: number[];
}

/** The ids of a site's file rows by context, component, area and item, for the contexts that were loaded: two numbers a
 *  file. */
export class FileIndex {
  private readonly areas = new Map<string, Map<string, AreaFiles>>();

  constructor(private readonly reader: SnapshotReader) {}

  /** Loads the files of some contexts, of the components given or of all; one query whatever their number. */
  async loadContexts(contexts: readonly number[], components?: readonly string[]): Promise<void> {
    if (contexts.length === 0) return;
    if (components) await this.load('f.contextid IN (?) AND f.component IN (?)', [contexts, components]);
    else await this.load('f.contextid IN (?)', [contexts]);
  }

  private async load(condition: string, parameters: readonly (readonly (string | number)[])[]): Promise<void> {
    const loadedBefore = new Set(this.areas.keys());
    const text =
      'SELECT f.id, f.contextid, f.component, f.filearea, f.itemid FROM {files} f ' +
      `WHERE ${condition} ORDER BY f.itemid, f.id`;
    for await (const rows of this.reader.stream({ text, parameters })) {
      for (const [id, context, component, area, item] of rows) {
        const place = `${context}/${component}`;
        if (loadedBefore.has(place)) continue;
        const files = this.areaFiles(place, area ?? '');
        files.items.push(Number(item));
        files.ids.push(Number(id));
      }
    }
  }

  private areaFiles(place: string, area: string): AreaFiles {
    let areas = this.areas.get(place);
    if (!areas) this.areas.set(place, (areas = new Map()));
    let files = areas.get(area);
    if (!files) areas.set(area, (files = { items: [], ids: [] }));
    return files;
  }

  /** File ids of an area; `area` null means all areas of the component, `item` null all items. */
  *find(context: string, component: string, area: string | null, item: string | null): Iterable<number> {
    const areas = this.areas.get(`${context}/${component}`);
    if (!areas) return;
    for (const files of area === null ? areas.values() : [areas.get(area)]) {
      if (!files) continue;
      if (item === null) yield* files.ids;
      else yield* idsOfItem(files, Number(item));
    }
  }
}

function* idsOfItem({ items, ids }: AreaFiles, item: number): Iterable<number> {
  let at = 0;
  for (let end = items.length; at < end;) {
    const middle = (at + end) >> 1;
    if (items[middle]! < item) at = middle + 1;
    else end = middle;
  }
  for (; items[at] === item; at++) yield ids[at]!;
}
