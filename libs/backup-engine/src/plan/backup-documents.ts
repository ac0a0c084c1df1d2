import type { BackupJob } from '../controller/backup-job';
import { FINAL_WEIGHT } from '../controller/progress';
import type { DocumentSpool } from '@coursekeep/archive';
import {
  isThirdParty,
  LEFT_OUT_GRADE_ITEM,
  versionNumber,
  conditionState,
  type DocumentDefinition,
  type DocumentScope,
  type DefinitionRegistry,
} from '@coursekeep/definitions';
import type { RootSettingName } from '../model/setting-definitions';
import { Annotations } from '../structure/annotations';
import { createContentTransformer, type MigratedResource } from '../structure/content-transformer';
import { writeDocuments, type WriterServices } from '../structure/document-writer';
import { FileIndex } from '../structure/file-index';
import { AddedAnnotations } from './added-annotations';
import { computedRows } from './computed-rows';
import { reportCourseGaps } from './course-gaps';
import { writeFinalDocuments } from './final-documents';
import { writeInforef } from './inforef';
import { gradeItemsOf } from './left-out/grade-items';
import { reportLeftOut } from './left-out/report-left-out';
import { listOrder } from './list-order';
import { NewerVersion } from './newer-version';
import type { PlannedTask, Plan } from './plan';
import { PoolContents } from './pool-contents';
import { reportLostQuestions } from './questions/lost-questions';
import { QuestionCategories } from './questions/question-categories';
import { hiddenCustomFields, includesPasswords, secretsOf, usesTags } from './site-facts';
import { reportUnknownColumns } from './unknown-columns';
import { UserContexts } from './user-contexts';
import { UserNumbers } from './user-numbers';

/** Writes all documents of one backup, kind by kind, into the spool. */
export class BackupDocuments {
  private readonly annotations: Annotations;
  private readonly files: FileIndex;
  private readonly added: AddedAnnotations;
  private readonly questions: QuestionCategories;
  private readonly numbers: UserNumbers;
  private readonly tables = new Set<string>();
  private leftOutGradeItems: readonly number[] = [];
  private readonly userContexts: UserContexts;
  /** The contents that go into the archive, once `write` is done. */
  readonly contents: PoolContents;

  constructor(
    private readonly job: BackupJob,
    private readonly plan: Plan,
    private readonly registry: DefinitionRegistry,
    private readonly spool: DocumentSpool,
  ) {
    this.annotations = new Annotations(listOrder(job));
    this.files = new FileIndex(job.reader);
    this.added = new AddedAnnotations(job, this.annotations);
    this.questions = new QuestionCategories(job, this.annotations);
    this.numbers = new UserNumbers(job, this.annotations);
    this.userContexts = new UserContexts(job, this.annotations);
    this.contents = new PoolContents(job);
  }

  /** Documents of course, sections, activities and blocks; then each task's inforef in plan order; then the final ones. */
  async write(): Promise<void> {
    this.leftOutGradeItems = await gradeItemsOf(this.job, this.plan.leftOut);
    const services = await this.services();
    const newer = new NewerVersion(this.job, services);
    const contexts = new Set(this.plan.tasks.map(({ task }) => Number(task.variables.context)));
    contexts.add(this.job.outline.contextId);
    await this.files.loadContexts([...contexts]);
    for (const scope of ['course', 'section', 'activity', 'block'] as const)
      await this.writeScope(scope, services, newer);
    await this.annotateBetweenDocuments();
    for (const { task } of this.plan.tasks) {
      await writeInforef(this.spool, task.directory, this.annotations.settle(task.directory));
    }
    this.job.report.step('Writing people, grades and questions');
    await writeFinalDocuments({
      job: this.job,
      plan: this.plan,
      annotations: this.annotations,
      files: this.files,
      furtherQuestionTypes: this.registry
        .pluginsAt('qtype_question_plugin')
        .filter(({ ownFiles }) => ownFiles)
        .map(({ plugin }) => plugin)
        .filter(isThirdParty),
      leftOutGradeItems: this.leftOutGradeItems,
      task: this.plan.final.task,
      assignUserContexts: () => this.userContexts.assign(),
      numberUsers: () => this.numbers.assign(this.plan.final.task.directory),
      write: async (definition) => {
        if (definition.file === 'moodle_backup.xml') await this.contents.add(this.annotations.finalIds('filefinal'));
        if (conditionState(definition.when, services) === 'off') return;
        newer.note(definition);
        await writeDocuments(definition, [this.plan.final.task], services);
      },
    });
    await newer.report();
    reportUnknownColumns(this.job, this.registry, this.tables);
    await reportCourseGaps(this.job, this.annotations);
    await reportLostQuestions(this.job, this.plan);
    await reportLeftOut(this.job, this.plan, this.registry, {
      questions: {
        categories: this.annotations.finalIds('question_categoryfinal'),
        completeCategories: this.questions.selected('question_category_complete') ?? [],
        entries: this.questions.selected('question_bank_entry') ?? [],
      },
      users: this.annotations.finalIds('userfinal'),
    });
    this.job.report.advance(FINAL_WEIGHT);
  }

