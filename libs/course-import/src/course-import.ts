import type { Backup, BackupDocument } from '@coursekeep/backup-reader';
import type { DefinitionRegistry } from '@coursekeep/definitions';
import { ContextLevel } from '@coursekeep/moodle-site';
import { tablesOfRelease, type SiteWriter } from '@coursekeep/embedded-site';
import { Claims } from './claims';
import { COMPUTED } from './computed';
import { Contexts } from './contexts';
import { addCategory, findCategory, givenCategory } from './course-category';
import { type Frame, walkDocument } from './document-walk';
import { Files } from './files';
import { FlatRows } from './flat-rows';
import { Findings } from './findings';
import { CONTEXT_TABLES, IdMap } from './id-map';
import { ImportError } from './import-error';
import { OldFormatOptions } from './old-format-options';
import { restrictAsBefore } from './old-restrictions';
import { createLinkDecoder } from './link-decoder';
import { LostBanks } from './lost-banks';
import { noteRelease } from './note-release';
import { ABOUT_THE_COURSE, PartOfCourse } from './part-of-course';
import { addUserContexts, matchNames, matchPeople } from './people';
import { RowBuffer } from './row-buffer';
import { placeOf, type RowContext } from './row-context';
import { RowMaker } from './row-maker';
import type { SiteFacts } from './site-facts';
import { SiteValues } from './site-values';
import { SpecialRows } from './special-rows';
import { type SiteTable, Targets } from './target';
import type { Variables } from './tasks';
import { matchTopCategories } from './top-categories';
import { WAYS } from './ways';

export interface ImportProgress {
  /** From 0 to 1, never back. */
  readonly progress: number;
  readonly step: string;
}

export interface CourseImportOptions {
  /** See ImportOptions. */
  readonly into?: string;
  readonly categoryId?: number;
  readonly registry: DefinitionRegistry;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** The import of one backup into a site, within one transaction: a first pass finds which ids the backup brings along, then
 *  ids are settled, then a second pass writes. */
export class CourseImport {
  readonly findings = new Findings();
  /** What a backup of the imported course says otherwise because it is of this site, or because this one was of a part. */
  readonly notes = new Findings();
  private readonly ids: IdMap;
  private readonly targets: Targets;
  private readonly claims: Claims;
  private readonly maker: RowMaker;
  private contexts!: Contexts;
  private files!: Files;
  private special!: SpecialRows;
  private flat!: FlatRows;
  private lostBanks!: LostBanks;
  private courseId = 0;
  private part: PartOfCourse | null = null;
  private readonly formatOptions: OldFormatOptions;

  constructor(
    private readonly backup: Backup,
    private readonly writer: SiteWriter,
    site: SiteFacts,
    private readonly options: CourseImportOptions,
  ) {
    this.ids = new IdMap(writer);
    this.targets = new Targets(tablesOfRelease(writer.release));
    const known = site.modules.filter((name) => this.targets.table(name) && options.registry.supportsModule(name));
    const leftOut = this.isPart() ? ABOUT_THE_COURSE : new Set<string>();
    this.claims = new Claims(this.ids, this.targets, new Set(known), this.findings, leftOut);
    const decode = createLinkDecoder(
      options.registry,
      known,
      site.wwwroot,
      () => this.courseId,
      (table, id) => this.ids.of(table, id) ?? id,
    );
    const values = new SiteValues(
      this.ids,
      this.targets,
      this.findings,
      this.notes,
      site.administrator,
      decode,
      (block) => options.registry.block(block)?.linkedTexts ?? [],
      site.secretKey,
    );
    const buffer = new RowBuffer(writer);
    this.formatOptions = new OldFormatOptions(Number(backup.information.backupVersion));
    this.maker = new RowMaker(writer, this.ids, values, this.findings, buffer, this.targets, this.formatOptions);
  }

