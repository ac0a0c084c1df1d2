import { type Backup, type BackupDocument, definitions } from '@coursekeep/backup-engine';
import { ContextLevel } from '@coursekeep/moodle-site';
import { tablesOfRelease } from '../database/create-tables';
import type { SiteWriter } from '../writing/site-writer';
import { Claims, CONTEXT_TABLES } from './claims';
import { COMPUTED } from './computed';
import { Contexts } from './contexts';
import { type Frame, walkDocument } from './document-walk';
import { Files } from './files';
import { Findings } from './findings';
import { IdMap } from './id-map';
import { ImportError } from './import-error';
import { createLinkDecoder } from './link-decoder';
import { addUserContexts, matchNames, matchPeople } from './people';
import { RowBuffer } from './row-buffer';
import { RowMaker, type RowContext } from './row-maker';
import type { SiteFacts } from './site-facts';
import { SiteValues } from './site-values';
import { Targets } from './target';
import type { Variables } from './tasks';
import { WAYS } from './ways';

export interface ImportProgress {
  /** From 0 to 1, never back. */
  readonly progress: number;
  readonly step: string;
}

export interface CourseImportOptions {
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
  private courseId = 0;
  private categoryId = 0;

  constructor(
    private readonly backup: Backup,
    private readonly writer: SiteWriter,
    site: SiteFacts,
    private readonly options: CourseImportOptions,
  ) {
    this.ids = new IdMap(writer);
    this.targets = new Targets(tablesOfRelease(writer.release));
    const known = site.modules.filter((name) => this.targets.table(name) && definitions().supportsModule(name));
    this.claims = new Claims(this.ids, this.targets, new Set(known), this.findings);
    const decode = createLinkDecoder(
      definitions(),
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
      site.secretKey,
    );
    this.maker = new RowMaker(writer, this.ids, values, this.findings, new RowBuffer(writer), this.targets);
  }

  /** Resolves with the id of the new course. */
  async run(): Promise<{ id: number; shortname: string }> {
    const { information } = this.backup;
    const oldId = information.course.id;
    if (information.type !== 'course' || oldId === null) {
      throw new ImportError(
        'not-a-course',
        `This is a backup of ${information.type === 'course' ? 'an unknown course' : `one ${information.type}`}: only backups of whole courses can be imported.`,
      );
    }
    this.noteRelease();
    await this.claims.collect(this.backup, this.options.signal, (share) => this.report(share * 0.3, 'Reading'));
    this.ids.claim('course', oldId);
    await this.settle(oldId);
    await this.writeDocuments();
    this.report(0.85, 'Files');
    await this.files.storeContents(this.backup, this.options.signal);
    await this.maker.buffer.flush();
    const [course] = await this.writer.read('SELECT shortname FROM mdl_course WHERE id = ?', [this.courseId]);
    if (!course)
      throw new ImportError('no-course', 'The backup has no course/course.xml: there is no course to import.');
    this.options.signal?.throwIfAborted();
    return { id: this.courseId, shortname: String(course.shortname) };
  }

  private async settle(oldId: number): Promise<void> {
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
    const category = await this.categoryInSite();
    await this.ids.settle();
    this.courseId = this.ids.of('course', oldId) ?? oldId;
    const parent = category ?? (await this.addCategory());
    const course = { id: this.courseId, parent, oldId: this.courseContext() };
    await this.contexts.addTasks([...this.claims.tasks.list()], course);
    await addUserContexts(this.claims, this.ids, this.contexts);
    await this.addForeignContexts();
    const own = new Set(this.contexts.made());
    this.files = new Files(this.maker, this.contexts.system.id, (id) => own.has(id), parent.id);
  }

  private courseContext(): number | null {
    for (const task of this.claims.tasks.list()) if (task.scope === 'course') return task.context;
    return null;
  }

  /** The category of that name, where the site has one. */
  private async categoryInSite(): Promise<{ id: number; path: string } | null> {
    const { category, categoryContext: oldContext } = this.claims;
    if (category) {
      const sql = 'SELECT id FROM mdl_course_categories WHERE name = ? ORDER BY id = ? DESC, id LIMIT 1';
      const [known] = await this.writer.read(sql, [category.name, category.id]);
      if (known) {
        this.categoryId = Number(known.id);
        this.ids.match('course_categories', category.id, this.categoryId);
        const [context] = await this.writer.read(
          'SELECT id, path FROM mdl_context WHERE contextlevel = 40 AND instanceid = ?',
          [this.categoryId],
        );
        if (context && oldContext) this.ids.match('context', oldContext, Number(context.id));
        if (context) return { id: Number(context.id), path: String(context.path) };
      }
    }
    if (oldContext && !this.ids.isClaimed('context', oldContext)) this.ids.claim('context', oldContext);
    return null;
  }

