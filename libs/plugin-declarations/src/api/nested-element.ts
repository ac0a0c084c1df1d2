import type { Formula } from '../php/formula';
import { LimitReached, LIMITS } from '../php/limits';
import type { Place } from '../php/place';
import type { PhpArray, Value } from '../php/values';

/** Something that a plugin said of an element, under what it said so, and where. */
export interface Said {
  readonly when: Formula;
  readonly place: Place;
}

/** The rows of an element. Values of parameters are as the plugin gave them. */
export type SaidSource = Said &
  (
    | { readonly kind: 'table'; readonly table: Value; readonly parameters: Value; readonly orderBy: Value }
    | { readonly kind: 'sql'; readonly sql: Value; readonly parameters: Value }
    | { readonly kind: 'array'; readonly rows: Value }
  );

export interface SaidFiles extends Said {
  readonly component: Value;
  readonly area: Value;
  readonly item: Value;
  readonly context: Value;
}

/** A place in an activity's tree where plugins add elements. */
export interface Connection {
  readonly kind: 'connection';
  /** `mod_choice_type` plugins are asked as `type`; those of other activities and of the core by their own type. */
  readonly type: string;
  readonly isSubplugin: boolean;
  readonly at: NestedElement;
}

export interface SaidChild extends Said {
  readonly node: NestedElement | Connection;
}

/** An element of the tree that a plugin declares. */
export class NestedElement {
  readonly kind = 'element';
  parent: { readonly element: NestedElement; readonly when: Formula } | null = null;
  readonly children: SaidChild[] = [];
  readonly sources: SaidSource[] = [];
  readonly aliases: (Said & { readonly column: Value; readonly final: Value })[] = [];
  readonly ids: (Said & { readonly item: Value; readonly final: Value })[] = [];
  readonly files: SaidFiles[] = [];
  /** Of a plugin's invisible element: it takes part only where the value at the path is this. */
  condition: { readonly path: Value; readonly value: Value } | null = null;

  constructor(
    /** Empty for the invisible element of a plugin. */
    readonly name: string,
    readonly attributes: string[],
    readonly finals: string[],
    readonly place: Place,
    /** Why the whole element cannot be read; null where it can. */
    readonly trouble: string | null = null,
    readonly finalAttributes: ReadonlyMap<string, readonly string[]> = new Map(),
  ) {}

  add(node: NestedElement | Connection, when: Formula, place: Place): void {
    if (this.children.length >= LIMITS.elements) throw new LimitReached('An element has too many others.');
    if (node.kind === 'element') {
      // One that is added to itself would have no end.
      if (this.isInside(node)) throw new LimitReached(`<${node.name}> is added to itself.`);
      node.parent ??= { element: this, when };
    }
    this.children.push({ node, when, place });
  }

  private isInside(other: NestedElement): boolean {
    return other === this || (this.parent?.element.isInside(other) ?? false);
  }
}

/** Names of attributes or finals as plugins give them: a list of texts or of final elements; null where it is none. */
export function namesOf(list: PhpArray | null, nameOfObject: (value: Value) => string | null): string[] | null {
  if (!list) return [];
  const names = list.values().map((value) => (typeof value === 'string' ? value : nameOfObject(value)));
  return names.every((name) => name !== null) ? (names as string[]) : null;
}
