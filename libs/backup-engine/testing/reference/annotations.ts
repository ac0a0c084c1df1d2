import type { Site } from '@coursekeep/moodle-site';
import { attributes, inforef, texts } from '../course-site';
import { settingsOf, type PlacedDocument } from './documents-of-backup';
import { effectsOf } from './effects';
import { parseXml, type XmlElement } from './parse-xml';
import type { ReferenceElement } from './structure';

const ITEMS = ['user', 'grouping', 'group', 'role', 'file', 'scale', 'outcome', 'grade_item'] as const;
/** Written after the inforef.xml of their task. */
const LATE = ['contentbank.xml', 'xapistate.xml'];

type Noted = Map<string, Set<string>>;

/** Plays the annotations of a backup again, task by task, from what its documents say (format.md, section 5), and holds
 *  every inforef.xml and the lists at the root against them. Question categories are taken from the backup itself. */
export class AnnotationsByReference {
  readonly differences: string[] = [];
  private pending: Noted = new Map();
  private readonly final: Noted = new Map();
  private readonly settings: ReadonlyMap<string, string>;

  constructor(
    private readonly site: Site,
    private readonly documents: ReadonlyMap<string, string>,
    private readonly placed: readonly PlacedDocument[],
  ) {
    this.settings = settingsOf(documents.get('moodle_backup.xml'));
  }

  async check(): Promise<void> {
    for (const folder of this.foldersInPlanOrder()) await this.checkTask(folder);
    await this.checkFinal();
  }

  private async checkTask(folder: string): Promise<void> {
    const own = this.placed.filter(({ path }) => path.slice(0, path.lastIndexOf('/')) === folder);
    const isLate = ({ path }: PlacedDocument) => LATE.some((file) => path.endsWith(`/${file}`));
    for (const document of own.filter((one) => path(one) === 'module.xml')) await this.note(document);
    if (folder === 'course') await this.noteGroupsOfCourse();
    await this.noteGroupsOfGroupings();
    for (const document of own.filter((one) => !isLate(one) && path(one) !== 'module.xml')) await this.note(document);
    const grades = this.documents.get(`${folder}/grades.xml`);
    for (const id of attributes(grades, 'grade_item', 'id')) add(this.pending, 'grade_item', id);
    await this.noteScalesOfOutcomes();
    for (const item of ITEMS) {
      const listed = inforef(this.documents.get(`${folder}/inforef.xml`), item);
      this.compare(`${folder}/inforef.xml ${item}`, listed, [...(this.pending.get(item) ?? [])]);
    }
    this.finalise();
    for (const document of own.filter(isLate)) await this.note(document);
  }

  private async checkFinal(): Promise<void> {
    const write = async (name: string, element: string, item: string, table: string) => {
      if (name === 'users.xml' && this.isOff('users')) return;
      const listed = attributes(this.documents.get(name), element, 'id');
      const noted = [...(this.final.get(item) ?? [])];
      const there = await this.site.database.all({
        text: `SELECT id FROM {${table}} WHERE id IN (?)`,
        parameters: [noted],
      });
      this.compare(
        name,
        listed,
        there.map(({ id }) => id ?? ''),
      );
      for (const document of this.placed.filter((one) => one.path === name)) await this.note(document);
    };
    if (!this.isOff('groups')) await write('groups.xml', 'group', 'groupfinal', 'groups');
    await this.noteFilesOfQuestions();
    await this.noteFilesOfUsers();

    await write('users.xml', 'user', 'userfinal', 'user');
    await write('roles.xml', 'role', 'rolefinal', 'role');
    for (const name of ['questions.xml', 'gradebook.xml', 'grade_history.xml', 'completion.xml', 'badges.xml']) {
      for (const document of this.placed.filter((one) => one.path === name)) await this.note(document);
    }
    await write('scales.xml', 'scale', 'scalefinal', 'scale');
    await write('outcomes.xml', 'outcome', 'outcomefinal', 'grade_outcomes');
    this.finalise();
    await write('files.xml', 'file', 'filefinal', 'files');
  }