  private async addCategory(): Promise<{ id: number; path: string }> {
    const { category, categoryContext: oldContext } = this.claims;
    const id = category
      ? (this.ids.of('course_categories', category.id) ?? category.id)
      : await this.ids.next('course_categories');
    this.categoryId = id;
    await this.writer.insert('course_categories', {
      id,
      name: category?.name ?? 'Imported',
      parent: 0,
      sortorder: 10_000 * id,
      coursecount: 1,
      descriptionformat: 1,
      depth: 1,
      path: `/${id}`,
      timemodified: 0,
    });
    return this.contexts.add(ContextLevel.category, id, oldContext, this.contexts.system);
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
          if (table && !frame.target?.way) await this.maker.write(frame, table);
        },
      },
      this.options.signal,
    );
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
        this.maker.place(frame, context),
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
    if (name === 'course_categories') return this.hangIntoCategory(frame, context);
    const id = Number(frame.row.values.get('id'));
    if (RECOGNISED.has(name) && this.ids.isMatched(name, id)) {
      frame.dropped = true;
      return;
    }
    frame.dropped = !(await this.maker.make(frame, target, target.table, context));
    if (frame.dropped) return;
    if (name === 'files') await this.files.complete(frame, context);
    else if (name === 'course') await this.nameCourse(frame, context);
    else if (name === 'question_categories') await this.tellApart(frame, context);
    else if (name === 'course_completion_criteria') await this.nameRequiredCourse(frame, context);
  }

  private async hangIntoCategory(frame: Frame, context: RowContext): Promise<void> {
    frame.dropped = true;
    const course = context.around.at(-1);
    if (course) course.values.category = this.categoryId;
    const description = frame.row.values.get('description') ?? null;
    if (!this.ids.isMatched('course_categories', Number(frame.row.values.get('id')))) {
      await this.writer.update('course_categories', this.categoryId, {
        description: description === null ? null : this.maker.values.decodeLinks(description),
      });
    }
  }

  private async nameCourse(frame: Frame, context: RowContext): Promise<void> {
    frame.values.category = this.categoryId;
    frame.values.id = this.courseId;
    const wanted = String(frame.values.shortname ?? '');
    let name = wanted;
    for (
      let number = 2;
      (await this.writer.read('SELECT id FROM mdl_course WHERE shortname = ?', [name])).length > 0;
      number++
    ) {
      name = `${wanted} (${number})`;
    }
    if (name === wanted) return;
    frame.values.shortname = name;
    const message = `The short name “${wanted}” belongs to another course here: the imported one is “${name}”.`;
    this.findings.note('renamed', message, { ...this.maker.place(frame, context), field: 'shortname' });
  }

  /** Questions of the course's category may be here from an earlier import: these are other ones. */
  private async tellApart({ values, row }: Frame, context: RowContext): Promise<void> {
    const taken = async (column: 'stamp' | 'idnumber') =>
      (
        await this.writer.read(`SELECT id FROM mdl_question_categories WHERE contextid = ? AND ${column} = ?`, [
          values.contextid ?? 0,
          values[column] ?? null,
        ])
      ).length > 0;
    if (await taken('stamp')) values.stamp = `${String(values.stamp)}+${values.id}`;
    if (!(await taken('idnumber'))) return;
    values.idnumber = null;
    const message = 'Question categories whose id number another one here has: they are without one.';
    const place = { document: context.document, element: row.path, field: 'idnumber' };
    this.findings.note('renamed', message, place);
  }

  /** Another course that must be completed first: the one of that short name, if there is one. */
  private async nameRequiredCourse(frame: Frame, context: RowContext): Promise<void> {
    const shortname = frame.row.values.get('courseinstanceshortname');
    if (!shortname) return;
    const [known] = await this.writer.read('SELECT id FROM mdl_course WHERE shortname = ?', [shortname]);
    if (known) frame.values.courseinstance = Number(known.id);
    else {
      const message = `The course “${shortname}”, which must be completed before: there is none here.`;
      const place = { ...this.maker.place(frame, context), field: 'courseinstanceshortname' };
      this.findings.note('foreign-reference', message, place);
    }
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

  private noteRelease(): void {
    const { moodleRelease, backupRelease } = this.backup.information;
    const identity =
      'moodle_version moodle_release backup_version backup_release original_wwwroot original_site_identifier_hash';
    for (const field of identity.split(' ')) {
      const message = `A backup of the imported course gives this site’s own ${field}.`;
      this.notes.note('site-identity', message, {
        document: 'moodle_backup.xml',
        element: 'moodle_backup/information',
        field,
      });
    }
    for (const document of ['gradebook.xml', 'grade_history.xml', 'completion.xml']) {
      if (this.backup.document(document)) continue;
      const message = `The backup is of a part of its course: it has no ${document}, which one of the whole imported course has.`;
      this.notes.note('partial', message, { document: `/${document}` });
    }
    if (!this.backup.document('completion.xml')) {
      const message = 'The backup is of a part of its course: it has no criteria of badges.';
      this.notes.note('partial', message, { document: 'badges.xml', element: 'badges/badge/criteria' });
    }
    if (backupRelease === '' || backupRelease === this.writer.release) return;
    const message = `The backup was made by Moodle ${moodleRelease}; this site is a Moodle ${this.writer.release}.`;
    this.findings.note('other-release', message);
    for (const [document, element] of [
      ['module.xml', 'module'],
      ['block.xml', 'block'],
    ] as const) {
      this.notes.note('site-identity', 'The versions of the plugins are those of this site.', {
        document,
        element,
        field: 'version',
      });
    }
  }

  private report(progress: number, step: string): void {
    this.options.onProgress?.({ progress, step });
  }
}

/** Tables of things that may be in the site already, and then stay as they are. */
const RECOGNISED = new Set(['scale', 'lti_types']);
