import type { BackupJob } from '../../controller/backup-job';
import { isThirdParty } from '../../definitions/core-plugins';
import { warning } from '../../model/warnings';
import type { Plan } from '../plan';
import type { DefinitionRegistry } from '../registry';
import { tablesRead } from './tables-read';
import { countRows, courseTies, moduleTies, tablesOfPlugin, type PluginRows, type Ties } from './plugin-tables';

/** Which questions are in the backup: as the definition of `questions.xml` chooses them. */
export interface SelectedQuestions {
  readonly categories: readonly number[];
  readonly completeCategories: readonly number[];
  readonly entries: readonly number[];
}

/** Names in warnings every part of the course that is broken, and every plugin that has a part in it and no definition,
 *  with the number of rows left out as far as its tables can be recognised by their names and tied to the course. Some
 *  queries for each such plugin. */
export async function reportLeftOut(
  job: BackupJob,
  plan: Plan,
  registry: DefinitionRegistry,
  questions: SelectedQuestions,
): Promise<void> {
  await new LeftOutReport(job, plan, registry).write(questions);
}

/** The activity module that a sub-plugin's tables hang on, and the columns that say so. */
const OWNERS: Readonly<Record<string, readonly [modname: string, ...columns: string[]]>> = {
  assignsubmission: ['assign', 'assignment', 'assignmentid'],
  assignfeedback: ['assign', 'assignment', 'assignmentid'],
  datafield: ['data', 'dataid'],
  quizaccess: ['quiz', 'quizid', 'quiz'],
  workshopallocation: ['workshop', 'workshopid'],
  workshopeval: ['workshop', 'workshopid'],
  workshopform: ['workshop', 'workshopid'],
};
/** Types that are reported by what the course uses of them, not by what is installed. */
const REPORTED_BY_USE = ['block', 'enrol', 'qtype'];

class LeftOutReport {
  private ties: Ties = {};

  constructor(
    private readonly job: BackupJob,
    private readonly plan: Plan,
    private readonly registry: DefinitionRegistry,
  ) {}

  async write(questions: SelectedQuestions): Promise<void> {
    const { job } = this;
    const [context] = await job.reader.all({
      text: 'SELECT path FROM {context} WHERE id = ?',
      parameters: [job.outline.contextId],
    });
    for (const { about } of job.outline.broken ?? []) job.warn(warning('part-broken', about));
    this.ties = courseTies(job.outline.courseId, context?.path ?? '');
    await this.activities();
    await this.furtherTables();
    await this.blocks();
    await this.enrolmentMethods();
    await this.questionTypes(questions);
    await this.otherPlugins();
  }

  private async activities(): Promise<void> {
    const { job } = this;
    for (const [modname, count] of countBy(this.plan.leftOut.map((activity) => activity.modname))) {
      const hasCourse = job.site.schema.hasColumn(modname, 'course');
      const instances = hasCourse ? moduleTies(modname, job.outline.courseId, [modname, `${modname}id`]) : {};
      const rows = await this.rows([modname], { ...instances, ...this.ties });
      this.warn(`Activity module "mod_${modname}": ${count} in this course${withRows(rows)}`);
    }
  }

  /** Tables of known activities that no definition reads: another version of Moodle has them, or somebody added them. */
  private async furtherTables(): Promise<void> {
    const { job } = this;
    const read = tablesRead(this.registry, job.site.schema);
    const activities = this.plan.tasks.flatMap((planned) => (planned.kind === 'activity' ? [planned.activity] : []));
    for (const modname of new Set(activities.map((activity) => activity.modname))) {
      const tables = tablesOfPlugin(job.site, modname).filter((table) => !read.has(table));
      const instances = moduleTies(modname, job.outline.courseId, [modname, `${modname}id`]);
      const rows = await countRows(job.site, tables, { ...instances, ...this.ties });
      if (rows.counted.length > 0) {
        job.warn(warning('table-not-known', `Activity module "mod_${modname}"${withRows(rows)}.`));
      }
    }
  }