  /** Resolves with the id of the new course. */
  async run(): Promise<{ id: number; shortname: string }> {
    const { into } = this.options;
    if (this.isPart()) this.part = await PartOfCourse.of(this.backup, this.writer, this.ids, into);
    else if (into !== undefined) {
      const message =
        'This is a backup of a whole course, which becomes a course of its own: name no course to put it into.';
      throw new ImportError('not-a-part', message);
    }
    noteRelease(this.backup, this.writer.release, this.findings, this.notes);
    for (const [path, what] of this.backup.missingDocuments()) {
      this.findings.note('missing-document', `${what} is not in the backup, which lists it.`, { document: `/${path}` });
    }
    await this.claims.collect(this.backup, this.options.signal, (share) => this.report(share * 0.3, 'Reading'));
    await this.settle();
    await this.writeDocuments();
    this.report(0.85, 'Files');
    await this.files.storeContents(this.backup, this.options.signal);
    await this.maker.buffer.flush();
    await this.part?.finish();
    await this.lostBanks.finish();
    const [course] = await this.writer.read('SELECT shortname FROM mdl_course WHERE id = ?', [this.courseId]);
    if (!course)
      throw new ImportError('no-course', 'The backup has no course/course.xml: there is no course to import.');
    this.options.signal?.throwIfAborted();
    return { id: this.courseId, shortname: String(course.shortname) };
  }

  private isPart(): boolean {
    return this.backup.information.type !== 'course';
  }

  private async settle(): Promise<void> {
    await matchPeople(this.claims, this.ids, this.writer, this.findings);
    await matchNames(this.claims, this.ids, this.writer);
    this.contexts = await Contexts.of(this.writer, this.ids);
    const system = this.backup.information.systemContextId;
    if (system !== null) {
      if (this.ids.isClaimed('context', system)) {
        throw new ImportError(
          'ambiguous',
          `A part of the backup has the context ${system}, which is that of its whole site.`,
        );
      }
      this.ids.match('context', system, this.contexts.system.id);
    }
    await this.part?.match(this.claims);
    const course = await (this.part ? this.placePart(this.part) : this.placeCourse());
    this.courseId = course.id;
    await this.contexts.addTasks([...this.claims.tasks.list()]);
    await addUserContexts(this.claims, this.ids, this.contexts);
    await this.addForeignContexts();
    this.lostBanks = await LostBanks.of(this.claims, this.maker, this.courseId, this.contexts);
    const own = new Set(this.contexts.made());
    const { registry } = this.options;
    this.files = new Files(this.maker, this.contexts.system.id, (id) => own.has(id), this.claims.lostBanks, registry);
    this.special = new SpecialRows(this.maker, { courseId: this.courseId, categoryId: course.category });
    this.flat = new FlatRows(this.maker, this.claims.flat, registry);
  }

  private async placePart(part: PartOfCourse): Promise<{ id: number; category: number }> {
    await matchTopCategories(this.claims.topCategories, this.ids, this.writer);
    await this.ids.settle();
    return part.place(this.claims, this.contexts);
  }

  /** A course of its own, in the category asked for, else in the one of the same name. */
  private async placeCourse(): Promise<{ id: number; category: number }> {
    const oldId = this.backup.information.course.id;
    if (oldId === null)
      throw new ImportError('no-course', 'moodle_backup.xml does not say which course this is a backup of.');
    this.ids.claim('course', oldId);
    const { categoryId } = this.options;
    const known = await (categoryId === undefined
      ? findCategory(this.claims, this.ids, this.writer)
      : givenCategory(categoryId, this.claims, this.ids, this.writer));
    await matchTopCategories(this.claims.topCategories, this.ids, this.writer);
    await this.ids.settle();
    const id = this.ids.of('course', oldId) ?? oldId;
    const category = known ?? (await addCategory(this.claims, this.ids, this.writer, this.contexts));
    const oldContext = this.courseContext();
    this.contexts.useCourse(await this.contexts.add(ContextLevel.course, id, oldContext, category.context), oldContext);
    return { id, category: category.id };
  }

  private courseContext(): number | null {
    for (const task of this.claims.tasks.list()) if (task.scope === 'course') return task.context;
    return null;
  }

  /** Questions of a bank outside of the course keep a context of their own, in which there is nothing else. */
  private async addForeignContexts(): Promise<void> {
    for (const [oldId, { level, instance }] of this.claims.foreignContexts) {
      const id = this.ids.of(CONTEXT_TABLES[level] ?? '', instance) ?? instance;
      await this.contexts.add(level as ContextLevel, id, oldId, this.contexts.system);
      this.notes.note(
        'foreign-context',
        'Questions of a question bank outside of the course: they are here without that bank.',
      );
    }
  }

