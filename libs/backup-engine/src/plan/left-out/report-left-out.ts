import type { BackupJob } from '../../controller/backup-job';
import { isThirdParty, type DefinitionRegistry } from '@coursekeep/definitions';
import { countRows, PluginTables, pluginsByTables, type RowsToCount } from '@coursekeep/moodle-site';
import type { UnsupportedActivity } from '../../model/outline';
import { warning } from '@coursekeep/errors';
import type { Plan } from '../plan';
import { lostBanks } from '../questions/lost-banks';
import { BankWords } from './bank-words';
import { reportConditions } from './conditions';
import { coreRowsOfActivities, coreRowsOfQuestions } from './core-rows';
import { questionIds } from './course-ties';
import { countFiles, type FileCounts } from './left-out-files';
import { tiesOf, tiesOfBlocksIn, type PlacesOfPlugins } from './plugin-ties';
import { pluginUses, type UsingParts } from './plugin-uses';
import { readRestrictions } from './restrictions';
import { labelOf, restoreWithout, useOf } from './restores';
import { RowConditions } from './row-conditions';
import type { SelectedQuestions } from './selected-questions';
import { tablesRead } from './tables-read';

/** Names in warnings every part of the course that is broken, and every plugin that has a part in it and no definition: with
 *  the rows and files left out, as far as its tables can be recognised by their names and tied to the course, and with what a
 *  restore will be like. The number of queries depends on the site's plugins, not on the course. */
export async function reportLeftOut(
  job: BackupJob,
  plan: Plan,
  registry: DefinitionRegistry,
  { questions, users }: { readonly questions: SelectedQuestions; readonly users: readonly number[] },
): Promise<void> {
  const restricted = await readRestrictions(job, plan);
  const banks = new BankWords(await lostBanks(job, plan), questions);
  for (const { about, contextId } of job.outline.broken ?? []) {
    const bank = banks.of(contextId === undefined ? [] : [contextId]);
    job.warn(warning('part-broken', bank === '' ? about : `${about} ${bank}.`));
  }
  await reportConditions(job, plan, restricted);
  await (await LeftOutReport.prepare(job, plan, registry, { questions, users, restricted }, banks)).write();
}

/** Types that are reported by what the course uses of them, not by what is installed. */
const ONLY_BY_USE = new Set(['block', 'enrol', 'qtype']);

/** What is known of one plugin's part in the course. */
interface LeftOutPlugin {
  readonly plugin: string;
  /** How many things of it the course has; 0 where nothing tells. */
  readonly used: number;
  /** What goes with it: the sub-plugins of an activity, and the blocks in its context. */
  readonly with: readonly string[];
}

interface CountedPlugin extends LeftOutPlugin {
  /** Only tables that have rows of this course. */
  readonly counted: readonly { readonly table: string; readonly rows: number }[];
  /** Tables of which nobody but the plugin knows which rows are the course's. */
  readonly unknown: readonly string[];
  readonly files: number;
}

class LeftOutReport {
  private isAnyUnread = false;

  private constructor(
    private readonly job: BackupJob,
    private readonly plan: Plan,
    private readonly registry: DefinitionRegistry,
    private readonly questions: SelectedQuestions,
    private readonly installed: readonly string[],
    private readonly uses: ReadonlyMap<string, number>,
    private readonly files: FileCounts,
    private readonly tables: PluginTables,
    private readonly banks: BankWords,
  ) {}

  static async prepare(
    job: BackupJob,
    plan: Plan,
    registry: DefinitionRegistry,
    parts: UsingParts,
    banks: BankWords,
  ): Promise<LeftOutReport> {
    const { questions } = parts;
    const versions = await job.reader.all({
      text: "SELECT plugin FROM {config_plugins} WHERE name = 'version' ORDER BY plugin",
    });
    const modules = await job.reader.all({ text: 'SELECT name FROM {modules} ORDER BY name' });
    const uses = await pluginUses(job, plan, parts);
    const listed = [
      ...new Set([
        ...versions.map(({ plugin }) => plugin ?? ''),
        ...modules.map(({ name }) => `mod_${name}`),
        ...uses.keys(),
      ]),
    ];
    const read = tablesRead(registry, job.site.schema);
    const installed = [...listed, ...pluginsByTables(job.site.schema, listed, read)];
    const tables = new PluginTables(job.site.schema, installed, read);
    const files = await countFiles(job, plan, questions);
    return new LeftOutReport(job, plan, registry, questions, installed, uses, files, tables, banks);
  }

