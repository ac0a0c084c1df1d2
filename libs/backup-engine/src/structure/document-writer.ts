import type { Row, SnapshotReader, Value } from '@coursekeep/moodle-site';
import type { DocumentSpool, DocumentWriter } from '@coursekeep/archive';
import type { Annotations } from './annotations';
import { compile, type CompiledElement, type CompiledField, tasksWhere } from './compile';
import type { CompileContext } from './compile-context';
import { taskFactsFor } from './task-facts';
import {
  type DocumentDefinition,
  type GivenSource,
  type PluginDefinition,
  type RewriteContext,
  type SourceRow,
  DefinitionError,
  tablesGiven,
} from '@coursekeep/definitions';
import type { FileIndex } from './file-index';
import { RowCursor } from './row-cursor';
import { SCOPES, type BackupTask } from './scope';
import { attributeText, elementText, XML_PROLOGUE } from './xml-text';

/** Rows that code makes for one element, by task: see ComputedSource. */
export type ComputedRows = (tasks: readonly BackupTask[]) => Promise<ReadonlyMap<BackupTask, readonly SourceRow[]>>;

/** What documents are written with. */
export interface WriterServices extends Omit<CompileContext, 'relation' | 'tasks' | 'tasksWithUserinfo' | 'taskFacts'> {
  readonly reader: SnapshotReader;
  readonly spool: DocumentSpool;
  readonly annotations: Annotations;
  readonly files: FileIndex;
  readonly systemContext: string;
  readonly courseContext: string;
  readonly computed: ReadonlyMap<string, ComputedRows>;
  /** What a secret is in a backup. */
  encrypt(secret: string): string;
  encodeLinks(text: string): string;
  /** Is a plugin Moodle's own, or has it a definition? */
  knowsPlugin(plugin: string): boolean;
  /** The number that a user has in an anonymised backup. */
  userNumber(id: string | null): number;
  /** The context of a user for whom the site has none yet. */
  userContext(id: string | null): string | null;
  /** Rows of this table are in the backup. */
  noteTable(table: string): void;
}

/** Writes one kind of document for all given tasks, each to `<task's directory><file>`: every element's rows are asked for
 *  once for all tasks together. Tasks may come in any order. A kind of which the site's version has no table is not written. */
export async function writeDocuments(
  definition: DocumentDefinition,
  tasks: readonly BackupTask[],
  services: WriterServices,
): Promise<void> {
  if (tasks.length === 0) return;
  const all: CompileContext = {
    ...pick(services),
    relation: SCOPES[definition.scope],
    tasks: tasks.map((task) => task.key),
    tasksWithUserinfo: tasks.filter((task) => task.userinfo).map((task) => task.key),
    taskFacts: await taskFactsFor(definition, tasks, services),
  };
  const chosen = new Set(tasksWhere(definition.when, all.tasks, all));
  const inKeyOrder = tasks.filter(({ key }) => chosen.has(key)).sort((a, b) => Number(a.key) - Number(b.key));
  if (inKeyOrder.length === 0) return;
  const keys = inKeyOrder.map((task) => task.key);
  const root = compile(definition.root, {
    ...all,
    tasks: keys,
    tasksWithUserinfo: all.tasksWithUserinfo.filter((key) => chosen.has(key)),
  });
  if (!root) return;
  const run = new DocumentRun(services, inKeyOrder, definition.afterInforef);
  try {
    for (const task of inKeyOrder) {
      await run.write(task, `${task.directory}${definition.file}`, root);
    }
    await run.finish();
  } finally {
    await run.close();
  }
}

const pick = ({ schema, version, isOn, annotated, pluginsAt }: WriterServices) => ({
  ...{ schema, version, isOn, annotated, pluginsAt },
});

interface OpenRow {
  readonly element: CompiledElement;
  readonly values: Row;
}

class DocumentRun {
  private readonly cursors = new Map<CompiledElement, RowCursor>();
  private readonly computedRows = new Map<CompiledElement, ReadonlyMap<BackupTask, readonly SourceRow[]>>();
  private readonly open: OpenRow[] = [];
  private readonly keys: string[] = [];
  private out!: DocumentWriter;
  private task!: BackupTask;
  private text = '';

  constructor(
    private readonly services: WriterServices,
    private readonly tasks: readonly BackupTask[],
    private readonly late: boolean,
  ) {}

