import { type Backup, type BackupDocument, type DocumentRow, numberOf, textOf } from '@coursekeep/backup-reader';
import { type Frame, walkDocument } from './document-walk';
import type { Findings } from './findings';
import { FLAT_QUESTION, FlatBank } from './flat-bank';
import { CONTEXT_TABLES, idOf, type IdMap } from './id-map';
import { ImportError } from './import-error';
import type { Targets } from './target';
import { Tasks, type TaskFacts } from './tasks';

/** A person as the backup describes them, as far as is needed to recognise them. */
export interface ClaimedUser {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly context: number | null;
}

/** Something that is recognised by a name. */
export interface ClaimedName {
  readonly id: number;
  readonly name: string;
}

type NamedInCourse = 'groups' | 'groupings' | 'grade_outcomes' | 'scale';

/** A context outside of the course: its level, and the id of what it is the context of. */
export interface ForeignContext {
  readonly level: number;
  readonly instance: number;
}

/** An activity of a kind that the site does not know. */
export interface UnknownActivity {
  readonly kind: string;
  readonly moduleId: number;
}

/** What a first pass over a backup finds: which ids it brings along, and what may be in the site already. */
export class Claims {
  readonly tasks = new Tasks();
  /** Paths of the documents whose records are brought in. */
  readonly imported = new Set<string>();
  readonly users: ClaimedUser[] = [];
  readonly roles: ClaimedName[] = [];
  readonly tags = new Map<number, string>();
  readonly profileFields = new Map<number, string>();
  readonly competencies = new Map<number, string>();
  /** External tools that have a client id, which is the same wherever the tool is known. */
  readonly tools = new Map<number, string>();
  private readonly feeds = new Map<number, string>();
  readonly scales: (ClaimedName & { readonly scale: string; readonly course: number })[] = [];
  /** What a course that is there already may have of the same name. */
  readonly ofCourse: (ClaimedName & { readonly table: NamedInCourse; readonly column: string })[] = [];
  /** Topmost categories of questions, each with its context. */
  readonly topCategories = new Map<number, number>();
  /** The categories that grade items are in. */
  readonly gradeCategories = new Set<number>();
  category: ClaimedName | null = null;
  /** The context of the course's category, where questions are in it. */
  categoryContext: number | null = null;
  /** The question bank of a Moodle before 4.0. */
  readonly flat = new FlatBank();
  /** The contexts of questions that are neither the course's nor of its parts. */
  readonly foreignContexts = new Map<number, ForeignContext>();
  /** The activities of kinds that the site does not know that hold questions, by their contexts. */
  readonly lostBanks = new Map<number, UnknownActivity>();
  /** The kinds of such activities by the ids of their course modules. */
  private readonly unknownModules = new Map<number, string>();

  constructor(
    private readonly ids: IdMap,
    private readonly targets: Targets,
    private readonly modules: ReadonlySet<string>,
    private readonly findings: Findings,
    /** Documents that are left out, and named where they hold any record. */
    private readonly leftOut: ReadonlySet<string>,
  ) {}

  async collect(backup: Backup, signal: AbortSignal | undefined, progress: (share: number) => void): Promise<void> {
    const total = [...backup.entries()].reduce((sum, entry) => sum + (entry.path.endsWith('.xml') ? entry.size : 0), 0);
    let done = 0;
    for await (const document of backup.documents()) {
      signal?.throwIfAborted();
      if (this.leftOut.has(document.path)) await this.nameLeftOut(document, signal);
      else if (this.isImported(document)) {
        this.imported.add(document.path);
        await this.collectDocument(document, signal);
      }
      done += document.size;
      progress(total > 0 ? done / total : 1);
    }
    for (const task of this.tasks.list()) this.claimTask(task);
    this.claimForeignContexts();
  }

  private async nameLeftOut(document: BackupDocument, signal: AbortSignal | undefined): Promise<void> {
    let records = 0;
    await walkDocument(document, this.targets, { open: ({ target }) => void (records += target ? 1 : 0) }, signal);
    if (records === 0) return;
    const message = `${document.path} speaks of the whole course from which this part is: it is left out.`;
    this.findings.note('partial', message, { document: `/${document.path}` });
  }