  async write(): Promise<void> {
    this.reportGaps();
    const found = [...this.activities(), ...this.furtherTables(), ...this.otherPlugins()];
    for (const plugin of await this.count(found)) this.report(plugin);
    if (this.isAnyUnread && this.registry.whyNotAsked !== null) {
      this.job.warn(warning('site-code-not-read', this.registry.whyNotAsked));
    }
  }

  /** What code of plugins that the course uses would have computed. */
  private reportGaps(): void {
    for (const [plugin, missing] of this.registry.gaps) {
      const [type, ...name] = plugin.split('_');
      const owner = name.join('_');
      const isUsed = this.plan.tasks.some(({ task }) =>
        [task.variables.modname, task.variables.blockname].includes(owner),
      );
      if ((type === 'mod' || type === 'block') && !isUsed) continue;
      this.job.warn(warning('plugin-in-part', `${labelOf(plugin)}: ${missing.join('; ')}.`));
    }
  }

  private activities(): LeftOutPlugin[] {
    return [...countBy(this.plan.leftOut.map(({ modname }) => modname))].map(([modname, used]) => ({
      plugin: `mod_${modname}`,
      used,
      with: this.installed.filter(
        (plugin) => this.isUnknown(plugin) && (this.ownerOf(plugin) === modname || this.isBlock(plugin)),
      ),
    }));
  }

  /** Known activities, for tables of theirs that no definition reads: another version of Moodle has them, or somebody added
   *  them. */
  private furtherTables(): LeftOutPlugin[] {
    const activities = this.plan.tasks.flatMap((planned) => (planned.kind === 'activity' ? [planned.activity] : []));
    return [...new Set(activities.map(({ modname }) => modname))].map((modname) => ({
      plugin: `mod_${modname}`,
      used: 0,
      with: [],
    }));
  }

  /** What the course uses, and sub-plugins of activities, local plugins …: these are named where they have rows or files of
   *  this course. */
  private otherPlugins(): LeftOutPlugin[] {
    const leftOut = new Set(this.plan.leftOut.map(({ modname }) => modname));
    return this.installed.flatMap((plugin) => {
      const used = this.uses.get(plugin) ?? 0;
      const [type = ''] = plugin.split('_');
      const owner = this.ownerOf(plugin);
      if (!this.isUnknown(plugin) || (owner !== null && leftOut.has(owner))) return [];
      return used === 0 && ONLY_BY_USE.has(type) ? [] : [{ plugin, used, with: [] }];
    });
  }

  private isUnknown(plugin: string): boolean {
    const [type = '', ...name] = plugin.split('_');
    if (type === 'block' && this.registry.supportsBlock(name.join('_'))) return false;
    const writesNothing = !this.registry.knowsPlugin(plugin) || this.registry.withoutBackup.has(plugin);
    return isThirdParty(plugin) && writesNothing;
  }

  /** The activity module whose sub-plugin it is: the types of sub-plugins begin with its name, by habit. */
  private ownerOf(plugin: string): string | null {
    const [type = ''] = plugin.split('_');
    if (type === 'mod') return null;
    if (type === 'bbbext') return 'bigbluebuttonbn';
    const owners = this.installed.filter((one) => one.startsWith('mod_') && type.startsWith(one.slice(4)));
    return owners.sort((a, b) => b.length - a.length)[0]?.slice(4) ?? null;
  }

  private async count(found: readonly LeftOutPlugin[]): Promise<CountedPlugin[]> {
    const wanted = found.flatMap((one) => [one.plugin, ...one.with].flatMap((plugin) => this.wantedOf(one, plugin)));
    const rows = await countRows(this.job.site, [
      ...wanted.flatMap(({ of, table, condition }) => (condition ? [{ of, table, ...condition }] : [])),
      ...found.flatMap((one) => this.coreRowsOf(one)),
    ]);
    return found.map((one) => {
      const ofPlugin = rows.filter(({ of }) => of === one.plugin);
      const counted = ofPlugin.flatMap(({ table, rows: n }) => (n === null || n === 0 ? [] : [{ table, rows: n }]));
      const refused = ofPlugin.filter((row) => row.rows === null).map(({ table }) => table);
      const untied = wanted.filter(({ of, condition }) => of === one.plugin && !condition).map(({ table }) => table);
      return { ...one, counted, unknown: [...untied, ...refused].sort(), files: this.filesOf(one) };
    });
  }