  private isOff(setting: string): boolean {
    return this.settings.get(setting) === '0';
  }

  private compare(what: string, ours: readonly string[], theirs: readonly string[]): void {
    const [a, b] = [ours, theirs].map((ids) => [...new Set(ids)].sort((x, y) => Number(x) - Number(y)).join());
    if (a !== b) this.differences.push(`${what}: ${a} <> ${b}`);
  }

  private foldersInPlanOrder(): string[] {
    const names = texts(this.documents.get('moodle_backup.xml'), 'name');
    const parts = names.flatMap((name) => /^(\w+)_included$/.exec(name)?.[1] ?? []);
    const withBlocks = (folder: string) => [folder, ...this.blocksIn(folder)];
    return [
      'course',
      ...parts.flatMap((part) => (/^section_/.test(part) ? [`sections/${part}`] : withBlocks(`activities/${part}`))),
      ...this.blocksIn('course'),
    ];
  }

  private blocksIn(folder: string): string[] {
    const blocks = [...this.documents.keys()].filter(
      (name) => name.startsWith(`${folder}/blocks/`) && name.endsWith('/block.xml'),
    );
    return blocks.map((name) => name.slice(0, name.lastIndexOf('/')));
  }

  private async note(document: PlacedDocument): Promise<void> {
    const root = parseXml(document.xml);
    if (root) await this.noteElement(document, document.kind.tree, root, new Map());
  }

  private async noteElement(
    document: PlacedDocument,
    reference: ReferenceElement,
    element: XmlElement,
    above: ReadonlyMap<string, string>,
  ): Promise<void> {
    const values = new Map(above);
    for (const [name, value] of Object.entries(element.attributes)) {
      values.set(`${reference.path}/@${name}`, value);
      values.set(`${reference.path}/${name}`, value);
    }
    for (const { name, text, children } of element.children) {
      if (children.length === 0) values.set(`${reference.path}/${name}`, text);
    }
    for (const { item, from } of reference.annotate_ids ?? []) {
      this.add(item, values.get(`${reference.path}/${from}`));
    }
    for (const { component, filearea, itemid, context } of filesOf(document, reference)) {
      const contextId =
        context === 'system context' ? await this.systemContext() : document.task.variables.VAR_CONTEXTID!;
      await this.noteFiles(contextId, component, filearea, itemid === null ? null : (values.get(itemid) ?? null));
    }
    for (const node of reference.children ?? []) {
      const children = 'element' in node ? [node] : (node.children ?? []).flatMap((one) => one.children ?? []);
      for (const child of children) {
        for (const own of element.children.filter(({ name }) => name === child.element)) {
          await this.noteElement(document, child, own, values);
        }
      }
    }
  }

  private add(item: string, value: string | undefined): void {
    const id = item === 'scale' ? String(-Number(value)) : value;
    if (Number(id) > 0) add(item.endsWith('final') ? this.final : this.pending, item, id!);
  }

  private async noteFiles(context: string, component: string, area: string | null, item: string | null): Promise<void> {
    const conditions = ['contextid = ?', 'component = ?'];
    const parameters = [context, component];
    for (const [column, value] of [
      ['filearea', area],
      ['itemid', item],
    ] as const) {
      if (value === null) continue;
      conditions.push(`${column} = ?`);
      parameters.push(value);
    }
    const text = `SELECT id FROM {files} WHERE ${conditions.join(' AND ')}`;
    for (const { id } of await this.site.database.all({ text, parameters })) this.add('file', id ?? '');
  }