  /** Whether the records of a document are brought in one by one. */
  private isImported(document: BackupDocument): boolean {
    const { file, scope, kind, directory, definition } = document.kind;
    if (file === 'inforef.xml' || document.path === 'moodle_backup.xml') return false;
    const module = scope === 'activity' ? kind : (/^activities\/([a-z][a-z0-9_]*)_\d+\//.exec(directory)?.[1] ?? null);
    if (module !== null && !this.modules.has(module)) {
      const place = { document: `activities/${module}_*/` };
      const message = `Activities of the kind “${module}”, which this site does not know.`;
      if (file === 'module.xml') {
        this.findings.note('unknown-module', message, place);
        if (document.kind.id !== null) this.unknownModules.set(document.kind.id, module);
      }
      return false;
    }
    if (definition) return true;
    this.findings.note('unknown-document', `The document ${file}: no definition says what it means.`, {
      document: file,
    });
    return false;
  }

  private async collectDocument(document: BackupDocument, signal: AbortSignal | undefined): Promise<void> {
    const task = this.tasks.of(document);
    const where = document.path;
    await walkDocument(document, this.targets, { open: (frame) => this.take(frame, task, where) }, signal);
  }

  private take({ row, target }: Frame, task: TaskFacts | null, where: string): void {
    if (!target) {
      if (row.path === 'activity' && task) this.takeActivity(row, task, where);
      return;
    }
    const id = idOf(row.values.get('id'), `<${row.name}> in ${where}`);
    if (id !== null && row.name === 'question_category') this.flat.takeCategory(id, row);
    if (id !== null && row.path === FLAT_QUESTION) {
      this.flat.takeQuestion(id, row);
      if (this.flat.randoms.has(id)) return;
      // Its entry in the bank and its one version have no ids yet: they get its own where that is free.
      for (const table of ['question_bank_entries', 'question_versions']) this.ids.claim(table, id);
    }
    if (target.table && id !== null && !row.path.endsWith('/category'))
      this.ids.claim(target.table.description.name, id);
    this.takeContext(row, task, where);
    if (id === null) return;
    switch (target.way ?? target.computed ?? target.table?.description.name) {
      case 'rssFeeds':
        this.claimOnce('block_rss_client', id, this.feeds, '');
        break;
      case 'user':
        this.ids.claim('user', id);
        this.users.push({
          id,
          username: textOf(row, 'username'),
          email: textOf(row, 'email'),
          context: idOf(row.values.get('contextid'), `A user in ${where}`),
        });
        break;
      case 'role':
        this.ids.claim('role', id);
        this.roles.push({ id, name: textOf(row, 'shortname') });
        break;
      case 'tag':
        this.claimOnce('tag', id, this.tags, textOf(row, 'rawname') || textOf(row, 'name'));
        break;
      case 'slot tag': {
        const tag = idOf(row.values.get('tagid'), `A tag in ${where}`);
        if (tag !== null) this.claimOnce('tag', tag, this.tags, textOf(row, 'tagname'));
        break;
      }
      case 'profile field':
        this.claimOnce('user_info_field', id, this.profileFields, textOf(row, 'field_name'));
        break;
      case 'competency':
        this.claimOnce('competency', id, this.competencies, textOf(row, 'idnumber'));
        break;
      case 'custom field':
        this.ids.claim('customfield_data', id);
        break;
      case 'sco track':
        this.ids.claim('scorm_scoes_value', id);
        break;
      case 'scale':
        this.ofCourse.push({ table: 'scale', id, column: 'name', name: textOf(row, 'name') });
        this.scales.push({
          id,
          name: textOf(row, 'name'),
          scale: textOf(row, 'scale'),
          course: numberOf(row, 'courseid') ?? 0,
        });
        break;
      case 'groups':
      case 'groupings':
        this.ofCourse.push({
          table: target.table?.description.name as NamedInCourse,
          id,
          column: 'name',
          name: textOf(row, 'name'),
        });
        break;
      case 'grade_outcomes':
        this.ofCourse.push({ table: 'grade_outcomes', id, column: 'shortname', name: textOf(row, 'shortname') });
        break;
      case 'grade_items':
        this.gradeCategories.add(numberOf(row, 'categoryid') ?? 0);
        break;
      case 'lti_types':
        if (textOf(row, 'clientid') !== '') this.tools.set(id, textOf(row, 'clientid'));
        break;
      case 'course_categories':
        this.category = { id, name: textOf(row, 'name') };
        this.ids.claim('course_categories', id);
    }
  }

  private claimOnce(table: string, id: number, known: Map<number, string>, name: string): void {
    if (known.has(id)) return;
    known.set(id, name);
    this.ids.claim(table, id);
  }

  private takeActivity(row: DocumentRow, task: TaskFacts, where: string): void {
    task.instance = idOf(row.values.get('id'), `<activity> in ${where}`);
    task.context = idOf(row.values.get('contextid'), `The context of <activity> in ${where}`);
  }

  private takeContext(row: DocumentRow, task: TaskFacts | null, where: string): void {
    const context = () => idOf(row.values.get('contextid'), `The context of <${row.name}> in ${where}`);
    if (!task) return;
    if (row.path === 'course' && task.scope === 'course') task.context = context();
    else if (row.path === 'module') {
      task.section = numberOf(row, 'sectionid');
      task.sectionNumber = numberOf(row, 'sectionnumber');
    } else if (row.path === 'block' && task.scope === 'block') {
      task.context = context();
      task.parentContext = numberOf(row, 'parentcontextid');
    } else if (row.name === 'question_category') {
      const [id, level] = [context(), numberOf(row, 'contextlevel') ?? 0];
      const category = numberOf(row, 'id');
      if (id !== null && category !== null && textOf(row, 'name') === 'top' && numberOf(row, 'parent') === 0)
        this.topCategories.set(category, id);
      if (id !== null) this.foreignContexts.set(id, { level, instance: numberOf(row, 'contextinstanceid') ?? 0 });
    }
  }

  /** What is left of the contexts of questions when those of the course and its parts are known. */
  private claimForeignContexts(): void {
    for (const [id, { level, instance }] of this.foreignContexts) {
      const table = CONTEXT_TABLES[level];
      const kind = level === 70 ? this.unknownModules.get(instance) : undefined;
      if (kind !== undefined && !this.ids.isClaimed('context', id))
        this.lostBanks.set(id, { kind, moduleId: instance });
      else if (level === 40 && instance === this.category?.id) this.categoryContext = id;
      else if (table && !this.ids.isClaimed('context', id)) {
        if (!this.ids.isClaimed(table, instance)) this.ids.claim(table, instance);
        this.ids.claim('context', id);
        continue;
      }
      this.foreignContexts.delete(id);
    }
  }

  /** Each part has one context of its own. */
  private claimTask(task: TaskFacts): void {
    if (task.scope === 'activity' && task.kind && this.targets.table(task.kind) && task.instance === null) {
      throw new ImportError(
        'incomplete',
        `${task.directory}${task.kind}.xml is missing: the activity cannot be imported.`,
      );
    }
    if (task.context === null) return;
    if (this.ids.isClaimed('context', task.context)) {
      throw new ImportError(
        'ambiguous',
        `${task.directory} has the context ${task.context}, which something else has too.`,
      );
    }
    this.ids.claim('context', task.context);
  }
}
