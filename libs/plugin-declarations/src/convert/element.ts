import { element as defineElement, type ElementDefinition, type Node, point } from '@coursekeep/definitions';
import { type Connection, NestedElement, type SaidChild } from '../api/nested-element';
import type { Formula } from '../php/formula';
import { conditionOf } from './conditions';
import type { Conversion } from './conversion';
import type { Level } from './levels';
import { filesOf, referencesOf } from './notes';
import { NotReadable } from './paths';
import { sourcesOf, type ReadSource } from './sources';

/** What of an element is left out and noted goes no further. Several where its rows come from one place or another. */
export function convertChild({ node, when }: SaidChild, above: readonly Level[], to: Conversion): Node[] {
  if (node.kind === 'connection') return connectionNode(node, when, to);
  return convertElement(node, when, above, to);
}

function connectionNode({ type, isSubplugin, at }: Connection, when: Formula, to: Conversion): Node[] {
  const name = `${type}_${at.name}_${isSubplugin ? 'subplugin' : 'plugin'}`;
  return when !== false && to.isKnown(name, when) ? [point(name)] : [];
}

export function convertElement(
  declared: NestedElement,
  when: Formula,
  above: readonly Level[],
  to: Conversion,
): ElementDefinition[] {
  if (when === false) return [];
  if (declared.trouble !== null) {
    to.leaveOut(declared.name, declared.place, declared.trouble);
    return [];
  }
  if (!to.isKnown(declared.name, when)) return [];
  try {
    const sources = sourcesOf(declared, above, to);
    if (sources.length === 0) return withoutRows(declared, when, above, to);
    return sources.flatMap((source) => withRows(declared, when, source, above, to));
  } catch (error) {
    if (!(error instanceof NotReadable)) throw error;
    to.leaveOut(declared.name, error.place ?? declared.place, error.message);
    return [];
  }
}

/** An element without source: a container, or nothing at all. */
function withoutRows(
  declared: NestedElement,
  when: Formula,
  above: readonly Level[],
  to: Conversion,
): ElementDefinition[] {
  if (declared.finals.length > 0) return [];
  const level: Level = {
    name: declared.name,
    has: (name) => declared.attributes.includes(name),
    operand: () => undefined,
  };
  const attributes = declared.attributes.join(' ');
  const always = conditionOf(when, to.formulas);
  return [
    defineElement(
      declared.name,
      {
        ...(attributes === '' ? {} : { attributes, from: { kind: 'given', rows: [{}] } }),
        ...(always ? { when: always, absentOtherwise: true } : {}),
        ...(declared.files.length > 0 ? { attributes, from: { kind: 'given', rows: [{}] } } : {}),
        files: filesOf(declared, [...above, level], to),
      },
      childrenOf(declared, [...above, level], to),
    ),
  ];
}

function withRows(
  declared: NestedElement,
  when: Formula,
  { when: sourceWhen, source, level, aliases }: ReadSource,
  above: readonly Level[],
  to: Conversion,
): ElementDefinition[] {
  const both = to.formulas.and(when, sourceWhen);
  if (both === false || !to.isKnown(declared.name, both)) return [];
  if (declared.finalAttributes.size > 0) throw new NotReadable('a value has attributes of its own');
  const levels = [...above, level];
  const condition = conditionOf(both, to.formulas);
  const isBare = declared.name === '';
  const references = referencesOf(declared, to);
  return [
    {
      ...defineElement(
        isBare ? 'values' : declared.name,
        {
          attributes: declared.attributes.join(' '),
          fields: declared.finals.join(' '),
          from: source,
          aliases,
          ...(condition ? { when: condition } : {}),
          files: filesOf(declared, levels, to),
          ...(isBare ? { bare: true as const } : {}),
        },
        isBare ? [] : childrenOf(declared, levels, to),
      ),
      refers: references,
    },
  ];
}

export function childrenOf(declared: NestedElement, levels: readonly Level[], to: Conversion): Node[] {
  return declared.children.flatMap((child) => convertChild(child, levels, to));
}
