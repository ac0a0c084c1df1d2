import { dirname } from 'node:path/posix';
import { assign, classMeant, staticKey } from './assignments';
import { callFunction, callMethodNode, callStatic, construct } from './calls';
import type { Frame, Interpreter } from './interpreter';
import { child, children, nameOf, type PhpNode } from './parse';
import { arithmetic, identical, looselyEqual } from './operators';
import { branch } from './statements';
import { Choice, choice, Closure, Known, PhpArray, PhpObject, Unknown, type Key, type Value } from './values';

type Evaluate = (it: Interpreter, node: PhpNode, frame: Frame) => Value;

/** Computes an expression. What depends on data gives an Unknown with its place. */
export function evaluate(it: Interpreter, node: PhpNode, frame: Frame): Value {
  it.budget.step();
  return it.budget.nested(() => {
    const known = expressions[node.kind];
    const value = known ? known(it, node, frame) : new Unknown(it.place(node, frame), `"${node.kind}"`);
    return pruned(it, value);
  });
}

/** A choice of which only one side is possible here is that side. */
function pruned(it: Interpreter, value: Value): Value {
  while (value instanceof Choice) {
    if (it.formulas.implies(it.live, value.when)) value = value.then;
    else if (it.formulas.and(it.live, value.when) === false) value = value.otherwise;
    else return value;
  }
  return value;
}

/** A value as the key of an array; undefined where it is none. */
export function keyOf(value: Value): Key | undefined {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (value === null) return '';
  return typeof value === 'boolean' ? Number(value) : undefined;
}

const part = (it: Interpreter, node: PhpNode, name: string, frame: Frame): Value => {
  const inner = child(node, name);
  return inner ? evaluate(it, inner, frame) : null;
};

const expressions: Readonly<Record<string, Evaluate>> = {
  string: (_, node) => String(node.value),
  nowdoc: (_, node) => String(node.value),
  number: (_, node) => number(String(node.value)),
  boolean: (_, node) => Boolean(node.value),
  nullkeyword: () => null,
  encapsed: (it, node, frame) =>
    children(node, 'value').reduce<Value>(
      (text, one) => it.concat(text, evaluate(it, one, frame), it.place(node, frame)),
      '',
    ),
  encapsedpart: (it, node, frame) => part(it, node, 'expression', frame),
  magic,
  name: constant,
  identifier: constant,
  variable,
  propertylookup: property,
  nullsafepropertylookup: property,
  offsetlookup: element,
  staticlookup: staticMember,
  array,
  bin: binary,
  unary: (it, node, frame) => {
    const value = part(it, node, 'what', frame);
    if (node.type === '!') return it.truthValue(it.formulas.not(it.truth(value)));
    return node.type === '-' ? arithmetic(it, '*', value, -1, it.place(node, frame)) : value;
  },
  cast,
  retif: conditional,
  match: matching,
  silent: (it, node, frame) => part(it, node, 'expr', frame),
  parenthesis: (it, node, frame) => part(it, node, 'inner', frame),
  isset: (it, node, frame) =>
    it.truthValue(
      children(node, 'variables').reduce<ReturnType<typeof it.formulas.and>>(
        (all, one) => it.formulas.and(all, isSet(it, evaluateQuietly(it, one, frame))),
        true,
      ),
    ),
  empty: (it, node, frame) => {
    const inner = child(node, 'expression');
    return it.truthValue(it.formulas.not(it.truth(inner ? evaluateQuietly(it, inner, frame) : null)));
  },
  assign: assignment,
  assignref: assignment,
  call: (it, node, frame) => {
    const what = child(node, 'what');
    if (what?.kind === 'propertylookup' || what?.kind === 'nullsafepropertylookup')
      return callMethodNode(it, node, what, frame);
    if (what?.kind === 'staticlookup') return callStatic(it, node, what, frame);
    return callFunction(it, node, frame);
  },
  new: construct,
  clone: (it, node, frame) => new Unknown(it.place(node, frame), 'a copy of an object'),
  closure: (_, node, frame) => closure(node, frame),
  arrowfunc: (_, node, frame) => new Closure(node, new Map(frame.variables), frame.self, frame.owner, frame.file),
  pre: step,
  post: step,
  include: () => true,
  print: () => 1,
  exit: (it) => {
    it.live = false;
    return null;
  },
};