  private async writeDocuments(): Promise<void> {
    const documents: BackupDocument[] = [];
    for await (const document of this.backup.documents())
      if (this.claims.imported.has(document.path)) documents.push(document);
    // The course's own documents know more of competencies than those of its activities.
    documents.sort((a, b) => Number(b.kind.scope === 'course') - Number(a.kind.scope === 'course'));
    const total = documents.reduce((sum, document) => sum + document.size, 0);
    let done = 0;
    for (const document of documents) {
      this.options.signal?.throwIfAborted();
      await this.writeDocument(document);
      done += document.size;
      this.report(0.3 + (0.55 * done) / Math.max(total, 1), 'Writing');
    }
  }

  private async writeDocument(document: BackupDocument): Promise<void> {
    const variables = this.variablesOf(document);
    const contextFor = (around: readonly Frame[]): RowContext => ({
      document: document.kind.file,
      path: document.path,
      variables,
      around,
    });
    await walkDocument(
      document,
      this.targets,
      {
        open: (frame, around) => this.open(frame, contextFor(around)),
        close: async (frame) => {
          const table = frame.target?.table;
          if (!table || frame.target?.way) return;
          await this.closeRow(frame, table, contextFor([]));
        },
      },
      this.options.signal,
    );
  }

  private async closeRow(frame: Frame, table: SiteTable, context: RowContext): Promise<void> {
    const { name } = table.description;
    if (name === 'course_modules' || name === 'course_sections')
      await restrictAsBefore(frame, (id) => this.maker.values.id('groupings', id));
    await this.maker.write(frame, table);
    if (name === 'course') await this.formatOptions.close(frame, this.maker);
    await this.flat.close(name, frame, context);
  }

  private async open(frame: Frame, context: RowContext): Promise<void> {
    const { target, row } = frame;
    if (!row.definition) {
      this.findings.note('unknown-element', `<${row.name}> in ${context.document}: no definition says what it means.`, {
        document: context.document,
        element: row.path,
      });
      frame.dropped = true;
      return;
    }
    if (!target) return;
    if (target.missing) {
      this.findings.note(
        'unknown-table',
        `<${row.name}>: this site has no table “${target.missing}”.`,
        placeOf(frame, context),
      );
      frame.dropped = true;
    } else if (target.computed) await COMPUTED[target.computed]?.(frame, this.maker, context);
    else if (target.way) await WAYS[target.way](frame, target, this.maker, context);
    else if (target.table) await this.openRow(frame, context);
  }

  private async openRow(frame: Frame, context: RowContext): Promise<void> {
    const { target } = frame;
    if (!target?.table) return;
    const name = target.table.description.name;
    if (name === 'course_categories') return this.special.hangIntoCategory(frame, context);
    const id = Number(frame.row.values.get('id'));
    if ((RECOGNISED.has(name) && this.ids.isMatched(name, id)) || this.flat.isRandom(frame)) {
      frame.dropped = true;
      return;
    }
    frame.dropped = !(await this.maker.make(frame, target, target.table, context));
    if (frame.dropped) return;
    if (frame.row.name === 'courseformatoption') this.formatOptions.takeListed(context.around[0]);
    if (name === 'files') await this.files.complete(frame, context);
    else await this.special.complete(name, frame, context);
    this.lostBanks.complete(name, frame, context);
    this.part?.complete(name, frame);
    await this.flat.complete(name, frame, context);
  }

  private variablesOf(document: BackupDocument): Variables {
    const course = { course: this.courseId, context: this.contexts.ofTask(null) };
    const task = this.claims.tasks.of(document);
    if (!task || task.scope === 'course' || task.scope === 'final') return course;
    const id = task.id ?? 0;
    if (task.scope === 'section') return { ...course, section: this.ids.of('course_sections', id) ?? id };
    const context = this.contexts.ofTask(task);
    const kind = task.kind ?? '';
    if (task.scope === 'block')
      return { ...course, context, block: this.ids.of('block_instances', id) ?? id, blockname: kind };
    return {
      ...course,
      context,
      module: this.ids.of('course_modules', id) ?? id,
      instance: this.ids.of(kind, task.instance ?? 0) ?? task.instance ?? 0,
      modname: kind,
      ...(task.section === null ? {} : { section: this.ids.of('course_sections', task.section) ?? task.section }),
    };
  }

  private report(progress: number, step: string): void {
    this.options.onProgress?.({ progress, step });
  }
}

/** Tables of things that may be in the site already, and then stay as they are. */
const RECOGNISED = new Set(['grade_outcomes', 'groupings', 'groups', 'lti_types', 'question_categories', 'scale']);
