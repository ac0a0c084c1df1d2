import { tablesOf, type SiteSchema } from '@coursekeep/moodle-site';
import type { BackupJob } from '../controller/backup-job';
import {
  columnsOfValue,
  isNewerThanKnown,
  conditionState,
  type DocumentDefinition,
  type ElementDefinition,
  type Node,
  type PluginDefinition,
  sourceOnSite,
  tablesOf as tablesOfSource,
  tieColumns,
} from '@coursekeep/definitions';
import { warning } from '@coursekeep/errors';

/** What decides which parts of a document are read at all. */
interface Reading {
  isOn(setting: string): boolean;
  readonly version: number;
  pluginsAt(point: string): readonly PluginDefinition[];
}

/** On a site that is newer than every Moodle whose tables are known: what the documents of a backup read in those, and the
 *  site no longer has. The backup is made without it. */
export class NewerVersion {
  /** `table` or `table.column` → the plugin that reads it, null for Moodle's own. */
  private readonly lacking = new Map<string, string | null>();
  private readonly isNewer: boolean;

  constructor(
    private readonly job: BackupJob,
    private readonly reading: Reading,
  ) {
    this.isNewer = isNewerThanKnown(job.branch);
  }

  /** The backup has documents of this kind. */
  note({ root }: DocumentDefinition): void {
    if (this.isNewer) this.noteNode(root, null);
  }

  /** Names in a warning what is lacking; what a plugin reads that the site does not have at all is not lacking. */
  async report(): Promise<void> {
    if (this.lacking.size === 0) return;
    const rows = await this.job.reader.all({ text: "SELECT plugin FROM {config_plugins} WHERE name = 'version'" });
    const installed = new Set(rows.map(({ plugin }) => plugin));
    const names = [...this.lacking]
      .filter(([, plugin]) => plugin === null || installed.has(plugin))
      .map(([name]) => name);
    if (names.length > 0) this.job.warn(warning('version-lacks', `They are ${names.sort().join(', ')}.`));
  }

  private noteNode(node: Node, plugin: string | null): void {
    if (node.kind === 'point') {
      for (const one of this.reading.pluginsAt(node.name)) {
        for (const child of one.children) this.noteNode(child, one.plugin);
      }
      return;
    }
    if (conditionState(node.when, this.reading) === 'off') return;
    for (const name of lacksOf(node, this.job.site.schema)) this.lacking.set(name, plugin);
    for (const child of node.children) this.noteNode(child, plugin);
  }
}

const newest = new Map(
  tablesOf('5.1').map(({ name, columns }) => [name, new Set(columns.map((column) => column.name))] as const),
);

/** What an element reads that the newest known Moodle has and this site has not: tables and `table.column`s. */
function lacksOf(element: ElementDefinition, schema: SiteSchema): string[] {
  if (element.source === null) return [];
  const [first] = element.source.kind === 'first of' ? element.source.sources : [element.source];
  if (!first || ('before' in first && first.before)) return [];
  const source = sourceOnSite(element.source, schema) ?? first;
  const tables = tablesOfSource(source).filter((table) => newest.has(table) && !schema.hasTable(table));
  const fields = [...element.attributes, ...element.fields.map(({ name }) => name)];
  const columns = [...tieColumns(source), ...fields.flatMap((name) => columnsOfValue(element, source, name))].filter(
    ([table, column]) => schema.hasTable(table) && newest.get(table)?.has(column) && !schema.hasColumn(table, column),
  );
  return [...tables, ...new Set(columns.map((path) => path.join('.')))];
}
