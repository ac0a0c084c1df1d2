import type { ClassDeclaration, FunctionDeclaration, PluginCode } from './code';
import { evaluate } from './expressions';
import { Formulas, type Formula } from './formula';
import type { Call, Host } from './host';
import { Budget, LimitReached, LIMITS } from './limits';
import { child, lineOf, nameOf, type PhpNode } from './parse';
import type { Place } from './place';
import { runBody } from './statements';
import { choice, Choice, Closure, Known, PhpArray, PhpObject, textOf, Unknown, type Value } from './values';

/** What one call of a function sees. */
export interface Frame {
  readonly variables: Map<string, Value>;
  readonly self: PhpObject | null;
  /** The class that the code stands in. */
  readonly owner: ClassDeclaration | null;
  /** The class that `static` means. */
  readonly late: ClassDeclaration | null;
  readonly file: string;
  readonly returns: { readonly when: Formula; readonly value: Value }[];
  /** The loops around, the innermost last: under what the round, and the loop, have been left. */
  readonly loops: { broken: Formula; skipped: Formula }[];
}

/** Computes a plugin's code as far as it does not depend on data, and without running it. What depends on settings is
 *  followed both ways: `live` says under what the code just looked at is reached. Test: what the host can decide when a backup is made. */
export class Interpreter<Test = unknown> {
  readonly formulas = new Formulas<Test>();
  readonly budget = new Budget();
  readonly statics = new Map<string, Value>();
  live: Formula = true;
  private calls = 0;

  constructor(
    readonly code: PluginCode,
    readonly host: Host,
  ) {}

  /** Makes an object of the plugin's class, without calling its constructor unless it has one of its own. */
  create(declaration: ClassDeclaration, values: readonly Value[], place: Place): PhpObject {
    const object = new PhpObject(declaration.name, declaration);
    for (const owner of this.lineage(declaration).reverse()) {
      for (const [name, node] of owner.properties) {
        object.properties.set(name, node ? this.constantValue(node, owner) : null);
      }
    }
    const own = this.methodOf(declaration, '__construct');
    if (own) this.call(own.method, values, { self: object, owner: own.owner, late: declaration });
    else this.constructNative(object, declaration, values, place);
    return object;
  }

  constructNative(object: PhpObject, from: ClassDeclaration | null, values: readonly Value[], place: Place): void {
    const native = from ? this.nativeParent(from) : object.className;
    if (native && this.host.hasClass(native)) this.host.construct(native, this.callOf(object, values, place));
  }

  /** The class of Moodle's that a class of the plugin's ends in; null where there is none. */
  nativeParent(declaration: ClassDeclaration): string | null {
    const top = this.lineage(declaration).at(-1);
    return top?.parent && this.host.hasClass(top.parent) ? top.parent : null;
  }

  /** A class and those above it that are the plugin's own. */
  lineage(declaration: ClassDeclaration): ClassDeclaration[] {
    const line: ClassDeclaration[] = [];
    for (let one: ClassDeclaration | null = declaration; one && line.length < 20;) {
      if (line.includes(one)) break;
      line.push(one);
      one = one.parent ? this.code.class(one.parent) : null;
    }
    return line;
  }

  /** The method that an object of this class has under a name, with the class that it is of. */
  methodOf(
    declaration: ClassDeclaration,
    name: string,
  ): { method: FunctionDeclaration; owner: ClassDeclaration } | null {
    for (const owner of this.lineage(declaration)) {
      const method = this.inClass(owner, name.toLowerCase(), 0);
      if (method?.body) return { method, owner };
    }
    return null;
  }

  private inClass(owner: ClassDeclaration, name: string, depth: number): FunctionDeclaration | null {
    const own = owner.methods.get(name);
    if (own || depth > 5) return own ?? null;
    for (const trait of owner.traits) {
      const declared = this.code.class(trait);
      const found = declared ? this.inClass(declared, name, depth + 1) : null;
      if (found) return found;
    }
    return null;
  }

  /** Calls a method of an object, the plugin's own or Moodle's. */
  callMethod(object: PhpObject, name: string, values: readonly Value[], place: Place): Value {
    const { declaration } = object;
    const own = declaration ? this.methodOf(declaration, name) : null;
    if (own) return this.call(own.method, values, { self: object, owner: own.owner, late: declaration });
    return this.callNative(object, declaration, name, values, place);
  }

  callNative(
    object: PhpObject,
    from: ClassDeclaration | null,
    name: string,
    values: readonly Value[],
    place: Place,
  ): Value {
    const native = from ? this.nativeParent(from) : object.className;
    const method = native ? this.host.method(native, name.toLowerCase()) : null;
    if (method) return method(this.callOf(object, values, place));
    const magic = object.declaration ? this.methodOf(object.declaration, '__call') : null;
    return new Unknown(place, magic ? `a magic call of ${name}()` : `a call of ${name}(), which is not known here`);
  }

  /** Calls a function or method whose code is the plugin's. */
  call(
    declared: FunctionDeclaration,
    values: readonly Value[],
    on: { self: PhpObject | null; owner: ClassDeclaration | null; late: ClassDeclaration | null },
  ): Value {
    const frame = this.frame({ ...on, file: declared.file });
    return this.invoke(declared.parameters, declared.body, values, frame);
  }

