import type { WriteOperand } from '../language/operands';
import { COLLECTED_NAMES, SCOPE_VARIABLES } from '../language/names';
import type { Sql } from '../language/sql';
import type { Place } from './problem';
import { columnsKnown, namesAbove, rowsAbove, type Surroundings } from './surroundings';

const KINDS = ['task', 'ancestor', 'annotated', 'not', 'own', 'named', 'text'];

/** Checks a value that ties rows to their surroundings. `own`: the names that the element itself shows. */
export function checkOperand(
  operand: WriteOperand | undefined,
  around: Surroundings,
  place: Place,
  own: Iterable<string> = [],
): void {
  const { problems } = around;
  if (operand === null || typeof operand === 'string' || typeof operand === 'number') return;
  if (typeof operand !== 'object') {
    return problems.malformed(
      'operand',
      operand,
      'a value is a number, a text, null, or a word such as parent("id")',
      place,
    );
  }
  switch (operand.kind) {
    case 'task':
      return checkVariable(operand.variable, around, place);
    case 'ancestor':
      return checkAncestor(operand.element, operand.column, around, place);
    case 'annotated':
      return problems.unlessKnown('collected list', operand.item, COLLECTED_NAMES, place);
    case 'own':
      return problems.unlessKnown('field', operand.field, own, place);
    case 'named':
      return checkOperand(operand.name, around, place, own);
    case 'text':
      return checkOperand(operand.value, around, place, own);
    case 'not':
      return;
    default:
      return problems.unlessKnown('operand', (operand as { kind: unknown }).kind, KINDS, place);
  }
}

/** Checks a variable of the task. */
export function checkVariable(variable: unknown, { problems, scope }: Surroundings, place: Place): void {
  problems.unlessKnown('variable of the task', variable, SCOPE_VARIABLES[scope], place);
}

/** Checks what a piece of SQL takes from its surroundings. */
export function checkSql({ chunks }: Sql, around: Surroundings, place: Place): void {
  for (const chunk of chunks) {
    if (chunk.kind === 'task') checkVariable(chunk.variable, around, place);
    if (chunk.kind === 'ancestor') checkAncestor(chunk.element, chunk.column, around, place);
    if (chunk.kind === 'collected') around.problems.unlessKnown('collected list', chunk.name, COLLECTED_NAMES, place);
  }
}

function checkAncestor(name: string | null, column: string, { problems, above }: Surroundings, place: Place): void {
  const element = rowsAbove(above, name);
  if (!element) {
    const wanted = name ?? 'parent';
    return problems.unlessKnown('element with rows above this one called', wanted, namesAbove(above), place);
  }
  const columns = columnsKnown(element);
  if (columns) problems.unlessKnown(`column of <${element.name}>`, column, columns, place);
}