  async write(task: BackupTask, path: string, root: CompiledElement): Promise<void> {
    this.task = task;
    this.keys.length = 0;
    this.keys.push(task.key);
    this.out = this.services.spool.begin(path);
    this.text = XML_PROLOGUE;
    await this.writeElement(root);
    await this.flush();
    await this.out.end();
  }

  async finish(): Promise<void> {
    for (const [{ source }, cursor] of this.cursors) {
      await cursor.finish();
      if (source && cursor.gaveRows) for (const table of tablesGiven(source)) this.services.noteTable(table);
    }
  }

  async close(): Promise<void> {
    for (const cursor of this.cursors.values()) await cursor.close();
  }

  private async writeElement(element: CompiledElement): Promise<void> {
    if (element.onlyFor && !element.onlyFor.has(this.task.key)) return;
    if (element.onlyIf && this.ancestorValue(element.onlyIf) !== element.onlyIf.is) return;
    if (element.source === null) return this.writeContainer(element);
    if (element.source.kind === 'task') return this.writeRow(element, this.taskRow(element), null);
    if (element.source.kind === 'computed') return this.writeObjects(element, await this.computed(element));
    if (element.source.kind === 'given') return this.writeObjects(element, this.givenRows(element.source));
    if (!element.query) return;
    if (element.arrange) return this.writeArranged(element);
    const cursor = this.cursorOf(element);
    for (;;) {
      const next = cursor.next(this.keys, element.depth);
      const row = next instanceof Promise ? await next : next;
      if (!row) return;
      const writing = this.writeRow(element, row, row[element.depth] ?? '');
      if (writing) await writing;
    }
  }

  private async writeContainer(element: CompiledElement): Promise<void> {
    this.text += `${element.opening}>`;
    for (const child of element.children) await this.writeElement(child);
    this.text += element.closing;
  }

  /** Writes one row; gives a promise only where there is something to wait for. */
  private writeRow(
    element: CompiledElement,
    row: Row,
    key: string | null,
    fields = element.fields,
  ): Promise<void> | undefined {
    this.writeStart(element, row);
    if (element.bareWithout !== null && (row[element.bareWithout] ?? null) === null) {
      this.text += element.closing;
      return;
    }
    for (const field of fields) this.writeField(element, field, row);
    this.annotate(element, row);
    if (element.children.length === 0) {
      this.text += element.closing;
      return this.text.length > FLUSH_AT ? this.flush() : undefined;
    }
    return this.writeChildren(element, row, key);
  }

  private async writeChildren(element: CompiledElement, row: Row, key: string | null): Promise<void> {
    this.open.push({ element, values: row });
    if (key !== null) this.keys.push(key);
    for (const child of element.children) await this.writeElement(child);
    if (key !== null) this.keys.pop();
    this.open.pop();
    this.text += element.closing;
    if (this.text.length > FLUSH_AT) await this.flush();
  }