  private wantedOf({ plugin: of }: LeftOutPlugin, plugin: string) {
    const tables = this.tables.of(plugin);
    if (tables.length === 0) return [];
    const owner = this.ownerOf(plugin);
    const family = [...tables, ...(owner === null ? [] : this.tables.ofModule(owner))];
    const ties =
      plugin !== of && this.isBlock(plugin)
        ? tiesOfBlocksIn(contextsOf(this.leftOutOf(of)), plugin, family)
        : tiesOf(plugin, owner, family, this.places());
    const conditions = new RowConditions(this.job.site.schema, ties);
    const found = tables.map((table) => ({ of, table, condition: conditions.of(table) }));
    // Of a block that is only perhaps there, what cannot be tied is no news.
    return this.isBlock(plugin) && plugin !== of ? found.filter(({ condition }) => condition) : found;
  }

  private isBlock(plugin: string): boolean {
    return this.job.settings.isOn('blocks') && plugin.startsWith('block_');
  }

  private leftOutOf(plugin: string): readonly UnsupportedActivity[] {
    return this.plan.leftOut.filter(({ modname }) => plugin === `mod_${modname}`);
  }

  private places(): PlacesOfPlugins {
    const { job, plan, questions } = this;
    return { courseId: job.outline.courseId, plan, questions };
  }

  private coreRowsOf({ plugin, used }: LeftOutPlugin): RowsToCount[] {
    const [type = '', ...name] = plugin.split('_');
    if (type === 'mod' && used > 0) return coreRowsOfActivities(this.job, this.leftOutOf(plugin), plugin);
    const questions = type === 'qtype' ? questionIds(this.questions, name.join('_')) : null;
    return questions ? coreRowsOfQuestions(questions, plugin) : [];
  }

  private filesOf({ plugin, used, with: others }: LeftOutPlugin): number {
    const { byComponent, byModule } = this.files;
    if (plugin.startsWith('mod_')) return used === 0 ? 0 : (byModule.get(plugin.slice(4)) ?? 0);
    return [plugin, ...others].reduce((sum, component) => sum + (byComponent.get(component) ?? 0), 0);
  }

  private report(found: CountedPlugin): void {
    const { plugin, used, counted, unknown, files } = found;
    const label = labelOf(plugin);
    const bank = this.banks.of(contextsOf(this.leftOutOf(plugin)));
    const leftOut = withCounts(found) + (bank === '' ? '' : `; ${bank}`);
    if (plugin.startsWith('mod_') && used === 0) {
      if (counted.length > 0) this.job.warn(warning('table-not-known', `${label}${leftOut}.`));
      return;
    }
    if (this.registry.withoutBackup.has(plugin)) return this.reportWithoutBackup(found, leftOut);
    const use = used > 0 ? `: ${useOf(plugin, used)}` : '';
    const hasLost =
      counted.length > 0 || files > 0 || (used > 0 && (unknown.length > 0 || BROKEN_WITHOUT.test(plugin)));
    if (hasLost) {
      this.isAnyUnread = true;
      this.job.warn(warning('kind-not-supported', `${label}${use}${leftOut}. ${restoreWithout(plugin)}`));
    } else if (used > 0) this.job.warn(warning('plugin-needed', `${label}${use}.`));
  }

  /** What Moodle itself leaves out is no loss of ours. */
  private reportWithoutBackup({ plugin, used, counted, files }: CountedPlugin, leftOut: string): void {
    const about = `${labelOf(plugin)}${used > 0 ? `: ${used} in this course` : ''}`;
    if (counted.length > 0 || files > 0 || plugin.startsWith('mod_')) {
      this.job.warn(warning('plugin-without-backup', `${about}${leftOut}.`));
    } else if (used > 0) this.job.warn(warning('plugin-needed', `${about}.`));
  }
}

/** Where one of these is used, a restore is not what the course was, whatever was counted. */
const BROKEN_WITHOUT = /^(mod|qtype|gradingform|block|enrol)_/;

function withCounts({ counted, unknown, files }: Pick<CountedPlugin, 'counted' | 'unknown' | 'files'>): string {
  const total = counted.reduce((sum, { rows }) => sum + rows, 0);
  const list = counted.map(({ table, rows }) => `${table} ${rows}`).join(', ');
  return [
    total > 0 ? `; ${total} ${total === 1 ? 'row' : 'rows'} left out (${list})` : '',
    files > 0 ? `; ${files} ${files === 1 ? 'file' : 'files'} left out` : '',
    unknown.length > 0 ? `; which rows of ${unknown.join(', ')} are of this course is not known` : '',
  ].join('');
}

const contextsOf = (activities: readonly UnsupportedActivity[]): number[] =>
  activities.flatMap(({ contextId }) => contextId ?? []);

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