function number(text: string): number {
  const digits = text.replaceAll('_', '').toLowerCase();
  return /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
}

function magic(it: Interpreter, node: PhpNode, frame: Frame): Value {
  switch (node.value) {
    case '__DIR__':
      return dirname(frame.file);
    case '__FILE__':
      return frame.file;
    case '__CLASS__':
      return frame.owner?.name ?? '';
    default:
      return new Unknown(it.place(node, frame), String(node.value));
  }
}

function constant(it: Interpreter, node: PhpNode, frame: Frame): Value {
  const name = nameOf(node);
  const known = it.host.constant(name);
  if (known !== undefined) return known;
  const own = it.code.constant(name);
  if (!own) return new Unknown(it.place(node, frame), `the constant ${name}`);
  return evaluate(it, own.node, it.frame({ self: null, owner: null, late: null, file: own.file }));
}

function variable(it: Interpreter, node: PhpNode, frame: Frame): Value {
  if (typeof node.name !== 'string') return new Unknown(it.place(node, frame), 'a variable whose name is computed');
  if (node.name === 'this') return frame.self;
  return frame.variables.get(node.name) ?? it.host.global(`$${node.name}`) ?? null;
}

function property(it: Interpreter, node: PhpNode, frame: Frame): Value {
  const offset = child(node, 'offset');
  const name = offset?.kind === 'identifier' ? nameOf(offset) : offset ? evaluate(it, offset, frame) : '';
  return it.each(part(it, node, 'what', frame), (object) => {
    const place = it.place(node, frame);
    if (object instanceof Unknown) return object;
    if (typeof name !== 'string') return new Unknown(place, 'a property whose name is not known');
    if (object instanceof PhpObject && object.properties.has(name)) return object.properties.get(name) ?? null;
    if (object instanceof PhpObject || object instanceof Known) {
      return it.host.property(object, name, it.callOf(null, [], place)) ?? nothingOrUnknown(object, name, place);
    }
    return object === null ? null : new Unknown(place, `the property ${name}`);
  });
}

function nothingOrUnknown(object: PhpObject | Known, name: string, place: Unknown['place']): Value {
  const isPlain = object instanceof PhpObject && object.nature === null && object.declaration === null;
  return isPlain ? null : new Unknown(place, `the property ${name}`);
}

function element(it: Interpreter, node: PhpNode, frame: Frame): Value {
  const place = it.place(node, frame);
  if (!child(node, 'offset')) return new Unknown(place, '[]');
  return it.eachOf([part(it, node, 'what', frame), part(it, node, 'offset', frame)], ([array = null, at = null]) => {
    if (array instanceof Unknown) return array;
    if (at instanceof Unknown) return at;
    const key = keyOf(at);
    if (array instanceof PhpArray && key !== undefined) return array.get(key) ?? null;
    if (typeof array === 'string' && typeof key === 'number') return array.at(key) ?? null;
    return array === null ? null : new Unknown(place, 'an element of what is no array');
  });
}

function staticMember(it: Interpreter, node: PhpNode, frame: Frame): Value {
  const place = it.place(node, frame);
  const what = child(node, 'what');
  const offset = child(node, 'offset');
  const owner = classMeant(it, what, frame);
  if (offset?.kind === 'variable') {
    const key = staticKey(it, node, frame);
    if (key && it.statics.has(key)) return it.statics.get(key) ?? null;
    const holder = owner && it.lineage(owner).find((one) => one.properties.has(nameOf(offset)));
    const first = holder?.properties.get(nameOf(offset));
    if (holder) return first ? it.constantValue(first, holder) : null;
    return new Unknown(place, `a static property of ${nameOf(what)}`);
  }
  const name = nameOf(offset);
  const className = owner?.name ?? nativeName(it, what, frame);
  if (name === 'class') return className;
  for (const one of owner ? it.lineage(owner) : []) {
    const value = one.constants.get(name);
    if (value) return it.constantValue(value, one);
  }
  const native = owner ? it.nativeParent(owner) : className;
  return (
    (native ? it.host.classConstant(native, name) : undefined) ??
    new Unknown(place, `the constant ${className}::${name}`)
  );
}

