import {
  type DefinitionRegistry,
  type ElementDefinition,
  type FileArea,
  finalDocuments,
  type Node,
} from '@coursekeep/definitions';
import { referenceOf } from './references';
import type { Targets } from './target';

/** Of which table the item id of a file is an id, by `component/area` (`component/*` for every area). The definitions say it
 *  where they declare files; those of questions are taken by context, and so said here. */
export function fileItemTables(registry: DefinitionRegistry, targets: Targets): ReadonlyMap<string, string> {
  const tables = new Map<string, string>(Object.entries(QUESTION_FILES));
  const roots = (['course', 'section', 'activity', 'block'] as const).flatMap((scope) => registry.of(scope));
  for (const { root } of [...roots, ...Object.values(finalDocuments)]) walk(root, []);
  return tables;

  function walk(node: Node, around: readonly ElementDefinition[]): void {
    if (node.kind === 'point') {
      for (const plugin of registry.pluginsAt(node.name)) for (const child of plugin.children) walk(child, around);
      return;
    }
    const path = [...around, node];
    for (const area of node.files) {
      const table = itemTable(area, path, targets);
      if (table) tables.set(`${area.component}/${area.area ?? '*'}`, table);
    }
    for (const child of node.children) walk(child, path);
  }
}

function itemTable(
  { item, itemElement }: FileArea,
  path: readonly ElementDefinition[],
  targets: Targets,
): string | null {
  const owner = path.findLast((one) => (itemElement ? one.name === itemElement : true));
  const table = owner && targets.of(owner)?.table;
  if (item === null || !owner) return null;
  if (!table) return BY_FIELD[item] ?? null;
  if (item === 'id') return table.description.name;
  const plain = { column: () => null, modname: null };
  return referenceOf(table.description, item, plain)?.table ?? BY_FIELD[item] ?? null;
}

const BY_FIELD: Readonly<Record<string, string>> = {
  grade: 'assign_grades',
  gradeid: 'assign_grades',
  submission: 'assign_submission',
};

const QUESTION_FILES: Readonly<Record<string, string>> = {
  'customfield_textarea/value': 'customfield_data',
  'qtype_calculated/instruction': 'question',
  'qtype_ddimageortext/bgimage': 'question',
  'qtype_ddimageortext/dragimage': 'qtype_ddimageortext_drags',
  'qtype_ddmarker/bgimage': 'question',
  'qtype_essay/graderinfo': 'question',
  'qtype_match/subquestion': 'qtype_match_subquestions',
  'question/answer': 'question_answers',
  'question/answerfeedback': 'question_answers',
  'question/correctfeedback': 'question',
  'question/generalfeedback': 'question',
  'question/hint': 'question_hints',
  'question/incorrectfeedback': 'question',
  'question/partiallycorrectfeedback': 'question',
  'question/questiontext': 'question',
};
