import { type AnnotationItem, type FileArea, INFOREF_ITEMS, type Reference } from '@coursekeep/definitions';
import { BACKUP_VARIABLES } from '../api/constants';
import type { NestedElement, SaidFiles } from '../api/nested-element';
import { Known, PhpArray, textOf, type Value } from '../php/values';
import { conditionOf } from './conditions';
import type { Conversion } from './conversion';
import type { Level } from './levels';
import { NotReadable, target } from './paths';

const ITEMS: ReadonlySet<string> = new Set([
  ...INFOREF_ITEMS,
  ...INFOREF_ITEMS.map((item) => `${item}final`),
  'question',
  'question_bank_entry',
]);

/** The ids that an element notes. What is neither listed nor followed by anything needs no note. */
export function referencesOf(declared: NestedElement, to: Conversion): Reference[] {
  const byField = new Map<string, Reference>();
  for (const { item, final, when, place } of declared.ids) {
    if (typeof item !== 'string' || typeof final !== 'string') {
      to.leaveOut(null, place, `which ids of <${declared.name}> are noted is not known`);
      continue;
    }
    if (!to.isKnown(declared.name, when)) continue;
    if (when === false || !ITEMS.has(item)) continue;
    if (final.includes('/')) {
      to.leaveOut(null, place, `<${declared.name}> notes an id of another element`);
      continue;
    }
    const condition = conditionOf(when, to.formulas);
    byField.set(final, { item: item as AnnotationItem, field: final, ...(condition ? { when: condition } : {}) });
  }
  return [...byField.values()];
}

/** The file areas that an element notes. */
export function filesOf(declared: NestedElement, levels: readonly Level[], to: Conversion): FileArea[] {
  return declared.files.flatMap((said) => {
    if (said.when === false || !to.isKnown(declared.name, said.when)) return [];
    try {
      const condition = conditionOf(said.when, to.formulas);
      return [{ ...areaOf(said, levels), ...(condition ? { when: condition } : {}) }];
    } catch (error) {
      if (!(error instanceof NotReadable)) throw error;
      to.leaveOut(null, said.place, `which files belong to <${declared.name}>: ${error.message}`);
      return [];
    }
  });
}

function areaOf({ component, area, item, context }: SaidFiles, levels: readonly Level[]): FileArea {
  if (typeof component !== 'string' || typeof area !== 'string') throw new NotReadable('the area is not known');
  return { component, area, ...itemOf(item, levels), context: contextOf(context) };
}

function itemOf(item: Value, levels: readonly Level[]): Pick<FileArea, 'item' | 'itemElement' | 'itemIs'> {
  if (item === null) return { item: null };
  const literal =
    item instanceof PhpArray
      ? item.get('sqlparam')
      : item instanceof Known && item.meaning === 'literal'
        ? (item.detail as Value)
        : undefined;
  if (literal !== undefined) {
    const text = textOf(literal ?? null);
    if (text === undefined) throw new NotReadable('the item is not known');
    return { item: null, itemIs: text };
  }
  const path = item === BACKUP_VARIABLES.VAR_PARENTID ? parentPath(levels) : item;
  if (typeof path !== 'string') throw new NotReadable('the item is not known');
  const { level, name } = target(path, levels);
  if (level === levels.at(-1)) return { item: name };
  const operand = level.operand(name);
  if (operand === undefined || operand === null || typeof operand !== 'object' || operand.kind !== 'ancestor') {
    throw new NotReadable(`the path “${path}” leads to nothing that is known`);
  }
  return { item: name, itemElement: level.name };
}

function parentPath(levels: readonly Level[]): string {
  const at = levels.slice(0, -1).findLastIndex((level) => level.has('id'));
  return `${'../'.repeat(levels.length - 1 - at)}id`;
}

function contextOf(context: Value): FileArea['context'] {
  if (context === null || context === BACKUP_VARIABLES.VAR_CONTEXTID) return 'task';
  if (context instanceof Known && context.meaning === 'context id') return context.detail as FileArea['context'];
  if (context instanceof Known && context.meaning === 'task' && context.detail === 'context') return 'task';
  throw new NotReadable('their context is not known');
}