  callClosure(closure: Closure, values: readonly Value[]): Value {
    const { node, self, owner, file } = closure;
    const frame = this.frame({ self, owner, late: self?.declaration ?? owner, file });
    for (const [name, value] of closure.bound) frame.variables.set(name, value);
    const parameters = (node.arguments ?? []) as PhpNode[];
    return this.invoke(parameters, child(node, 'body'), values, frame);
  }

  private invoke(parameters: readonly PhpNode[], body: PhpNode | null, values: readonly Value[], frame: Frame): Value {
    if (++this.calls > LIMITS.calls) throw new LimitReached(`Calls are nested more than ${LIMITS.calls} deep.`);
    const entered = this.live;
    try {
      parameters.forEach((parameter, at) => {
        const name = nameOf(parameter);
        if (parameter.variadic === true) frame.variables.set(name, PhpArray.list(values.slice(at)));
        else frame.variables.set(name, values[at] ?? this.defaultOf(parameter, frame));
      });
      if (body && body.kind !== 'block') return evaluate(this, body, frame);
      if (body) runBody(this, body, frame);
      return frame.returns.reduceRight<Value>((other, { when, value }) => choice(when, value, other), null);
    } finally {
      this.live = entered;
      this.calls--;
    }
  }

  private defaultOf(parameter: PhpNode, frame: Frame): Value {
    const value = child(parameter, 'value');
    return value ? evaluate(this, value, frame) : null;
  }

  frame(of: Pick<Frame, 'self' | 'owner' | 'late' | 'file'>): Frame {
    return { ...of, variables: new Map(), returns: [], loops: [] };
  }

  /** The value of a constant expression of a class. */
  constantValue(node: PhpNode, owner: ClassDeclaration): Value {
    return evaluate(this, node, this.frame({ self: null, owner, late: owner, file: owner.place.file }));
  }

  place(node: PhpNode, frame: Pick<Frame, 'file'>): Place {
    return { file: frame.file, line: lineOf(node) };
  }

  callOf(self: PhpObject | null, values: readonly Value[], place: Place): Call {
    return { interpreter: this as Interpreter, self, values, place };
  }

  /** When does a value count as true? */
  truth(value: Value): Formula {
    if (value instanceof Choice) {
      return this.formulas.choose(value.when, this.truth(value.then), this.truth(value.otherwise));
    }
    if (value instanceof Unknown) return this.unknown(value);
    if (value instanceof Known) {
      return (
        this.host.truth(value, this as Interpreter) ?? this.unknown(new Unknown({ file: '', line: 0 }, value.meaning))
      );
    }
    if (value instanceof PhpArray) return value.size > 0;
    return value !== '0' && Boolean(value);
  }

  unknown({ place, what }: Unknown): Formula {
    return this.formulas.atom({ kind: 'unknown', place, what });
  }

  /** True, false, or a choice between them. */
  truthValue(formula: Formula): Value {
    return choice(formula, true, false);
  }

  /** Does something for each value that a choice may have, under what it is that one. */
  each(value: Value, work: (one: Value) => Value): Value {
    if (!(value instanceof Choice)) return work(value);
    this.budget.step();
    const { formulas } = this;
    const entered = this.live;
    const yes = formulas.and(entered, value.when);
    const no = formulas.and(entered, formulas.not(value.when));
    if (yes === false) return this.each(value.otherwise, work);
    if (no === false) return this.each(value.then, work);
    this.live = yes;
    const then = this.each(value.then, work);
    const afterThen = this.live;
    this.live = no;
    const otherwise = this.each(value.otherwise, work);
    this.live = formulas.or(afterThen, this.live);
    return choice(value.when, then, otherwise);
  }

  /** The same for several values at once. */
  eachOf(values: readonly Value[], work: (ones: readonly Value[]) => Value): Value {
    const at = values.findIndex((value) => value instanceof Choice);
    if (at < 0) return work(values);
    return this.each(values[at] ?? null, (one) =>
      this.eachOf([...values.slice(0, at), one, ...values.slice(at + 1)], work),
    );
  }

  /** Does something only under a further condition. */
  under<T>(condition: Formula, work: () => T): T {
    const entered = this.live;
    this.live = this.formulas.and(entered, condition);
    const before = this.live;
    try {
      return work();
    } finally {
      // What left the function meanwhile stays left.
      this.live =
        this.live === before
          ? entered
          : this.formulas.or(this.live, this.formulas.and(entered, this.formulas.not(condition)));
    }
  }

  /** Joins texts, as PHP's dot does. */
  concat(left: Value, right: Value, place: Place): Value {
    return this.eachOf([left, right], ([a = null, b = null]) => {
      const [before, after] = [textOf(a), textOf(b)];
      if (before !== undefined && after !== undefined) {
        if (before.length + after.length > LIMITS.textLength) throw new LimitReached('A text is too long.');
        return before + after;
      }
      for (const one of [a, b]) if (one instanceof Unknown) return one;
      const known = [a, b].find((one) => one instanceof Known);
      return (known && this.host.text(known, a, b)) ?? new Unknown(place, 'a text made of what is no text');
    });
  }
}
