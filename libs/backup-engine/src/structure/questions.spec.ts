import { tableDescriptions, type SiteSchema } from '@coursekeep/moodle-site';
import { finalDocuments, DefinitionRegistry } from '@coursekeep/definitions';
import { compile, type CompiledElement } from './compile';
import { SCOPES } from './scope';

const registry = DefinitionRegistry.core();
const quiz = registry.of('activity').find(({ file }) => file === 'quiz.xml')!;
const today = new Map(tableDescriptions.map(({ name, columns }) => [name, columns.map((column) => column.name)]));
const BANK = ['question_bank_entries', 'question_versions', 'question_references', 'question_set_references'];

/** The tables of a Moodle before 4.0, as far as questions go. */
const before40 = new Map([...today].filter(([name]) => !BANK.includes(name)))
  .set('question', [...(today.get('question') ?? []), 'category', 'version', 'hidden', 'idnumber'])
  .set('quiz_slots', [...(today.get('quiz_slots') ?? []), 'questionid', 'questioncategoryid', 'includingsubcategories'])
  .set('quiz_slot_tags', ['id', 'slotid', 'tagid', 'tagname']);

function schemaOf(tables: ReadonlyMap<string, readonly string[]>): SiteSchema {
  const columns = (table: string) => (tables.get(table) ?? []).map((name) => ({ name, type: 'text' as const }));
  return {
    tables: [...tables.keys()].sort(),
    hasTable: (table) => tables.has(table),
    hasColumn: (table, column) => tables.get(table)?.includes(column) ?? false,
    columns,
  };
}

/** Paths of all elements with the fields that a site with these tables has of each. */
function fieldsOf(document: typeof quiz, tables: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const root = compile(document.root, {
    schema: schemaOf(tables),
    relation: SCOPES[document.scope],
    tasks: ['1'],
    tasksWithUserinfo: ['1'],
    isOn: () => true,
    version: 2021051700,
    annotated: () => [1],
    pluginsAt: (point) => registry.pluginsAt(point),
  });
  const paths = new Map<string, string[]>();
  const collect = (one: CompiledElement, around: string): void => {
    const path = `${around}/${one.name}`;
    paths.set(
      path,
      one.fields.flatMap(({ name, at }) => (at === undefined ? [] : [name])),
    );
    for (const inner of one.children) collect(inner, path);
  };
  if (root) collect(root, '');
  return paths;
}

const CATEGORY = '/question_categories/question_category';
const VERSION = `${CATEGORY}/question_bank_entries/question_bank_entry/question_version/question_versions`;
const SLOT = '/activity/quiz/question_instances/question_instance';
const formsOf = (tables: ReadonlyMap<string, readonly string[]>) => {
  const paths = [...fieldsOf(finalDocuments.questions, tables).keys()];
  return [`${VERSION}/questions/question`, `${CATEGORY}/questions/question`].filter((path) => paths.includes(path));
};

describe('questions before Moodle 4.0', () => {
  it('are right in their category, with all parts that they have today and what entries and versions say now', () => {
    const [now, then] = [fieldsOf(finalDocuments.questions, today), fieldsOf(finalDocuments.questions, before40)];
    const inside = (paths: Map<string, string[]>, question: string) =>
      [...paths]
        .filter(([path]) => path.startsWith(`${question}/`))
        .map(([path, fields]) => [path.slice(question.length), fields]);
    const [entry, flat] = [`${VERSION}/questions/question`, `${CATEGORY}/questions/question`];
    expect(inside(then, flat)).toEqual(inside(now, entry));
    expect(inside(then, flat).length).toBeGreaterThan(50);
    const added = then.get(flat)?.filter((field) => !now.get(entry)?.includes(field));
    expect(added).toEqual(['version', 'hidden', 'idnumber']);
    expect([...then.keys()].filter((path) => path.includes('question_bank_entr'))).toEqual([]);
  });

  it('are named by the slots of a quiz themselves', () => {
    const [now, then] = [fieldsOf(quiz, today), fieldsOf(quiz, before40)];
    const added = then.get(SLOT)?.filter((field) => !now.get(SLOT)?.includes(field));
    expect(added).toEqual(['questionid', 'questioncategoryid', 'includingsubcategories']);
    const children = (paths: Map<string, string[]>) =>
      [...paths.keys()].filter((path) => path.startsWith(`${SLOT}/`)).map((path) => path.slice(SLOT.length));
    expect(children(then)).toEqual(['/tags', '/tags/tag']);
    expect(children(now)).toEqual(['/question_reference', '/question_set_reference']);
  });

  it('have one form on any site, that of its tables', () => {
    const withBoth = new Map(before40);
    for (const name of BANK) withBoth.set(name, today.get(name) ?? []);
    const withNeither = new Map(before40).set('question', today.get('question') ?? []);
    expect([today, before40, withBoth, withNeither].map((tables) => formsOf(tables))).toEqual([
      [`${VERSION}/questions/question`],
      [`${CATEGORY}/questions/question`],
      [`${VERSION}/questions/question`],
      [],
    ]);
    // What a site of today may have left over of old tables and columns is not written.
    expect(fieldsOf(quiz, withBoth)).toEqual(fieldsOf(quiz, today));
    expect(fieldsOf(finalDocuments.questions, withBoth)).toEqual(fieldsOf(finalDocuments.questions, today));
  });
});
