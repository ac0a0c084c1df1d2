import { all, child, idIn, node, parseTree, printTree, textIn, type XmlNode } from './xml-tree';

type Files = ReadonlyMap<string, Buffer>;
const NULL = '$@NULL@$';
const isQuiz = (path: string) => /^activities\/quiz_\d+\/quiz\.xml$/.test(path);
const document = (files: Files, path: string) => parseTree(files.get(path)!.toString('utf8'));
const print = (tree: XmlNode) => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${printTree(tree)}`);

/** A backup of Moodle 4 as one in whose question bank every question has one version, its newest; nothing that Moodle 3.11 did
 *  not have is left in its bank and quizzes. */
export function newestVersions(files: Files): Map<string, Buffer> {
  const bank = document(files, 'questions.xml');
  const newest = new Map<string, string>();
  for (const entry of all(bank, 'question_bank_entry')) {
    const versions = all(entry, 'question_versions').sort((a, b) => number(a, 'version') - number(b, 'version'));
    const last = versions.at(-1)!;
    const id = idIn(questionsIn(last)[0]!);
    for (const version of versions) newest.set(String(idIn(questionsIn(version)[0]!)), String(id));
    child(entry, 'question_version')!.children = [last];
    set(last, 'version', '1');
    if (textIn(last, 'status') === 'draft') set(last, 'status', 'ready');
  }
  const mapped = (list: string) => list.replace(/\d+/g, (id) => newest.get(id) ?? id);
  for (const question of questionsIn(bank)) {
    question.children = question.children.filter(({ name }) => !name.startsWith('plugin_qbank_'));
    if (child(question, 'parent')) set(question, 'parent', mapped(textIn(question, 'parent')));
    for (const cloze of all(question, 'multianswer')) set(cloze, 'sequence', mapped(textIn(cloze, 'sequence')));
  }
  const result = new Map(files).set('questions.xml', print(bank));
  for (const path of [...files.keys()].filter(isQuiz)) {
    const quiz = document(files, path);
    for (const attempt of all(quiz, 'question_attempt'))
      set(attempt, 'questionid', mapped(textIn(attempt, 'questionid')));
    for (const grades of all(quiz, 'quiz_grade_items')) grades.children = [];
    for (const slot of all(quiz, 'question_instance')) {
      for (const field of ['displaynumber', 'quizgradeitemid']) set(slot, field, NULL);
      for (const reference of all(slot, 'question_reference')) set(reference, 'version', NULL);
    }
    result.set(path, print(quiz));
  }
  return result;
}

/** A backup with one version of each question as Moodle 3.11 wrote it. */
export function flatten(files: Files): Map<string, Buffer> {
  const bank = document(files, 'questions.xml');
  const questionOf = new Map(
    all(bank, 'question_bank_entry').map((entry) => [String(idIn(entry)), onlyQuestion(entry)]),
  );
  const tagNames = new Map(all(bank, 'tag').map((tag) => [idIn(tag), textIn(tag, 'rawname')]));
  let nextId = Math.max(0, ...questionsIn(bank).map(idIn)) + 1;
  const categories = new Map<number, XmlNode>();
  for (const category of all(bank, 'question_category')) {
    const entries = all(category, 'question_bank_entry');
    category.children = category.children.filter(({ name }) => name !== 'question_bank_entries');
    const questions = node('questions', '\n', entries.map(flatQuestion));
    category.children.push(questions);
    categories.set(idIn(category), questions);
  }
  const result = new Map(files);
  for (const path of [...files.keys()].filter(isQuiz)) {
    const quiz = document(files, path);
    const inner = child(quiz, 'quiz')!;
    inner.children = inner.children.filter(({ name }) => name !== 'quiz_grade_items');
    for (const slot of all(quiz, 'question_instance')) {
      const random = drawn(slot);
      const [reference] = all(slot, 'question_reference');
      let id = reference ? idIn(questionOf.get(textIn(reference, 'questionbankentryid'))!) : 0;
      if (random) categories.get(random.category)!.children.push(randomQuestion((id = nextId++), random.below));
      const tags = (random?.tags ?? []).map((tag, at) =>
        node('tag', '', [node('tagid', String(tag)), node('tagname', tagNames.get(tag)!)], ` id="${id * 10 + at}"`),
      );
      slot.children = [
        ...['slot', 'page', 'requireprevious'].map((name) => child(slot, name)!),
        node('questionid', String(id)),
        node('questioncategoryid', random ? String(random.category) : NULL),
        node('includingsubcategories', random ? random.below : NULL),
        child(slot, 'maxmark')!,
        node('tags', '\n', tags),
      ];
    }
    result.set(path, print(quiz));
  }
  result.set('questions.xml', print(bank));
  const main = files.get('moodle_backup.xml')!.toString('utf8');
  return result.set('moodle_backup.xml', Buffer.from(asMadeBy311(main)));
}

/** The bank and the quizzes of a backup as texts by path, without the numbers that a bank from before 4.0 does not tell: an
 *  entry is called by its question. */
export function comparable(files: Files): Map<string, string> {
  const bank = document(files, 'questions.xml');
  const questionOf = new Map<string, string>();
  for (const question of questionsIn(bank))
    question.children = question.children.filter(({ name }) => !name.startsWith('plugin_qbank_'));
  for (const entry of all(bank, 'question_bank_entry')) {
    const question = String(idIn(onlyQuestion(entry)));
    questionOf.set(String(idIn(entry)), question);
    entry.attributes = ` id="${question}"`;
    for (const version of all(entry, 'question_versions')) version.attributes = '';
  }
  bank.children.sort((a, b) => idIn(a) - idIn(b));
  for (const entries of all(bank, 'question_bank_entries')) entries.children.sort((a, b) => idIn(a) - idIn(b));
  const result = new Map([['questions.xml', printTree(bank)]]);
  for (const path of [...files.keys()].filter(isQuiz)) {
    const quiz = document(files, path);
    for (const reference of [...all(quiz, 'question_reference'), ...all(quiz, 'question_set_reference')]) {
      reference.attributes = '';
      const entry = child(reference, 'questionbankentryid');
      if (entry) entry.text = `question ${questionOf.get(entry.text)}`;
    }
    result.set(path, printTree(quiz));
  }
  const listed = all(document(files, 'files.xml'), 'file').map((file) =>
    ['contextid', 'component', 'filearea', 'itemid', 'filepath', 'filename', 'contenthash'].map((name) =>
      textIn(file, name),
    ),
  );
  const ofQuestions = listed.filter(([, component]) => /^(question|qtype_\w+)$/.test(component!));
  return result.set(
    'files.xml',
    ofQuestions
      .map((file) => file.join(' '))
      .sort()
      .join('\n'),
  );
}

const number = (tree: XmlNode, name: string) => Number(textIn(tree, name));
/** Not the field of that name inside a cloze question. */
const questionsIn = (tree: XmlNode) => all(tree, 'question').filter(({ attributes }) => attributes !== '');
const onlyQuestion = (entry: XmlNode) => questionsIn(entry)[0]!;

function set(tree: XmlNode, name: string, text: string): void {
  const field = child(tree, name);
  if (!field) throw new Error(`<${tree.name}> has no <${name}>`);
  field.text = text;
}

function flatQuestion(entry: XmlNode): XmlNode {
  const question = onlyQuestion(entry);
  const hidden = textIn(all(entry, 'question_versions')[0]!, 'status') === 'hidden' ? '1' : '0';
  const after: Record<string, XmlNode[]> = {
    stamp: [node('version', `old.example+1+${idIn(question)}`), node('hidden', hidden)],
    modifiedby: [node('idnumber', textIn(entry, 'idnumber'))],
  };
  return { ...question, children: question.children.flatMap((part) => [part, ...(after[part.name] ?? [])]) };
}

function drawn(slot: XmlNode): { category: number; below: string; tags: number[] } | null {
  const [reference] = all(slot, 'question_set_reference');
  if (!reference) return null;
  const { filter } = JSON.parse(textIn(reference, 'filtercondition'));
  return {
    category: filter.category.values[0],
    below: filter.category.filteroptions.includesubcategories ? '1' : '0',
    tags: filter.qtagids?.values ?? [],
  };
}

function randomQuestion(id: number, below: string): XmlNode {
  const fields = {
    ...{ parent: id, name: 'Random (of a category)', questiontext: below, questiontextformat: 0, generalfeedback: '' },
    ...{ generalfeedbackformat: 0, defaultmark: '1.0000000', penalty: '0.0000000', qtype: 'random', length: 1 },
    ...{ stamp: `old.example+r+${id}`, version: `old.example+v+${id}`, hidden: 0, timecreated: 1, timemodified: 1 },
    ...{ createdby: 2, modifiedby: 2, idnumber: NULL },
  };
  const lists = [node('question_hints', '\n'), node('tags', '\n')];
  const values = Object.entries(fields).map(([name, value]) => node(name, String(value)));
  return node('question', '', [...values, ...lists], ` id="${id}"`);
}

function asMadeBy311(main: string): string {
  return main
    .replace(/<moodle_version>[^<]*/, '<moodle_version>2021051700')
    .replace(/<moodle_release>[^<]*/, '<moodle_release>3.11 (Build: 20210517)')
    .replace(/<backup_version>[^<]*/, '<backup_version>2021051700')
    .replace(/<backup_release>[^<]*/, '<backup_release>3.11');
}