  private async noteGroupsOfCourse(): Promise<void> {
    const [course = ''] = attributes(this.documents.get('course/course.xml'), 'course', 'id');
    const filled = await this.site.database.all({
      text: "SELECT customint2 AS id FROM {enrol} WHERE courseid = ? AND (enrol = 'cohort' OR enrol = 'meta')",
      parameters: [course],
    });
    for (const { id } of filled) this.add('group', id ?? '');
    if (this.isOff('groups')) return;
    for (const [item, table] of [
      ['group', 'groups'],
      ['grouping', 'groupings'],
    ] as const) {
      const text = `SELECT id FROM {${table}} WHERE courseid = ?`;
      for (const { id } of await this.site.database.all({ text, parameters: [course] })) this.add(item, id ?? '');
    }
  }

  private async noteGroupsOfGroupings(): Promise<void> {
    if (this.isOff('groups')) return;
    for (const grouping of this.pending.get('grouping') ?? []) {
      const text = 'SELECT groupid AS id FROM {groupings_groups} WHERE groupingid = ?';
      for (const { id } of await this.site.database.all({ text, parameters: [grouping] })) this.add('group', id ?? '');
    }
  }

  private async noteScalesOfOutcomes(): Promise<void> {
    for (const outcome of this.pending.get('outcome') ?? []) {
      const text = 'SELECT scaleid AS id FROM {grade_outcomes} WHERE id = ?';
      for (const { id } of await this.site.database.all({ text, parameters: [outcome] }))
        this.add('scalefinal', id ?? '');
    }
  }

  private async noteFilesOfQuestions(): Promise<void> {
    const questions = this.documents.get('questions.xml');
    for (const context of new Set(categoryContexts(questions))) {
      for (const area of QUESTION_AREAS) await this.noteFiles(context, 'question', area, null);
      for (const qtype of QTYPES_WITH_FILES) await this.noteFiles(context, `qtype_${qtype}`, null, null);
    }
  }

  private async noteFilesOfUsers(): Promise<void> {
    if (this.isOff('users') || this.settings.get('anonymize') === '1') return;
    for (const context of attributes(this.documents.get('users.xml'), 'user', 'contextid').filter((id) => id !== '')) {
      for (const area of ['profile', 'icon']) await this.noteFiles(context, 'user', area, null);
    }
  }

  private async systemContext(): Promise<string> {
    const [row] = await this.site.database.all({ text: 'SELECT id FROM {context} WHERE contextlevel = 10' });
    return row?.id ?? '';
  }

  private finalise(): void {
    for (const item of ITEMS) for (const id of this.pending.get(item) ?? []) add(this.final, `${item}final`, id);
    this.pending = new Map();
  }
}

/** Files that only a field plugin or a kind of block adds. */
function filesOf({ kind, task }: PlacedDocument, reference: ReferenceElement) {
  const { files } = effectsOf(reference, task.toggles);
  if (kind.file !== 'course.xml' || reference.element !== 'customfield') return files;
  const itemid = `${reference.path}/@id`;
  return [...files, { component: 'customfield_textarea', filearea: 'value', itemid, context: 'task' }];
}

function categoryContexts(questions: string | undefined): string[] {
  const root = questions === undefined ? null : parseXml(questions);
  return (root?.children ?? []).map(
    (category) => category.children.find(({ name }) => name === 'contextid')?.text ?? '',
  );
}

const path = ({ path }: PlacedDocument): string => path.slice(path.lastIndexOf('/') + 1);

function add(noted: Noted, item: string, id: string): void {
  const ids = noted.get(item) ?? new Set();
  noted.set(item, ids.add(id));
}

const QUESTION_AREAS = [
  'questiontext',
  'generalfeedback',
  'answer',
  'answerfeedback',
  'hint',
  'correctfeedback',
  'partiallycorrectfeedback',
  'incorrectfeedback',
];
const QTYPES_WITH_FILES = [
  'calculated',
  'calculatedmulti',
  'calculatedsimple',
  'ddimageortext',
  'ddmarker',
  'ddwtos',
  'essay',
  'match',
];
