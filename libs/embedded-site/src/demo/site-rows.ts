import { createHash } from 'node:crypto';
import type { SiteWriter } from '../writing/site-writer';
import type { Cell, RowInput } from '../writing/row-values';
import { mimetypeOf } from './media/mimetypes';

/** A row that is going to be written; its values may still change until then. */
export type Row = Record<string, Cell> & { id: number };

/** A content with its place in Moodle's table of files. */
export interface PlacedFile {
  readonly contextid: number;
  readonly component: string;
  readonly filearea: string;
  readonly itemid: number;
  readonly filepath?: string;
  readonly filename: string;
  readonly content: Buffer;
  readonly userid: number | null;
  readonly author?: string;
  readonly license?: string;
  readonly time: number;
  readonly sortorder?: number;
}

/** A whole site's rows and contents, collected in memory before they are written. Ids count up from 1 in the order of
 *  adding, so that the same calls make the same site. Texts may name things that are not there yet, as `{{name}}`:
 *  the name is replaced by its address when all is written. */
export class SiteRows {
  private readonly tables = new Map<string, Row[]>();
  private readonly contents = new Map<string, Buffer>();
  private readonly addresses = new Map<string, string>();
  private readonly folders = new Set<string>();

  add(table: string, values: RowInput): Row {
    const rows = this.rows(table);
    const row = { ...values, id: rows.length + 1 } as Row;
    rows.push(row);
    return row;
  }

  rows(table: string): Row[] {
    const known = this.tables.get(table) ?? [];
    this.tables.set(table, known);
    return known;
  }

  /** Gives a `{{name}}` its address. */
  name(name: string, address: string): void {
    if (this.addresses.has(name)) throw new Error(`The demo names two things {{${name}}}.`);
    this.addresses.set(name, address);
  }

  /** Adds a file, and the row of its folder as Moodle keeps one. Returns the row of the file. */
  addFile(file: PlacedFile): Row {
    const hash = sha1(file.content);
    this.contents.set(hash, file.content);
    const row = this.fileRow(file, hash, file.filename);
    this.addFolder(file, file.filepath ?? '/');
    return row;
  }

  async writeTo(writer: SiteWriter): Promise<void> {
    for (const content of this.contents.values()) await writer.storeContent(content);
    for (const [table, rows] of this.tables)
      await writer.insertAll(
        table,
        rows.map((row) => this.resolved(row)),
      );
  }

  private addFolder(file: PlacedFile, path: string): void {
    const place = [file.contextid, file.component, file.filearea, file.itemid, path].join('/');
    if (this.folders.has(place)) return;
    this.folders.add(place);
    const empty = Buffer.alloc(0);
    this.contents.set(sha1(empty), empty);
    this.fileRow(
      { ...file, filepath: path, author: undefined, license: undefined, sortorder: 0, content: empty },
      sha1(empty),
      '.',
    );
    if (path !== '/') this.addFolder(file, path.replace(/[^/]+\/$/, ''));
  }

  private fileRow(file: PlacedFile, contenthash: string, filename: string): Row {
    const filepath = file.filepath ?? '/';
    const place = `/${file.contextid}/${file.component}/${file.filearea}/${file.itemid}${filepath}${filename}`;
    return this.add('files', {
      contenthash,
      pathnamehash: sha1(Buffer.from(place)),
      contextid: file.contextid,
      component: file.component,
      filearea: file.filearea,
      itemid: file.itemid,
      filepath,
      filename,
      userid: file.userid,
      filesize: file.content.length,
      mimetype: filename === '.' ? null : mimetypeOf(filename),
      source: filename === '.' ? null : filename,
      author: file.author ?? null,
      license: file.license ?? null,
      timecreated: file.time,
      timemodified: file.time,
      sortorder: file.sortorder ?? 0,
    });
  }

  private resolved(row: Row): RowInput {
    return Object.fromEntries(
      Object.entries(row).map(([column, value]) => [column, typeof value === 'string' ? this.linked(value) : value]),
    );
  }

  private linked(text: string): string {
    return text.replace(/\{\{([\w:/.-]+)\}\}/g, (_whole, name: string) => {
      const address = this.addresses.get(name);
      if (address === undefined) throw new Error(`A text of the demo names {{${name}}}, which is not there.`);
      return address;
    });
  }
}

function sha1(content: Buffer): string {
  return createHash('sha1').update(content).digest('hex');
}
