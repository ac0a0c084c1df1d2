import { ancestor, type ElementDefinition, type Operand, task, type TaskVariable } from '@coursekeep/definitions';

/** One element above, or the element itself, as paths see it. */
export interface Level {
  /** Empty for the invisible ones. */
  readonly name: string;
  /** Has it an attribute or a value of that name? */
  has(name: string): boolean;
  /** What a path to that name gives; undefined where it cannot be told. */
  operand(name: string): Operand | undefined;
}

export const INVISIBLE: Level = { name: '', has: () => false, operand: () => undefined };

/** An element whose values the task gives. */
export function taskLevel(name: string, values: Readonly<Record<string, TaskVariable>>): Level {
  return {
    name,
    has: (one) => Object.hasOwn(values, one),
    operand: (one) => (Object.hasOwn(values, one) ? task(values[one] as TaskVariable) : undefined),
  };
}

export const ACTIVITY = taskLevel('activity', {
  id: 'instance',
  moduleid: 'module',
  modulename: 'modname',
  contextid: 'context',
});
export const BLOCK = taskLevel('block', { id: 'block', blockname: 'blockname', contextid: 'context' });

/** An element of a definition that is there already, such as those of the core. */
export function definedLevel(element: ElementDefinition): Level {
  const names = new Set([...element.attributes, ...element.fields.map(({ name }) => name)]);
  return {
    name: element.name,
    has: (name) => names.has(name),
    operand: (name) => {
      const { source } = element;
      if (!source) return undefined;
      if (source.kind === 'task') return source.columns[name] ? task(source.columns[name]) : undefined;
      if (source.kind === 'computed' || source.kind === 'given') return undefined;
      const alias = Object.keys(element.aliases).find((column) => element.aliases[column] === name);
      return ancestor(element.name, alias ?? name);
    },
  };
}
