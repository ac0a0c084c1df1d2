import { type Operand, task, type TaskVariable } from '@coursekeep/definitions';
import { BACKUP_VARIABLES } from '../api/constants';
import type { Place } from '../php/place';
import { Known, PhpArray, type Value } from '../php/values';
import type { Level } from './levels';

/** Why something that a plugin declares cannot be read. */
export class NotReadable extends Error {
  /** `place`: where it stands, if that is known better than by the element. */
  constructor(
    message: string,
    readonly place: Place | null = null,
  ) {
    super(message);
  }
}

const TASK_VARIABLES: ReadonlyMap<number, TaskVariable> = new Map([
  [BACKUP_VARIABLES.VAR_COURSEID, 'course'],
  [BACKUP_VARIABLES.VAR_SECTIONID, 'section'],
  [BACKUP_VARIABLES.VAR_ACTIVITYID, 'instance'],
  [BACKUP_VARIABLES.VAR_MODID, 'module'],
  [BACKUP_VARIABLES.VAR_MODNAME, 'modname'],
  [BACKUP_VARIABLES.VAR_BLOCKID, 'block'],
  [BACKUP_VARIABLES.VAR_BLOCKNAME, 'blockname'],
  [BACKUP_VARIABLES.VAR_CONTEXTID, 'context'],
]);

/** A parameter of a source as an operand. `levels`: from the top down to the element itself. Throws NotReadable. */
export function operandOf(value: Value, levels: readonly Level[]): Operand {
  if (typeof value === 'number') return variableOperand(value, levels);
  if (value instanceof Known && value.meaning === 'literal') return literalOperand(value.detail as Value);
  if (value instanceof PhpArray && value.get('sqlparam') !== undefined)
    return literalOperand(value.get('sqlparam') ?? null);
  if (typeof value === 'string') {
    const { level, name } = target(value, levels);
    const operand = level.operand(name);
    if (operand !== undefined) return operand;
    throw new NotReadable(`the path “${value}” leads to nothing that is known`);
  }
  throw new NotReadable('a parameter depends on what is not known');
}

function variableOperand(value: number, levels: readonly Level[]): Operand {
  if (value === BACKUP_VARIABLES.VAR_PARENTID) {
    const operand = levels
      .slice(0, -1)
      .findLast((level) => level.has('id'))
      ?.operand('id');
    if (operand !== undefined) return operand;
    throw new NotReadable('no element above has an id');
  }
  const variable = TASK_VARIABLES.get(value);
  if (variable) return task(variable);
  throw new NotReadable(`the parameter ${value} is none that a site can be asked with`);
}

/** A value that stands for itself. */
export function literalOperand(value: Value): Operand {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof Known && value.meaning === 'task') return task(value.detail as TaskVariable);
  if (value instanceof Known && value.meaning === 'context id' && value.detail === 'task') return task('context');
  throw new NotReadable('a parameter depends on what is not known');
}

/** What a path leads to. Throws NotReadable. */
export function target(path: string, levels: readonly Level[]): { readonly level: Level; readonly name: string } {
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  const found = path.startsWith('/') ? absolute(parts, levels) : relative(parts, levels);
  if (found) return { level: found, name };
  throw new NotReadable(`the path “${path}” leads nowhere`);
}

function absolute(parts: readonly string[], levels: readonly Level[]): Level | undefined {
  const element = parts.at(-1);
  return levels.findLast(({ name }) => name !== '' && name === element);
}

function relative(parts: readonly string[], levels: readonly Level[]): Level | undefined {
  if (!parts.every((part) => part === '..' || part === '.')) return undefined;
  return levels.at(-1 - parts.filter((part) => part === '..').length);
}