  private givenRows({ rows }: GivenSource): SourceRow[] {
    const valueOf = (value: GivenSource['rows'][number][string]) =>
      value === null || typeof value === 'string' ? value : (this.task.variables[value.variable] ?? null);
    return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, valueOf(value)])));
  }

  private writeStart(element: CompiledElement, row: Row): void {
    if (element.bare) return;
    let tag = element.opening;
    for (const { name, at, rewrite } of element.attributes) {
      const stored = at === undefined ? null : (row[at] ?? null);
      const value = rewrite ? rewrite(stored, this.rewriteContext(element, row)) : stored;
      tag += ` ${name}="${attributeText(value ?? '')}"`;
    }
    this.text += `${tag}>`;
  }

  private writeField(element: CompiledElement, field: CompiledField, row: Row): void {
    if (field.at === undefined) return;
    const stored = row[field.at] ?? null;
    const value = field.rewrite ? field.rewrite(stored, this.rewriteContext(element, row)) : stored;
    if (field.form === 'nonempty' && (value === null || value === '')) return;
    this.text += field.opening + this.fieldText(field, value) + field.closing;
  }

  private fieldText(field: CompiledField, value: string | null): string {
    if (field.form === 'base64') return Buffer.from(value ?? '', 'utf8').toString('base64');
    if (field.form === 'encrypted') return this.services.encrypt(value ?? '');
    if (value === null) return '$@NULL@$';
    return elementText(value.length < SHORTEST_LINK ? value : this.services.encodeLinks(value));
  }

  private rewriteContext(element: CompiledElement, row: Row): RewriteContext {
    return {
      column: (name: string) => row[element.columns.get(name) ?? -1] ?? null,
      isOn: (setting: string) => this.services.isOn(setting),
      annotated: (item: string) => this.services.annotated(item),
      encodeLinks: (text: string) => this.services.encodeLinks(text),
      knowsPlugin: (plugin: string) => this.services.knowsPlugin(plugin),
      userNumber: (id: string | null) => this.services.userNumber(id),
      userContext: (id: string | null) => this.services.userContext(id),
      task: (variable) => this.task.variables[variable] ?? null,
    };
  }

  private annotate(element: CompiledElement, row: Row): void {
    const { annotations, files } = this.services;
    for (const { item, field, onlyFor } of element.refers) {
      if (onlyFor && !onlyFor.has(this.task.key)) continue;
      annotations.note(this.task.directory, item, row[element.columns.get(field) ?? -1] ?? null, this.late);
    }
    for (const area of element.files) {
      if (area.onlyFor && !area.onlyFor.has(this.task.key)) continue;
      const item = area.item === null ? (area.itemIs ?? null) : this.itemOf(element, row, area.item, area.itemElement);
      const context = this.contextOf(area);
      for (const id of files.find(context, area.component, area.area, item)) {
        annotations.note(this.task.directory, 'file', id, this.late);
      }
    }
  }

  private contextOf({ context }: CompiledElement['files'][number]): string {
    if (context === 'task') return this.task.variables.context ?? '';
    return context === 'system' ? this.services.systemContext : this.services.courseContext;
  }

  private itemOf(element: CompiledElement, row: Row, column: string, owner: string | undefined): string {
    if (owner) return this.ancestorValue({ element: owner, column }) ?? '';
    return row[element.columns.get(column) ?? -1] ?? '';
  }

  private ancestorValue({ element, column }: Omit<NonNullable<PluginDefinition['onlyIf']>, 'is'>): string | null {
    const row = this.open.findLast((open) => open.element.name === element);
    const at = row?.element.columns.get(column);
    if (!row || at === undefined) throw new DefinitionError(`No <${element}> above gives the column "${column}".`);
    return row.values[at] ?? null;
  }

  private taskRow(element: CompiledElement): Row {
    const source = element.source;
    if (source?.kind !== 'task') return [];
    return [...element.columns.keys()].map((name) => {
      const variable = source.columns[name];
      return variable ? (this.task.variables[variable] ?? null) : null;
    });
  }

  private async computed(element: CompiledElement): Promise<readonly SourceRow[]> {
    const source = element.source;
    let rows = this.computedRows.get(element);
    if (!rows) {
      const make = source?.kind === 'computed' ? this.services.computed.get(source.name) : undefined;
      if (!make) throw new DefinitionError(`Nobody computes the rows of <${element.name}>.`);
      this.computedRows.set(element, (rows = await make(this.tasks)));
    }
    return rows.get(this.task) ?? [];
  }

  /** The rows of one parent as objects, arranged by the definition. */
  private async writeArranged(element: CompiledElement): Promise<void> {
    const cursor = this.cursorOf(element);
    const rows: SourceRow[] = [];
    for (
      let row = await cursor.next(this.keys, element.depth);
      row;
      row = await cursor.next(this.keys, element.depth)
    ) {
      const values = row;
      rows.push(Object.fromEntries([...element.columns].map(([name, at]) => [name, values[at] ?? null])));
    }
    await this.writeObjects(element, element.arrange?.(rows) ?? rows);
  }

  /** Rows that are objects: a field whose name the object does not have is not written. */
  private async writeObjects(element: CompiledElement, rows: readonly SourceRow[]): Promise<void> {
    for (const row of rows) {
      const values: Value[] = [];
      for (const [name, at] of element.columns) values[at] = row[name] ?? null;
      const fields = element.fields.filter((field) => field.name in row);
      await this.writeRow(element, values, null, fields);
    }
  }

  private cursorOf(element: CompiledElement): RowCursor {
    let cursor = this.cursors.get(element);
    if (!cursor && element.query) {
      cursor = new RowCursor(this.services.reader.stream(element.query), element.name);
      this.cursors.set(element, cursor);
    }
    if (!cursor) throw new DefinitionError(`<${element.name}> has no query.`);
    return cursor;
  }

  private async flush(): Promise<void> {
    const text = this.text;
    this.text = '';
    await this.out.write(text);
  }
}

const FLUSH_AT = 64 * 1024;
/** Moodle leaves texts of fewer than 32 bytes alone; with fewer than 8 characters a text has fewer than 32 bytes. */
const SHORTEST_LINK = 8;