/** The class of Moodle's that a name before `::` means. */
export function nativeName(it: Interpreter, node: PhpNode | null, frame: Frame): string {
  if (node?.kind === 'parentreference') return frame.owner?.parent ?? '';
  return it.code.wholeName(nameOf(node));
}

function array(it: Interpreter, node: PhpNode, frame: Frame): Value {
  let result: Value = PhpArray.EMPTY;
  for (const item of children(node, 'items')) {
    const value = item.kind === 'entry' ? part(it, item, 'value', frame) : evaluate(it, item, frame);
    const isKeyed = child(item, 'key') !== null;
    const key = isKeyed ? part(it, item, 'key', frame) : null;
    const spread = item.unpack === true || item.kind === 'variadic';
    // A choice among the values stays one of that item; one among what is spread is one among arrays.
    result = it.eachOf([result, key, spread ? value : null], ([before = null, at = null, more = null]) => {
      if (!(before instanceof PhpArray)) return before;
      if (spread)
        return more instanceof PhpArray ? joined(before, more) : new Unknown(it.place(item, frame), 'an unpacked list');
      if (!isKeyed) return before.append(value);
      const own = keyOf(at);
      return own === undefined
        ? new Unknown(it.place(item, frame), 'an array with a key that is not known')
        : before.set(own, value);
    });
  }
  return result;
}

function joined(before: PhpArray, more: PhpArray): PhpArray {
  return [...more.entries].reduce(
    (all, [key, value]) => (typeof key === 'number' ? all.append(value) : all.set(key, value)),
    before,
  );
}

function binary(it: Interpreter, node: PhpNode, frame: Frame): Value {
  const place = it.place(node, frame);
  const type = String(node.type).toLowerCase();
  const right = () => part(it, node, 'right', frame);
  if (type === '??') {
    const inner = child(node, 'left');
    const value = inner ? evaluateQuietly(it, inner, frame) : null;
    return either(it, frame, isSet(it, value), () => value, right);
  }
  const left = part(it, node, 'left', frame);
  if (type === '&&' || type === 'and') {
    return either(
      it,
      frame,
      it.truth(left),
      () => it.truthValue(it.truth(right())),
      () => false,
    );
  }
  if (type === '||' || type === 'or') {
    return either(
      it,
      frame,
      it.truth(left),
      () => true,
      () => it.truthValue(it.truth(right())),
    );
  }
  const not = (value: Value) => it.each(value, (one) => (one instanceof Unknown ? one : !one));
  switch (type) {
    case '.':
      return it.concat(left, right(), place);
    case '==':
      return looselyEqual(it, left, right(), place);
    case '!=':
    case '<>':
      return not(looselyEqual(it, left, right(), place));
    case '===':
      return identical(it, left, right(), place);
    case '!==':
      return not(identical(it, left, right(), place));
    case 'instanceof':
      return left instanceof Unknown ? left : left instanceof PhpObject;
    default:
      return arithmetic(it, type, left, right(), place);
  }
}

/** One value where something holds, another elsewhere; each computed only where it counts. */
function either(
  it: Interpreter,
  frame: Frame,
  test: ReturnType<Interpreter['truth']>,
  yes: () => Value,
  no: () => Value,
): Value {
  let [then, otherwise]: [Value, Value] = [null, null];
  branch(
    it,
    frame,
    test,
    () => (then = yes()),
    () => (otherwise = no()),
  );
  const { formulas, live } = it;
  if (formulas.and(live, test) === false) return otherwise;
  return formulas.and(live, formulas.not(test)) === false ? then : choice(test, then, otherwise);
}