  private async services(): Promise<WriterServices> {
    const { job, annotations } = this;
    const [system] = await job.reader.all({ text: 'SELECT id FROM {context} WHERE contextlevel = 10' });
    const modules = await job.reader.all({ text: 'SELECT name FROM {modules}' });
    const facts: Readonly<Record<string, boolean>> = {
      usetags: await usesTags(job),
      includeuserpasswordsinbackup: await includesPasswords(job),
    };
    const hidden = await hiddenCustomFields(job);
    return {
      reader: job.reader,
      schema: job.site.schema,
      version: versionNumber(job.site.version),
      spool: this.spool,
      annotations,
      files: this.files,
      systemContext: system?.id ?? '',
      courseContext: String(job.outline.contextId),
      computed: computedRows(job, this.plan, this.contents, annotations),
      encrypt: await secretsOf(job),
      encodeLinks: createContentTransformer({
        wwwroot: job.site.config.wwwroot,
        courseId: job.outline.courseId,
        modules: new Map(modules.map(({ name }) => [name ?? '', this.registry.linksOfModule(name ?? '', job.branch)])),
        blocks: this.registry.linksOfBlocks(),
        migratedResources: await this.migratedResources(),
      }),
      knowsPlugin: (plugin) => !isThirdParty(plugin) || this.registry.knowsPlugin(plugin),
      userNumber: (id) => this.numbers.of(id),
      userContext: (id) => this.userContexts.of(id),
      noteTable: (table) => this.tables.add(table),
      isOn: (name) => facts[name] ?? this.isOn(name),
      annotated: (item) => {
        if (item === 'hidden_customfield') return hidden;
        if (item === LEFT_OUT_GRADE_ITEM) return this.leftOutGradeItems;
        return this.questions.selected(item) ?? annotations.finalIds(item);
      },
      pluginsAt: (point) => this.registry.pluginsAt(point),
    };
  }

  /** Moodle's settings, and three things that are none: our option `enrolments`, whether the course is the site's front page,
   *  and whether no activity is left out. */
  private isOn(name: string): boolean {
    if (name === 'enrolments') return this.job.enrolments;
    if (name === 'site_course') return this.job.siteCourse;
    if (name === 'all_activities') return !this.plan.excludesActivities;
    return this.job.settings.isOn(name as RootSettingName);
  }

  private async migratedResources(): Promise<MigratedResource[]> {
    if (!this.job.site.schema.hasTable('resource_old')) return [];
    const rows = await this.job.reader.all({
      text: 'SELECT oldid, cmid, newmodule FROM {resource_old} WHERE cmid IS NOT NULL AND newmodule IS NOT NULL ORDER BY id',
    });
    return rows.map(({ oldid, cmid, newmodule }) => ({
      oldId: oldid ?? '',
      moduleId: cmid ?? '',
      newModule: newmodule ?? '',
    }));
  }

  private async writeScope(
    scope: Exclude<DocumentScope, 'final'>,
    services: WriterServices,
    newer: NewerVersion,
  ): Promise<void> {
    const tasks = this.plan.tasks.filter((planned) => planned.task.scope === scope);
    const definitions = this.registry.of(scope);
    for (const definition of definitions) {
      this.job.signal.throwIfAborted();
      const chosen = tasks.filter((planned) => isFor(definition, planned)).map((planned) => planned.task);
      if (chosen.length > 0 && conditionState(definition.when, services) !== 'off') {
        this.job.report.step(stepText(definition, chosen.length));
        newer.note(definition);
        await writeDocuments(definition, chosen, services);
        if (definition.file === 'module.xml') await this.added.annotateFromGroupings(chosen);
      }
      this.job.report.advance(tasks.length / definitions.length);
    }
  }

  private async annotateBetweenDocuments(): Promise<void> {
    await this.added.annotateCourse(this.plan.tasks);
    if (this.job.siteCourse) await this.added.annotateGradeItems(this.plan.tasks);
    await this.added.annotateScalesOfOutcomes(this.plan.tasks);
    await this.questions.annotate(this.plan);
  }
}

function isFor(definition: DocumentDefinition, { task }: PlannedTask): boolean {
  const name = task.variables.modname ?? task.variables.blockname;
  return definition.only === null || (name !== undefined && definition.only.includes(name));
}

function stepText(definition: DocumentDefinition, count: number): string {
  const kind = definition.file.replace(/\.xml$/, '').replaceAll('_', ' ');
  if (definition.scope === 'activity' && definition.only?.length === 1) return `Writing ${count} × ${kind}`;
  return `Writing ${definition.scope} ${kind}`;
}
