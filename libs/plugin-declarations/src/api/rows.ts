import type { RowTest } from '@coursekeep/definitions';
import type { Formula } from '../php/formula';
import type { Call } from '../php/host';
import type { Interpreter } from '../php/interpreter';
import { Known, type Value } from '../php/values';
import type { RowOfSite, RowValue } from './known';
import type { Test } from './tests';

/** The test of a column of a row that is there or not. */
export function columnTest(table: string, where: Readonly<Record<string, RowValue>>, column: string): RowTest {
  return { table, where, column };
}

/** A property of a row that the plugin asked the site for, or of the settings of a block that such a row holds. */
export function rowProperty(of: Known, name: string, _: Call): Value | undefined {
  if (of.meaning === 'row') {
    const { table, where } = of.detail as RowOfSite;
    // What the row was found by is known.
    const known = where[name];
    if (typeof known === 'string' || typeof known === 'number') return known;
    if (known && typeof known === 'object') return new Known('task', known.variable);
    return new Known('column', columnTest(table, where, name));
  }
  if (of.meaning === 'block settings') return new Known('column', { ...(of.detail as RowTest), property: name });
  return undefined;
}

/** When does something that was asked of the site count as true? */
export function knownTruth(of: Known, interpreter: Interpreter<Test>): Formula | undefined {
  switch (of.meaning) {
    case 'task':
    case 'context id':
    case 'task object':
    case 'database':
    case 'cfg':
    case 'context':
      return true;
    case 'column':
      return interpreter.formulas.atom({ kind: 'known', test: { kind: 'row', row: of.detail as RowTest } });
    case 'row': {
      const { table, where } = of.detail as RowOfSite;
      return interpreter.formulas.atom({ kind: 'known', test: { kind: 'row', row: { table, where, column: null } } });
    }
    case 'block settings':
      return true;
    case 'setting':
      return true;
    default:
      return undefined;
  }
}