function conditional(it: Interpreter, node: PhpNode, frame: Frame): Value {
  const test = part(it, node, 'test', frame);
  const short = !child(node, 'trueExpr');
  const yes = () => (short ? test : part(it, node, 'trueExpr', frame));
  return either(it, frame, it.truth(test), yes, () => part(it, node, 'falseExpr', frame));
}

function matching(it: Interpreter, node: PhpNode, frame: Frame): Value {
  const subject = part(it, node, 'cond', frame);
  const arms = children(node, 'arms');
  const from = (at: number): Value => {
    const arm = arms[at];
    if (!arm) return new Unknown(it.place(node, frame), 'a match without a default');
    const conditions = children(arm, 'conds');
    if (conditions.length === 0) return part(it, arm, 'body', frame);
    const place = it.place(arm, frame);
    const test = conditions.reduce<ReturnType<Interpreter['truth']>>(
      (any, one) => it.formulas.or(any, it.truth(identical(it, subject, evaluate(it, one, frame), place))),
      false,
    );
    return either(
      it,
      frame,
      test,
      () => part(it, arm, 'body', frame),
      () => from(at + 1),
    );
  };
  return from(0);
}

/** When is a value more than null? */
function isSet(it: Interpreter, value: Value): ReturnType<Interpreter['truth']> {
  if (value instanceof Choice) return it.formulas.choose(value.when, isSet(it, value.then), isSet(it, value.otherwise));
  if (value instanceof Known || value instanceof Unknown) return it.truth(value);
  return value !== null;
}

/** As `isset` and `??` look at things: without minding what is not there. */
const evaluateQuietly: Evaluate = evaluate;

function cast(it: Interpreter, node: PhpNode, frame: Frame): Value {
  const place = it.place(node, frame);
  return it.each(part(it, node, 'expr', frame), (value) => {
    if (value instanceof Unknown || value instanceof Known) return value;
    switch (node.type) {
      case 'int':
      case 'float':
        return value instanceof PhpArray || value instanceof PhpObject
          ? new Unknown(place, 'a number')
          : Number.parseFloat(String(Number(value) || Number.parseFloat(String(value)) || 0));
      case 'bool':
        return it.truthValue(it.truth(value));
      case 'string':
        return it.concat(value, '', place);
      case 'array':
        if (value instanceof PhpArray) return value;
        return value instanceof PhpObject
          ? PhpArray.of(value.properties)
          : PhpArray.list(value === null ? [] : [value]);
      case 'object': {
        if (!(value instanceof PhpArray)) return value;
        const object = new PhpObject('stdClass', null);
        for (const [key, one] of value.entries) object.properties.set(String(key), one);
        return object;
      }
      default:
        return new Unknown(place, `a cast to ${String(node.type)}`);
    }
  });
}

function assignment(it: Interpreter, node: PhpNode, frame: Frame): Value {
  const target = child(node, 'left');
  if (!target) return null;
  const place = it.place(node, frame);
  const operator = String(node.operator ?? '=');
  const right = () => part(it, node, 'right', frame);
  const value = (() => {
    if (operator === '=') return right();
    const before = evaluateQuietly(it, target, frame);
    if (operator === '??=') return either(it, frame, isSet(it, before), () => before, right);
    if (operator === '.=') return it.concat(before, right(), place);
    return arithmetic(it, operator.slice(0, -1), before, right(), place);
  })();
  assign(it, target, value, frame);
  return value;
}

function step(it: Interpreter, node: PhpNode, frame: Frame): Value {
  const target = child(node, 'what');
  if (!target) return null;
  const before = evaluate(it, target, frame);
  const after = arithmetic(it, String(node.type).charAt(0), before, 1, it.place(node, frame));
  assign(it, target, after, frame);
  return node.kind === 'pre' ? after : before;
}

function closure(node: PhpNode, frame: Frame): Closure {
  const bound = new Map(children(node, 'uses').map((use) => [nameOf(use), frame.variables.get(nameOf(use)) ?? null]));
  return new Closure(node, bound, frame.self, frame.owner, frame.file);
}
