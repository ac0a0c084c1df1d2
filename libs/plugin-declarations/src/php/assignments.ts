import { evaluate, keyOf } from './expressions';
import type { Frame, Interpreter } from './interpreter';
import { child, children, nameOf, type PhpNode } from './parse';
import { choice, Choice, PhpArray, PhpObject, Unknown, type Value } from './values';

/** Sets what a variable, property or element of an array is; `undefined` takes it away. */
export function assign(it: Interpreter, target: PhpNode, value: Value | undefined, frame: Frame): void {
  switch (target.kind) {
    case 'variable':
      return assignVariable(target, value, frame);
    case 'offsetlookup':
      return assignElement(it, target, value, frame);
    case 'propertylookup':
    case 'nullsafepropertylookup':
      return assignProperty(it, target, value, frame);
    case 'staticlookup': {
      const key = staticKey(it, target, frame);
      if (key) it.statics.set(key, choice(it.live, value ?? null, it.statics.get(key) ?? null));
      return;
    }
    case 'list':
    case 'array':
      return assignList(it, target, value ?? null, frame);
  }
}

function assignVariable(target: PhpNode, value: Value | undefined, frame: Frame): void {
  const name = typeof target.name === 'string' ? target.name : null;
  if (name === null || name === 'this') return;
  if (value === undefined) frame.variables.delete(name);
  else frame.variables.set(name, value);
}

function assignElement(it: Interpreter, target: PhpNode, value: Value | undefined, frame: Frame): void {
  const base = child(target, 'what');
  if (!base) return;
  const offset = child(target, 'offset');
  const key = offset ? evaluate(it, offset, frame) : null;
  const before = current(it, base, frame);
  const after = it.eachOf([before, key], ([array = null, at = null]) => {
    if (array instanceof Unknown) return array;
    if (at instanceof Unknown) return at;
    if (array !== null && !(array instanceof PhpArray))
      return new Unknown(it.place(target, frame), 'an element of what is no array');
    const elements = array ?? PhpArray.EMPTY;
    if (!offset) return elements.append(value ?? null);
    const own = keyOf(at);
    if (own === undefined) return new Unknown(it.place(target, frame), 'an array with a key that is not known');
    return value === undefined ? elements.without(own) : elements.set(own, value);
  });
  assign(it, base, after, frame);
}

/** What a target holds before it is changed; null where it was never set. */
function current(it: Interpreter, target: PhpNode, frame: Frame): Value {
  if (target.kind === 'variable') return frame.variables.get(String(target.name)) ?? null;
  if (target.kind === 'offsetlookup' && child(target, 'offset')) {
    const base = child(target, 'what');
    const holder = base ? current(it, base, frame) : null;
    const key = keyOf(evaluate(it, child(target, 'offset')!, frame));
    if (holder instanceof PhpArray && key !== undefined) return holder.get(key) ?? null;
    return holder instanceof Choice || holder instanceof Unknown ? evaluate(it, target, frame) : null;
  }
  return evaluate(it, target, frame);
}

function assignProperty(it: Interpreter, target: PhpNode, value: Value | undefined, frame: Frame): void {
  const base = child(target, 'what');
  const offset = child(target, 'offset');
  if (!base || !offset) return;
  const name = offset.kind === 'identifier' ? nameOf(offset) : evaluate(it, offset, frame);
  if (typeof name !== 'string') return;
  it.each(evaluate(it, base, frame), (object) => {
    if (object instanceof PhpObject) {
      object.properties.set(name, choice(it.live, value ?? null, object.properties.get(name) ?? null));
    }
    return null;
  });
}

function assignList(it: Interpreter, target: PhpNode, value: Value, frame: Frame): void {
  children(target, 'items').forEach((item, at) => {
    const to = item.kind === 'entry' ? child(item, 'value') : item;
    if (!to || item.kind === 'noop') return;
    const keyed = child(item, 'key');
    const key = keyed ? keyOf(evaluate(it, keyed, frame)) : at;
    const part = it.each(value, (one) => {
      if (one instanceof PhpArray && key !== undefined) return one.get(key) ?? null;
      return one instanceof Unknown ? one : new Unknown(it.place(target, frame), 'a part of what is no array');
    });
    assign(it, to, part, frame);
  });
}

/** `class::$name` of the plugin's own. */
export function staticKey(it: Interpreter, node: PhpNode, frame: Frame): string | null {
  const offset = child(node, 'offset');
  const owner = classMeant(it, child(node, 'what'), frame);
  if (offset?.kind !== 'variable' || !owner) return null;
  const name = nameOf(offset);
  const holder = it.lineage(owner).find((one) => one.properties.has(name)) ?? owner;
  return `${holder.name}::${name}`;
}

/** The class of the plugin's that a name before `::` means. */
export function classMeant(it: Interpreter, node: PhpNode | null, frame: Frame) {
  switch (node?.kind) {
    case 'selfreference':
      return frame.owner;
    case 'staticreference':
      return frame.late;
    case 'parentreference':
      return frame.owner?.parent ? it.code.class(frame.owner.parent) : null;
    case 'name':
      return it.code.class(nameOf(node));
    default:
      return null;
  }
}
