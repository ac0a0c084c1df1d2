import { LimitReached, LIMITS } from './limits';
import type { Place } from './place';

/** Something that may or may not hold when a backup is made. `T`: what the interpreter's user can decide then. */
export type Atom<T> =
  | { readonly kind: 'known'; readonly test: T }
  /** Depends on what only running the code would tell. */
  | { readonly kind: 'unknown'; readonly place: Place; readonly what: string };

/** A combination of atoms by and, or, not; the same one is always the same object (a reduced ordered decision diagram). */
export type Formula = boolean | Decision;
export interface Decision {
  readonly atom: number;
  readonly hi: Formula;
  readonly lo: Formula;
}

/** One way for a formula to hold. */
export interface Cube<T> {
  readonly holding: readonly Atom<T>[];
  readonly failing: readonly Atom<T>[];
}

/** Makes and combines the formulas of one plugin. */
export class Formulas<T> {
  private readonly atoms: Atom<T>[] = [];
  private readonly atomByKey = new Map<string, number>();
  private readonly decisions = new Map<string, Decision>();
  private readonly numbers = new Map<Decision, number>();

  atom(atom: Atom<T>): Formula {
    const key = JSON.stringify(atom);
    let at = this.atomByKey.get(key);
    if (at === undefined) this.atomByKey.set(key, (at = this.atoms.push(atom) - 1));
    return this.decision(at, true, false);
  }

  and(a: Formula, b: Formula): Formula {
    return this.choose(a, b, false);
  }

  or(a: Formula, b: Formula): Formula {
    return this.choose(a, true, b);
  }

  not(a: Formula): Formula {
    return this.choose(a, false, true);
  }

  /** Does `b` hold wherever `a` does? */
  implies(a: Formula, b: Formula): boolean {
    return this.and(a, this.not(b)) === false;
  }

  /** `then` where `test` holds, else `otherwise`. */
  choose(test: Formula, then: Formula, otherwise: Formula): Formula {
    return this.chooseWith(test, then, otherwise, new Map());
  }

  /** The ways in which a formula holds; they exclude each other. */
  cubes(formula: Formula): Cube<T>[] {
    if (formula === true) return [{ holding: [], failing: [] }];
    if (formula === false) return [];
    const atom = this.atoms[formula.atom];
    if (!atom) return [];
    return [
      ...this.cubes(formula.hi).map(({ holding, failing }) => ({ holding: [atom, ...holding], failing })),
      ...this.cubes(formula.lo).map(({ holding, failing }) => ({ holding, failing: [atom, ...failing] })),
    ];
  }

  /** What nobody can know that a formula depends on; null where there is nothing such. */
  unknownIn(formula: Formula): Extract<Atom<T>, { kind: 'unknown' }> | null {
    if (typeof formula === 'boolean') return null;
    const atom = this.atoms[formula.atom];
    if (atom?.kind === 'unknown') return atom;
    return this.unknownIn(formula.hi) ?? this.unknownIn(formula.lo);
  }

  private chooseWith(test: Formula, then: Formula, otherwise: Formula, done: Map<string, Formula>): Formula {
    if (test === true || then === otherwise) return then;
    if (test === false) return otherwise;
    if (then === true && otherwise === false) return test;
    const key = [test, then, otherwise].map((one) => this.numberOf(one)).join(' ');
    const before = done.get(key);
    if (before !== undefined) return before;
    const top = Math.min(...[test, then, otherwise].map((one) => (typeof one === 'boolean' ? Infinity : one.atom)));
    const side = (one: Formula, hi: boolean) =>
      typeof one === 'boolean' || one.atom !== top ? one : hi ? one.hi : one.lo;
    const result = this.decision(
      top,
      this.chooseWith(side(test, true), side(then, true), side(otherwise, true), done),
      this.chooseWith(side(test, false), side(then, false), side(otherwise, false), done),
    );
    done.set(key, result);
    return result;
  }

  private decision(atom: number, hi: Formula, lo: Formula): Formula {
    if (hi === lo) return hi;
    const key = `${atom} ${this.numberOf(hi)} ${this.numberOf(lo)}`;
    let decision = this.decisions.get(key);
    if (!decision) {
      if (this.decisions.size >= LIMITS.formulas) throw new LimitReached('It depends on too many things at once.');
      this.decisions.set(key, (decision = { atom, hi, lo }));
      this.numbers.set(decision, this.numbers.size);
    }
    return decision;
  }

  private numberOf(formula: Formula): number {
    if (typeof formula === 'boolean') return formula ? -1 : -2;
    return this.numbers.get(formula) ?? -3;
  }
}