  private async blocks(): Promise<void> {
    const tasks = this.plan.tasks.filter((planned) => planned.kind === 'block').map(({ task }) => task);
    for (const [name, count] of countBy(tasks.map((task) => task.variables.blockname ?? ''))) {
      if (!isThirdParty(`block_${name}`) || this.registry.supportsBlock(name)) continue;
      const ids = tasks.filter((task) => task.variables.blockname === name).map((task) => task.key);
      const instances = { ids: '?', parameters: [ids] };
      const ties = { blockinstanceid: instances, blockid: instances, instanceid: instances, ...this.ties };
      const rows = await this.rows([`block_${name}`], ties);
      this.warn(`Block "block_${name}": ${count} in this backup with their settings alone${withRows(rows)}`);
    }
  }

  private async enrolmentMethods(): Promise<void> {
    const { job } = this;
    if (!job.enrolments) return;
    const text = 'SELECT enrol, COUNT(*) AS n FROM {enrol} WHERE courseid = ? GROUP BY enrol ORDER BY enrol';
    for (const { enrol, n } of await job.reader.all({ text, parameters: [job.outline.courseId] })) {
      if (!this.isUnknown(`enrol_${enrol}`)) continue;
      const instances = {
        ids: 'SELECT id FROM {enrol} WHERE courseid = ? AND enrol = ?',
        parameters: [job.outline.courseId, enrol ?? ''],
      };
      const rows = await this.rows([`enrol_${enrol}`], { enrolid: instances, instanceid: instances, ...this.ties });
      this.warn(`Enrolment method "enrol_${enrol}": ${n} in this backup with its settings alone${withRows(rows)}`);
    }
  }

  private async questionTypes({ categories, completeCategories, entries }: SelectedQuestions): Promise<void> {
    if (categories.length === 0) return;
    const selected =
      'FROM {question} q JOIN {question_versions} v ON v.questionid = q.id ' +
      'JOIN {question_bank_entries} e ON e.id = v.questionbankentryid WHERE e.questioncategoryid IN (?) ' +
      'AND (e.questioncategoryid IN (?) OR e.id IN (?))';
    const parameters = [categories, completeCategories, entries];
    const types = await this.job.reader.all({
      text: `SELECT q.qtype, COUNT(*) AS n ${selected} GROUP BY q.qtype ORDER BY q.qtype`,
      parameters,
    });
    for (const { qtype, n } of types) {
      if (!this.isUnknown(`qtype_${qtype}`)) continue;
      const ids = { ids: `SELECT q.id ${selected} AND q.qtype = ?`, parameters: [...parameters, qtype ?? ''] };
      const rows = await this.rows([`qtype_${qtype}`, `question_${qtype}`], { questionid: ids, question: ids });
      this.warn(`Question type "qtype_${qtype}": ${n} in this backup without what its type adds${withRows(rows)}`);
    }
  }

  /** Sub-plugins of activities, local plugins, course formats …: named where they have rows about this course. */
  private async otherPlugins(): Promise<void> {
    const installed = await this.job.reader.all({
      text: "SELECT plugin FROM {config_plugins} WHERE name = 'version' ORDER BY plugin",
    });
    for (const { plugin } of installed) {
      const [type = ''] = (plugin ?? '').split('_');
      if (!plugin || REPORTED_BY_USE.includes(type) || !this.isUnknown(plugin)) continue;
      const [modname, ...columns] = OWNERS[type] ?? [];
      const owner = modname === undefined ? {} : moduleTies(modname, this.job.outline.courseId, columns);
      const rows = await this.rows([plugin], { ...owner, ...this.ties });
      if (rows.counted.length > 0) this.warn(`Plugin "${plugin}"${withRows(rows)}`);
    }
  }

  private isUnknown(plugin: string): boolean {
    return isThirdParty(plugin) && !this.registry.knowsPlugin(plugin);
  }

  private rows(prefixes: readonly string[], ties: Ties): Promise<PluginRows> {
    const tables = prefixes.flatMap((prefix) => tablesOfPlugin(this.job.site, prefix));
    return countRows(this.job.site, tables, ties);
  }

  private warn(about: string): void {
    this.job.warn(warning('kind-not-supported', `${about}.`));
  }
}

function withRows({ counted, unknown }: PluginRows): string {
  const total = counted.reduce((sum, { rows }) => sum + rows, 0);
  const list = counted.map(({ table, rows }) => `${table} ${rows}`).join(', ');
  const known = total > 0 ? `; ${total} ${total === 1 ? 'row' : 'rows'} left out (${list})` : '';
  return unknown.length > 0 ? `${known}; which rows of ${unknown.join(', ')} are of this course is not known` : known;
}

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
