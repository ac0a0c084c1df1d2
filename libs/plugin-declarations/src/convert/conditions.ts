import type { Condition } from '@coursekeep/definitions';
import type { Test } from '../api/tests';
import type { Atom, Cube, Formula, Formulas } from '../php/formula';

/** A formula in the words of definitions; null where it always holds. It must not depend on anything unknown. */
export function conditionOf(formula: Formula, formulas: Formulas<Test>): Condition | null {
  if (formula === true) return null;
  const cubes = formulas.cubes(formula).map(cubeCondition);
  return cubes.length === 1 ? (cubes[0] ?? null) : { any: cubes };
}

function cubeCondition({ holding, failing }: Cube<Test>): Condition {
  const settings = (atoms: readonly Atom<Test>[]) =>
    tests(atoms).flatMap((test) => (test.kind === 'setting' ? [test.name] : []));
  const rows = (atoms: readonly Atom<Test>[]) =>
    tests(atoms).flatMap((test) => (test.kind === 'row' ? [test.row] : []));
  const [on, off, found, absent] = [settings(holding), settings(failing), rows(holding), rows(failing)];
  return {
    ...(on.length > 0 ? { on } : {}),
    ...(off.length > 0 ? { off } : {}),
    ...(found.length > 0 ? { rows: found } : {}),
    ...(absent.length > 0 ? { unless: { any: absent.map((row) => ({ rows: [row] })) } } : {}),
  };
}

function tests(atoms: readonly Atom<Test>[]): Test[] {
  return atoms.flatMap((atom) => (atom.kind === 'known' ? [atom.test] : []));
}
