import {
  type Condition,
  type ElementDefinition,
  type PluginDefinition,
  plugin as definePlugin,
} from '@coursekeep/definitions';
import { PluginPart } from '../api/natures';
import type { NestedElement } from '../api/nested-element';
import { childrenOf, convertElement } from '../convert/element';
import { INVISIBLE, type Level } from '../convert/levels';
import { literalOperand, NotReadable, target } from '../convert/paths';
import { Known } from '../php/values';
import { extraFieldsPart, hasExtraFields } from './extra-fields';
import { keysOf, type Reading } from './reading';
import { isCoreType } from './folders';
import { methodOfPoint, type Point } from './points';

/** What a plugin writes at the points that its type is asked at. */
export function readPluginParts(reading: Reading, points: Iterable<Point>): PluginDefinition[] {
  const { type, name } = reading.source;
  let isAsked = false;
  const parts = [...points].flatMap((point) => {
    const asked = methodOfPoint(point.name, type);
    if (asked) isAsked = true;
    return asked ? partAt(reading, point, asked) : [];
  });
  const file = `backup_${type}_${name}_subplugin.class.php`;
  if (!isAsked && !isCoreType(type) && reading.loadBackup(file)) {
    const place = { file: `backup/moodle2/${file}`, line: 1 };
    reading.to.leaveOut(null, place, 'the plugin that it is a part of has no place for it that is known');
  }
  return parts;
}

function partAt(
  reading: Reading,
  point: Point,
  { method, element, isSubplugin }: NonNullable<ReturnType<typeof methodOfPoint>>,
): PluginDefinition[] {
  const { type, name, plugin } = reading.source;
  const className = `backup_${type}_${name}_${isSubplugin ? 'subplugin' : 'plugin'}`;
  if (!reading.loadBackup(`${className}.class.php`)) return [];
  const declaration = reading.code.class(className);
  if (!declaration) return [];
  const part = new PluginPart(type, name, element);
  const object = reading.object(declaration, part);
  if (reading.call(object, method) === undefined) {
    if (element !== 'question' || !hasExtraFields(reading, declaration)) return [];
    extraFieldsPart(reading, part);
  }
  const ownFiles = type !== 'qtype' || keysOf(reading.callStatic(declaration, 'get_qtype_fileareas')).length > 0;
  return part.elements.flatMap((declared) => definitionOf(reading, point, declared, plugin, ownFiles));
}

function definitionOf(
  reading: Reading,
  point: Point,
  declared: NestedElement,
  plugin: string,
  ownFiles: boolean,
): PluginDefinition[] {
  // The invisible point, and the invisible element of the plugin, count as levels.
  const above: readonly Level[] = [...point.levels, INVISIBLE];
  try {
    const { onlyIf, when } = conditionOfPart(declared, [...above, INVISIBLE]);
    const bare = declared.finals.length > 0 ? convertElement(declared, true, above, reading.to) : [];
    const children = [...bare, ...childrenOf(declared, [...above, INVISIBLE], reading.to)].filter(
      (node): node is ElementDefinition => node.kind === 'element',
    );
    if (children.length === 0) return [];
    return [
      definePlugin(
        point.name,
        plugin,
        children.map((child) => under(child, when)),
        onlyIf,
        { ownFiles },
      ),
    ];
  } catch (error) {
    if (!(error instanceof NotReadable)) throw error;
    reading.to.leaveOut(point.name, declared.place, error.message);
    return [];
  }
}

function under(child: ElementDefinition, when: Condition | null): ElementDefinition {
  if (!when) return child;
  const rows = [...(child.when?.rows ?? []), ...(when.rows ?? [])];
  return { ...child, when: { ...child.when, rows }, absentOtherwise: true };
}

/** Under what the plugin takes part: where a value of the elements above is another, or by the course's format or theme. */
function conditionOfPart(
  { condition }: NestedElement,
  levels: readonly Level[],
): { onlyIf: PluginDefinition['onlyIf']; when: Condition | null } {
  if (!condition) return { onlyIf: null, when: null };
  const is = literalOperand(condition.value);
  if (typeof is !== 'string') throw new NotReadable('the value by which it takes part is not known');
  const { path } = condition;
  if (path instanceof Known && path.meaning === 'course has') {
    const where = { id: { kind: 'task', variable: 'course' } } as const;
    return { onlyIf: null, when: { rows: [{ table: 'course', where, column: String(path.detail), is }] } };
  }
  if (typeof path !== 'string') throw new NotReadable('the path by which it takes part is not known');
  const { level, name } = target(path, levels);
  if (level.name === '') throw new NotReadable(`the path “${path}” leads nowhere`);
  return { onlyIf: { element: level.name, column: name, is }, when: null };
}
