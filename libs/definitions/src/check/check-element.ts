import type { ElementDefinition, FileArea, Node } from '../language/elements';
import { ANNOTATION_ITEMS, FIELD_FORMS } from '../language/names';
import { checkCondition } from './check-condition';
import { checkSource, checkTableName } from './check-source';
import { declaredNames, namesGiven, namesWritten, sourcesOf, type Surroundings } from './surroundings';

/** Checks an element with all that is inside it. */
export function checkNode(node: Node, around: Surroundings): void {
  const { problems, place } = around;
  if (node.kind === 'point') return;
  if (node.kind !== 'element') {
    return problems.malformed(
      'element',
      node,
      'inside an element are made by element(), container() and point()',
      place,
    );
  }
  const path = [place.at(-1), node.name].filter((one) => one !== undefined && one !== '').join('/');
  const here: Surroundings = { ...around, place: [...place.slice(0, -1), path] };
  checkCondition(node.when, here, 'when');
  for (const source of sourcesOf(node)) checkSource(source, node, here);
  checkFields(node, here);
  checkReferences(node, here);
  for (const area of node.files) checkArea(area, { ...here, above: [...around.above, node] }, node);
  for (const child of node.children) checkNode(child, { ...here, above: [...around.above, node] });
}

function checkFields(element: ElementDefinition, around: Surroundings): void {
  const { problems, place } = around;
  const declared = declaredNames(element);
  for (const { name, form } of element.fields) {
    problems.unlessKnown('form of a value', form, FIELD_FORMS, [...place, `fields.${name}`]);
  }
  const named: Readonly<Record<string, readonly string[]>> = {
    fieldsWhen: Object.keys(element.fieldsWhen),
    fieldsBefore: Object.keys(element.fieldsBefore),
    aliases: Object.values(element.aliases),
    rewrite: Object.keys(element.rewrite),
    bareWithout: element.bareWithout === null ? [] : [element.bareWithout],
  };
  for (const [option, names] of Object.entries(named)) {
    for (const name of names) problems.unlessKnown('field', name, declared, [...place, option]);
  }
  for (const [name, condition] of Object.entries(element.fieldsWhen)) {
    checkCondition(condition, around, `fieldsWhen.${name}`, true);
  }
  for (const table of Object.values(element.fieldsBefore)) checkTableName(table, around, [...place, 'fieldsBefore']);
  checkGiven(element, around);
}

/** A field that a query without `all`, or the task, does not give would never be written. `id` is every row's attribute where
 *  nothing is said, and is written empty where there is none. */
function checkGiven(element: ElementDefinition, { problems, place }: Surroundings): void {
  const given = sourcesOf(element).map(namesGiven);
  if (given.length === 0 || given.some((names) => names === null)) return;
  const known = new Set(given.flatMap((names) => [...(names ?? [])]));
  const filled = Object.entries(element.aliases).flatMap(([column, name]) => (known.has(column) ? [name] : []));
  for (const name of declaredNames(element)) {
    if (name === 'id' || filled.includes(name) || element.rewrite[name]) continue;
    problems.unlessKnown('column of its source', name, known, [...place, 'fields']);
  }
}

function checkReferences(element: ElementDefinition, around: Surroundings): void {
  const { problems, place } = around;
  const declared = declaredNames(element);
  for (const { item, field, when } of element.refers) {
    const here = [...place, `refers.${item}`];
    problems.unlessKnown('kind of reference', item, ANNOTATION_ITEMS, here);
    problems.unlessKnown('field', field, declared, here);
    if (when) checkCondition(when, around, `refers.${item}.when`);
  }
}

/** Checks which files belong to a row. `above` ends with the element itself. */
export function checkArea(area: FileArea, around: Surroundings, element: ElementDefinition | null): void {
  const { problems, above, components, place } = around;
  const here = [...place, 'files'];
  if (!/^[a-z][a-z0-9]*(_[a-z0-9_]+)?$/.test(area.component)) {
    problems.malformed('component', area.component, 'a component is called as mod_forum is', here);
  } else problems.ifNearly('component', area.component, sameType(area.component, components), here);
  if (area.area !== null && (typeof area.area !== 'string' || !/^\w+$/.test(area.area))) {
    problems.malformed('file area', area.area, 'a file area has a name of letters, digits and _', here);
  }
  problems.unlessKnown('context of files', area.context, ['task', 'course', 'system'], here);
  if (area.when) checkCondition(area.when, around, 'files.when');
  if (area.item === null) return;
  if (area.itemElement === undefined) {
    if (element && !sourcesOf(element).some((source) => namesGiven(source)?.has(area.item ?? '') !== false)) {
      const given = sourcesOf(element).flatMap((source) => [...(namesGiven(source) ?? [])]);
      problems.unlessKnown('column of its source', area.item, given, here);
    }
    return;
  }
  const owner = above.findLast(({ name }) => name === area.itemElement);
  if (owner) problems.unlessKnown(`field of <${owner.name}>`, area.item, namesWritten(owner), here);
  else
    problems.unlessKnown(
      'element around this one called',
      area.itemElement,
      above.map(({ name }) => name),
      here,
    );
}

/** A plugin may name the files of one of another type that has its name: only within a type is that a slip. */
function sameType(component: string, known: ReadonlySet<string>): string[] {
  const [type] = component.split('_');
  return [...known].filter((one) => one === component || one.split('_')[0] === type);
}
