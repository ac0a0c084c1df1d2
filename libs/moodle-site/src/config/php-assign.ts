import { evaluate, isCfg, keyOf } from './php-expression';
import { lineOf, nodesIn, type PhpNode, type PhpScope } from './php-scope';
import { NotUnderstood, PhpObject, type PhpValue, Unset } from './php-value';

/** Sets a variable, a property of $CFG, or an element of one; `undefined` takes it away. */
export function assign(scope: PhpScope, target: PhpNode, given: PhpValue | undefined): void {
  const value = given instanceof NotUnderstood ? given.in(scope.file) : given;
  if (isCfg(target, scope)) return replaceCfg(scope, target, value);
  if (target.kind === 'variable') return put(scope.variables, String(target.name), value);
  if (target.kind === 'propertylookup') assignProperty(scope, target, value);
  if (target.kind === 'offsetlookup') assignElement(scope, target, value);
}

function assignProperty(scope: PhpScope, target: PhpNode, value: PhpValue | undefined): void {
  const base = target.what as PhpNode;
  if (!isCfg(base, scope)) {
    // An object that nobody knows may be the site's settings under another name.
    const object = evaluate(base, scope);
    if (object instanceof NotUnderstood)
      taint(scope, new NotUnderstood(lineOf(target), `an object, which is ${object.what}`));
    return;
  }
  const name = keyOf(target.offset as PhpNode, scope);
  if (name instanceof NotUnderstood)
    taint(scope, new NotUnderstood(lineOf(target), 'a setting whose name is computed'));
  else put(scope.cfg, name, value);
}

function assignElement(scope: PhpScope, target: PhpNode, value: PhpValue | undefined): void {
  const base = target.what as PhpNode;
  const before = evaluate(base, scope);
  // One element that is known does not make the others known.
  if (before instanceof NotUnderstood && !(before instanceof Unset)) return assign(scope, base, before);
  const elements = new Map<string, PhpValue>(before instanceof Map ? before : []);
  const key = target.offset ? keyOf(target.offset as PhpNode, scope) : String(elements.size);
  if (key instanceof NotUnderstood) return assign(scope, base, key);
  put(elements, key, value);
  assign(scope, base, elements);
}

/** `$CFG = …`: a new object, one made of an array, or the same. */
function replaceCfg(scope: PhpScope, target: PhpNode, value: PhpValue | undefined): void {
  if (value instanceof PhpObject && value.isCfg) return;
  if (target.kind === 'variable' && target.name !== 'CFG') return put(scope.variables, String(target.name), value);
  scope.cfg.clear();
  scope.state.taint = null;
  if (value instanceof Map) for (const [name, one] of value) put(scope.cfg, name, one);
  else if (value instanceof NotUnderstood) taint(scope, value);
}

/** Takes all that is assigned in it, however deep, as not understood. */
export function forgetTargets(scope: PhpScope, node: PhpNode, what: NotUnderstood): void {
  for (const one of nodesIn(node)) {
    if (one.kind === 'assign' || one.kind === 'assignref') forgetTarget(scope, one.left as PhpNode, what);
    if (one.kind === 'post' || one.kind === 'pre') forgetTarget(scope, one.what as PhpNode, what);
    if (one.kind === 'foreach') {
      for (const part of [one.key, one.value]) if (part) forgetTarget(scope, part as PhpNode, what);
    }
    if (one.kind === 'unset') for (const part of one.variables as PhpNode[]) forgetTarget(scope, part, what);
    if (one.kind === 'call' && /^preg_match(_all)?$/.test(String((one.what as PhpNode).name))) {
      const [, , found] = one.arguments as PhpNode[];
      if (found) forgetTarget(scope, found, what);
    }
    if (one.kind === 'call' && (one.what as PhpNode).name === 'define') forgetConstant(scope, one, what);
  }
}

function forgetTarget(scope: PhpScope, target: PhpNode, what: NotUnderstood): void {
  if (target.kind === 'list' || target.kind === 'array') {
    for (const item of target.items as PhpNode[]) {
      const part = item.kind === 'entry' ? (item.value as PhpNode | null) : item;
      if (part) forgetTarget(scope, part, what);
    }
  } else assign(scope, target, what);
}

function forgetConstant(scope: PhpScope, node: PhpNode, what: NotUnderstood): void {
  const [name] = node.arguments as PhpNode[];
  const known = name ? evaluate(name, scope) : null;
  if (typeof known === 'string' && !scope.constants.has(known)) scope.constants.set(known, what.in(scope.file));
}

/** Takes all settings and variables as not understood. */
export function taint(scope: PhpScope, why: NotUnderstood): void {
  const reason = why.in(scope.file);
  scope.state.taint = reason;
  for (const map of [scope.cfg, scope.variables]) {
    for (const [name, value] of map) if (!(value instanceof PhpObject && value.isCfg)) map.set(name, reason);
  }
}

function put(map: Map<string, PhpValue>, key: string, value: PhpValue | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}
