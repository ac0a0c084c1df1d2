import { classMeant } from './assignments';
import { evaluate, nativeName } from './expressions';
import { changingFunctions, pureFunctions } from './functions';
import type { Frame, Interpreter } from './interpreter';
import { assign } from './assignments';
import { child, children, nameOf, type PhpNode } from './parse';
import { Closure, Known, PhpArray, PhpObject, Unknown, type Value } from './values';

/** The values of a call's arguments; what is spread is spread. Null where that cannot be told. */
function argumentsOf(it: Interpreter, node: PhpNode, frame: Frame): Value[] {
  return children(node, 'arguments').flatMap((argument) => {
    if (argument.kind === 'variadic') {
      const list = evaluate(it, child(argument, 'what') ?? argument, frame);
      return list instanceof PhpArray ? list.values() : [new Unknown(it.place(argument, frame), 'unpacked arguments')];
    }
    if (argument.kind === 'namedargument') {
      const value = child(argument, 'value');
      return value ? [evaluate(it, value, frame)] : [];
    }
    return [evaluate(it, argument, frame)];
  });
}

export function callMethodNode(it: Interpreter, node: PhpNode, what: PhpNode, frame: Frame): Value {
  const place = it.place(node, frame);
  const base = child(what, 'what');
  const offset = child(what, 'offset');
  const on = base ? evaluate(it, base, frame) : null;
  const named = offset?.kind === 'identifier' ? nameOf(offset) : offset ? evaluate(it, offset, frame) : '';
  const values = argumentsOf(it, node, frame);
  return it.eachOf([on, named], ([object = null, name = null]) => {
    if (object instanceof Unknown) {
      if (typeof name === 'string') it.host.lost(object, name.toLowerCase(), values);
      return object;
    }
    if (typeof name !== 'string') return new Unknown(place, 'a method whose name is not known');
    if (object instanceof PhpObject) return it.callMethod(object, name, values, place);
    if (object instanceof Known) {
      return (
        it.host.methodOfKnown(object, name.toLowerCase(), it.callOf(null, values, place)) ??
        new Unknown(place, `a call of ${name}()`)
      );
    }
    if (object === null && what.kind === 'nullsafepropertylookup') return null;
    return new Unknown(place, `a call of ${name}() on what is no object`);
  });
}

export function callStatic(it: Interpreter, node: PhpNode, what: PhpNode, frame: Frame): Value {
  const place = it.place(node, frame);
  const holder = child(what, 'what');
  const offset = child(what, 'offset');
  const name = nameOf(offset);
  const values = argumentsOf(it, node, frame);
  if (offset?.kind === 'variable' || name === '') return new Unknown(place, 'a method whose name is not known');
  const owner = classMeant(it, holder, frame);
  const isOwnLine = holder?.kind !== 'name';
  const self = isOwnLine ? frame.self : null;
  const found = owner ? it.methodOf(owner, name) : null;
  if (found) {
    const late = isOwnLine && holder?.kind !== 'name' ? frame.late : owner;
    return it.call(found.method, values, { self: found.method.isStatic ? null : self, owner: found.owner, late });
  }
  // `parent::method()` of a class of Moodle's.
  if (self && isOwnLine) {
    if (name === '__construct') {
      it.constructNative(self, owner ?? frame.owner, values, place);
      return null;
    }
    return it.callNative(self, owner ?? frame.owner, name, values, place);
  }
  const native = owner ? it.nativeParent(owner) : nativeName(it, holder, frame);
  const method = native ? it.host.method(native, name.toLowerCase()) : null;
  return method ? method(it.callOf(null, values, place)) : new Unknown(place, `a call of ${native ?? ''}::${name}()`);
}

export function construct(it: Interpreter, node: PhpNode, frame: Frame): Value {
  const place = it.place(node, frame);
  const what = child(node, 'what');
  const values = argumentsOf(it, node, frame);
  const owner = classMeant(it, what, frame);
  return it.eachOf(values, (ones) => {
    if (owner) return it.create(owner, ones, place);
    const name = what?.kind === 'name' ? it.code.wholeName(nameOf(what)) : '';
    if (name.toLowerCase() === 'stdclass') return new PhpObject('stdClass', null);
    if (!it.host.hasClass(name)) return new Unknown(place, `an object of ${name || 'a class that is not known'}`);
    const object = new PhpObject(name, null);
    it.host.construct(name, it.callOf(object, ones, place));
    return object;
  });
}

export function callFunction(it: Interpreter, node: PhpNode, frame: Frame): Value {
  const place = it.place(node, frame);
  const what = child(node, 'what');
  const called = what && what.kind !== 'name' ? evaluate(it, what, frame) : null;
  if (called instanceof Closure) return it.callClosure(called, argumentsOf(it, node, frame));
  const name = (what?.kind === 'name' ? nameOf(what) : typeof called === 'string' ? called : '').replace(/^.*\\/, '');
  const changing = Object.hasOwn(changingFunctions, name) ? changingFunctions[name] : undefined;
  if (changing) return change(it, node, frame, changing);
  return callNamed(it, name, argumentsOf(it, node, frame), it.place(node, frame), place);
}

/** Calls a function by its name: PHP's, Moodle's or the plugin's. */
export function callNamed(
  it: Interpreter,
  name: string,
  values: readonly Value[],
  place: Unknown['place'],
  at = place,
): Value {
  const native = it.host.function(name.toLowerCase());
  if (native) return it.eachOf(values, (ones) => native(it.callOf(null, ones, place)));
  const pure = Object.hasOwn(pureFunctions, name.toLowerCase()) ? pureFunctions[name.toLowerCase()] : undefined;
  if (pure) {
    return it.eachOf(values, (ones) => {
      const unknown = ones.find((one) => one instanceof Unknown);
      return unknown ?? pure(ones, it, place) ?? new Unknown(at, `this call of ${name}()`);
    });
  }
  const own = it.code.function(name);
  if (own) return it.call(own, values, { self: null, owner: null, late: null });
  return new Unknown(at, `a call of ${name}()`);
}

/** A function that changes the list it is given, such as array_push. */
function change(
  it: Interpreter,
  node: PhpNode,
  frame: Frame,
  work: (list: PhpArray, values: readonly Value[]) => { list: PhpArray; result: Value } | null,
): Value {
  const [target] = children(node, 'arguments');
  const [list = null, ...values] = argumentsOf(it, node, frame);
  const place = it.place(node, frame);
  if (!target) return null;
  let result: Value = null;
  const changed = it.each(list, (one) => {
    const outcome = one instanceof PhpArray ? work(one, values) : null;
    if (!outcome) return one instanceof Unknown ? one : new Unknown(place, 'a change of what is no list here');
    result = outcome.result;
    return outcome.list;
  });
  assign(it, target, changed, frame);
  return result;
}
