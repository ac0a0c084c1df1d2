import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Backup } from '@coursekeep/backup-reader';
import type { DefinitionRegistry } from '@coursekeep/definitions';
import type { Frame } from './document-walk';
import { fileItemTables } from './file-items';
import { placeOf, type RowContext } from './row-context';
import type { RowMaker } from './row-maker';

const QUESTIONS = /^(question|qtype_\w+)$/;

/** Brings in the files of a backup: their rows as `files.xml` lists them, their contents as they pass. */
export class Files {
  private readonly tables: ReadonlyMap<string, string>;
  private readonly wanted = new Set<string>();

  constructor(
    private readonly maker: RowMaker,
    /** The system context, in which only files of scales and outcomes are taken. */
    private readonly systemContext: number,
    /** The contexts that this import has made. */
    private readonly isOwnContext: (id: number) => boolean,
    /** Contexts of the backup of which only questions are brought in. */
    private readonly lostBanks: { has(oldContext: number): boolean },
    registry: DefinitionRegistry,
  ) {
    this.tables = fileItemTables(registry, maker.targets);
  }

  /** Completes the row of a file; drops it where its place is not one that this backup may fill. */
  async complete(frame: Frame, context: RowContext): Promise<void> {
    const { values, row } = frame;
    const text = (name: string) => String(row.values.get(name) ?? '');
    const [component, filearea] = [text('component'), text('filearea')];
    const table = this.itemTable(component, filearea);
    // What is here already keeps its files.
    const isOfKnown = table !== null && this.maker.ids.isMatched(table, Number(text('itemid')));
    if (isOfKnown || this.isOfExistingUser(Number(values.contextid), component)) {
      frame.dropped = true;
      return;
    }
    const isOfQuestion = this.isOfBroughtQuestion(component, table ?? 'question', Number(text('itemid')));
    const reason = this.refusal(frame, component, isOfQuestion);
    const item = table ? await this.maker.values.id(table, Number(text('itemid'))) : Number(text('itemid'));
    if (reason !== null || item === null) {
      const why = reason ?? 'it belongs to a thing that is not in the backup and whose id is someone else’s here';
      this.maker.findings.note('refused-file', `Files that are left out: ${why}.`, placeOf(frame, context));
      frame.dropped = true;
      return;
    }
    values.itemid = item;
    values.contenthash = text('contenthash').toLowerCase();
    const place = `/${values.contextid}/${component}/${filearea}/${item}${text('filepath')}${text('filename')}`;
    values.pathnamehash = createHash('sha1').update(place).digest('hex');
    values.referencefileid = await this.referenceFor(
      row.values.get('repositorytype') ?? null,
      text('repositoryid'),
      text('reference'),
    );
    if (text('filename') !== '.' && values.referencefileid === null) this.wanted.add(values.contenthash);
  }

  /** Puts the contents of the files that were taken into the pool. Those that are not in the backup are named. */
  async storeContents(backup: Backup, signal?: AbortSignal): Promise<void> {
    await backup.eachContent(async (contenthash, bytes) => {
      if (!this.wanted.delete(contenthash)) return;
      const { hash } = await this.maker.writer.storeContent(Readable.from(bytes));
      if (hash === contenthash) return;
      const message = 'Contents that are damaged (their SHA-1 is another): their files are listed without a content.';
      this.maker.findings.note('missing-content', message, {
        document: `files/${contenthash.slice(0, 2)}/${contenthash}`,
      });
    }, signal);
    if (!backup.information.includesFiles) return;
    for (const contenthash of this.wanted) {
      const message = 'Contents that the backup lists and does not have: their files are listed without a content.';
      this.maker.findings.note('missing-content', message, {
        document: `files/${contenthash.slice(0, 2)}/${contenthash}`,
      });
    }
  }

  /** Whether a file belongs to a question that comes in with this backup, or to a part of one. Its bank may be anywhere. */
  private isOfBroughtQuestion(component: string, table: string, item: number): boolean {
    const { ids } = this.maker;
    return QUESTIONS.test(component) && ids.isClaimed(table, item) && !ids.isMatched(table, item);
  }

  private refusal({ row, values }: Frame, component: string, isOfQuestion: boolean): string | null {
    const text = (name: string) => String(row.values.get(name) ?? '');
    if (!isOfQuestion && this.lostBanks.has(Number(text('contextid'))))
      return 'this site does not know their kind of activity';
    const [filepath, filename, hash] = [text('filepath'), text('filename'), text('contenthash')];
    const context = Number(values.contextid);
    if (context === this.systemContext && component !== 'grade' && !isOfQuestion)
      return 'the site’s own context takes no files from a backup';
    if (context !== this.systemContext && !isOfQuestion && !this.isOwnContext(context))
      return 'their context is not one of the backup';
    if (!/^\/(?:[^/\0]+\/)*$/.test(filepath) || /\/\.\.?\//.test(filepath)) return 'their folder is none';
    if (filename === '' || filename === '..' || /[/\0]/.test(filename)) return 'their name is none';
    return /^[0-9a-f]{40}$/i.test(hash) ? null : 'their content has no SHA-1';
  }

  /** Pictures of people who are here already: what they have stays, and has been named. */
  private isOfExistingUser(context: number, component: string): boolean {
    return component === 'user' && context !== this.systemContext && !this.isOwnContext(context);
  }

  /** The table of which the item id is an id; null where it is no id of a row. */
  private itemTable(component: string, filearea: string): string | null {
    const table = this.tables.get(`${component}/${filearea}`) ?? this.tables.get(`${component}/*`) ?? null;
    return table !== null && this.maker.targets.table(table) ? table : null;
  }

  /** An alias of a file elsewhere. */
  private async referenceFor(type: string | null, repositoryid: string, reference: string): Promise<number | null> {
    if (!type || !/^\d+$/.test(repositoryid)) return null;
    const { writer } = this.maker;
    const instance = await this.repositoryInstance(type, Number(repositoryid));
    const referencehash = createHash('sha1').update(reference).digest('hex');
    const [known] = await writer.read(
      'SELECT id FROM mdl_files_reference WHERE repositoryid = ? AND referencehash = ?',
      [instance, referencehash],
    );
    return known
      ? Number(known.id)
      : writer.insert('files_reference', { repositoryid: instance, reference, referencehash });
  }

  private async repositoryInstance(type: string, id: number): Promise<number> {
    const { writer } = this.maker;
    const instances = await writer.read(
      'SELECT i.id FROM mdl_repository_instances i JOIN mdl_repository r ON r.id = i.typeid WHERE r.type = ?',
      [type],
    );
    if (instances.some((instance) => instance.id === id)) return id;
    const isFree = !(await writer.hasId('repository_instances', id));
    if (!isFree && instances[0]) return Number(instances[0].id);
    const [known] = await writer.read('SELECT id FROM mdl_repository WHERE type = ?', [type]);
    const typeid = known ? Number(known.id) : await writer.insert('repository', { type, visible: 1, sortorder: 0 });
    return writer.insert('repository_instances', {
      ...(isFree ? { id } : {}),
      name: '',
      typeid,
      userid: 0,
      contextid: this.systemContext,
      readonly: 0,
    });
  }
}
