import { dirname } from 'node:path/posix';
import { functions } from './php-functions';
import { lineOf, type PhpNode, type PhpScope } from './php-scope';
import { NoRequest, NotUnderstood, phpEquals, PhpObject, phpText, phpTruth, Unset, type PhpValue } from './php-value';

type Evaluate = (node: PhpNode, scope: PhpScope) => PhpValue;

/** Computes an expression without running anything. What is not known here gives NotUnderstood with its line. */
export function evaluate(node: PhpNode, scope: PhpScope): PhpValue {
  return (expressions[node.kind] ?? unknownExpression)(node, scope);
}

/** The key of an array element or the name of a property, as text. */
export function keyOf(node: PhpNode, scope: PhpScope): string | NotUnderstood {
  return node.kind === 'identifier' ? String(node.name) : phpText(evaluate(node, scope), lineOf(node));
}

/** Is this `$CFG`, under whatever name? */
export function isCfg(node: PhpNode, scope: PhpScope): boolean {
  if (node.kind !== 'variable' && node.kind !== 'offsetlookup' && node.kind !== 'propertylookup') return false;
  const value = evaluate(node, scope);
  return value instanceof PhpObject && value.isCfg;
}

const expressions: Readonly<Record<string, Evaluate>> = {
  string: (node) => String(node.value),
  nowdoc: (node) => String(node.value),
  number: (node) => number(String(node.value)),
  boolean: (node) => Boolean(node.value),
  nullkeyword: () => null,
  encapsed: (node, scope) => joined(node, (node.value ?? []) as PhpNode[], scope),
  encapsedpart: (node, scope) => evaluate(node.expression as PhpNode, scope),
  magic,
  name: constant,
  variable: (node, scope) => {
    if (typeof node.name !== 'string') return new NotUnderstood(lineOf(node), 'a variable whose name is computed');
    const value = scope.variables.get(node.name);
    return value !== undefined ? value : (scope.state.taint ?? unset(node, `$${node.name}`));
  },
  propertylookup: property,
  offsetlookup: element,
  array,
  bin: binary,
  unary,
  cast,
  retif: (node, scope) => conditional(node, scope),
  silent: (node, scope) => evaluate(node.expr as PhpNode, scope),
  isset: (node, scope) => present((node.variables as PhpNode[]).map((variable) => evaluate(variable, scope))),
  empty: (node, scope) => negated(phpTruth(absentAsNull(evaluate(node.expression as PhpNode, scope)))),
  call,
  match,
  include: (node, scope) => scope.include(node),
  new: (node) => (isPlainObject(node) ? new PhpObject(false) : new NotUnderstood(lineOf(node), 'an object of a class')),
};

const unknownExpression: Evaluate = (node) => new NotUnderstood(lineOf(node), `"${node.kind}"`);

function unset(node: PhpNode, what: string): Unset {
  return new Unset(lineOf(node), `${what}, which is not set before`);
}

function absentAsNull(value: PhpValue): PhpValue {
  return value instanceof Unset ? null : value;
}

function number(text: string): number {
  const digits = text.replaceAll('_', '').toLowerCase();
  return /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
}

function magic(node: PhpNode, scope: PhpScope): PhpValue {
  if (node.value === '__DIR__') return dirname(scope.file);
  if (node.value === '__FILE__') return scope.file;
  return new NotUnderstood(lineOf(node), String(node.value));
}

function constant(node: PhpNode, scope: PhpScope): PhpValue {
  const name = String(node.name).replace(/^\\/, '');
  return scope.constants.get(name) ?? new NotUnderstood(lineOf(node), `the constant ${name}`);
}

function property(node: PhpNode, scope: PhpScope): PhpValue {
  const name = keyOf(node.offset as PhpNode, scope);
  if (name instanceof NotUnderstood) return name;
  if (!isCfg(node.what as PhpNode, scope))
    return new NotUnderstood(lineOf(node), `the property ${name} of another object`);
  return scope.cfg.get(name) ?? (scope.cfg.has(name) ? null : (scope.state.taint ?? unset(node, `$CFG->${name}`)));
}

function element(node: PhpNode, scope: PhpScope): PhpValue {
  const base = node.what as PhpNode;
  const key = node.offset ? keyOf(node.offset as PhpNode, scope) : new NotUnderstood(lineOf(node), '[]');
  if (key instanceof NotUnderstood) return key;
  if (base.kind === 'variable' && (base.name === '_ENV' || base.name === '_SERVER'))
    return scope.env[key] ?? (base.name === '_ENV' ? unset : request)(node, `$${base.name}['${key}']`, scope);
  if (base.kind === 'variable' && base.name === 'GLOBALS')
    return scope.variables.get(key) ?? unset(node, `$GLOBALS['${key}']`);
  const array = evaluate(base, scope);
  if (array instanceof NotUnderstood) return array;
  if (!(array instanceof Map)) return new NotUnderstood(lineOf(node), 'an element of something that is no array');
  return array.get(key) ?? unset(node, `the element '${key}'`);
}

/** `$_SERVER` mixes the environment with the web request, which is unknown here. */
function request(node: PhpNode, what: string, { state }: PhpScope): NotUnderstood {
  const text = `${what}, which only a web request has`;
  return state.request === 'absent' ? new NoRequest(lineOf(node), text) : new NotUnderstood(lineOf(node), text);
}

function array(node: PhpNode, scope: PhpScope): PhpValue {
  const values = new Map<string, PhpValue>();
  let next = 0;
  for (const item of node.items as PhpNode[]) {
    if (item.unpack) return new NotUnderstood(lineOf(item), 'an unpacked array');
    const key = item.key ? keyOf(item.key as PhpNode, scope) : String(next);
    if (key instanceof NotUnderstood) return key;
    if (/^\d+$/.test(key)) next = Math.max(next, Number(key) + 1);
    values.set(key, evaluate((item.kind === 'entry' ? item.value : item) as PhpNode, scope));
  }
  return values;
}

function binary(node: PhpNode, scope: PhpScope): PhpValue {
  const [leftNode, rightNode] = [node.left as PhpNode, node.right as PhpNode];
  if (node.type === '.') return joined(node, [leftNode, rightNode], scope);
  const left = evaluate(leftNode, scope);
  if (node.type === '??') return absentAsNull(left) ?? evaluate(rightNode, scope);
  if (node.type === '&&' || node.type === 'and') return both(left, rightNode, scope, true);
  if (node.type === '||' || node.type === 'or') return both(left, rightNode, scope, false);
  const right = evaluate(rightNode, scope);
  const equality = /^([=!])=(=?)$/.exec(String(node.type));
  if (equality) {
    const isEqual = phpEquals(left, right, lineOf(node), equality[2] === '=');
    return equality[1] === '=' ? isEqual : negated(isEqual);
  }
  if (left instanceof NotUnderstood) return left;
  if (right instanceof NotUnderstood) return right;
  return new NotUnderstood(lineOf(node), `the operator ${String(node.type)}`);
}

function both(left: PhpValue, rightNode: PhpNode, scope: PhpScope, and: boolean): PhpValue {
  const truth = phpTruth(left);
  if (truth instanceof NotUnderstood || truth !== and) return truth;
  return phpTruth(evaluate(rightNode, scope));
}

function unary(node: PhpNode, scope: PhpScope): PhpValue {
  const value = evaluate(node.what as PhpNode, scope);
  if (node.type === '!') return negated(phpTruth(value));
  if (typeof value === 'number' && (node.type === '-' || node.type === '+')) return node.type === '-' ? -value : value;
  return value instanceof NotUnderstood ? value : new NotUnderstood(lineOf(node), `the operator ${String(node.type)}`);
}

function negated(truth: boolean | NotUnderstood): boolean | NotUnderstood {
  return truth instanceof NotUnderstood ? truth : !truth;
}

function cast(node: PhpNode, scope: PhpScope): PhpValue {
  const value = evaluate(node.expr as PhpNode, scope);
  if (node.type === 'string') return phpText(value, lineOf(node));
  // An object made of an array is told from `$CFG` by whoever assigns it.
  if ((node.type === 'array' || node.type === 'object') && value instanceof Map) return value;
  if (node.type === 'array' && value instanceof PhpObject && value.isCfg) {
    return scope.state.taint ?? new Map(scope.cfg);
  }
  if (node.type === 'bool' || node.type === 'boolean') return phpTruth(value);
  if (node.type !== 'int' && node.type !== 'integer')
    return new NotUnderstood(lineOf(node), `the cast to ${String(node.type)}`);
  const text = phpText(value, lineOf(node));
  return text instanceof NotUnderstood ? text : Number.parseInt(text, 10) || 0;
}

function conditional(node: PhpNode, scope: PhpScope): PhpValue {
  const test = evaluate(node.test as PhpNode, scope);
  const truth = phpTruth(test);
  if (truth instanceof NotUnderstood) return truth;
  if (!truth) return evaluate(node.falseExpr as PhpNode, scope);
  return node.trueExpr ? evaluate(node.trueExpr as PhpNode, scope) : test;
}

function joined(node: PhpNode, parts: readonly PhpNode[], scope: PhpScope): PhpValue {
  if (node.type === 'shell') return new NotUnderstood(lineOf(node), 'a shell command');
  let text = '';
  for (const part of parts) {
    const value = phpText(evaluate(part, scope), lineOf(part));
    if (value instanceof NotUnderstood) return value;
    text += value;
  }
  return text;
}

function present(values: readonly PhpValue[]): PhpValue {
  const unknown = values.find((value) => value instanceof NotUnderstood && !(value instanceof Unset));
  return unknown ?? values.every((value) => absentAsNull(value) !== null);
}

/** `new stdClass()`, which holds what is put there and does nothing. */
export function isPlainObject(node: PhpNode): boolean {
  return node.kind === 'new' && /^\\?stdclass$/i.test(String((node.what as PhpNode).name));
}

function match(node: PhpNode, scope: PhpScope): PhpValue {
  const value = evaluate(node.cond as PhpNode, scope);
  for (const arm of node.arms as PhpNode[]) {
    const conditions = arm.conds as PhpNode[] | null;
    for (const condition of conditions ?? []) {
      const isEqual = phpEquals(value, evaluate(condition, scope), lineOf(condition), true);
      if (isEqual instanceof NotUnderstood) return isEqual;
      if (isEqual) return evaluate(arm.body as PhpNode, scope);
    }
    if (!conditions) return evaluate(arm.body as PhpNode, scope);
  }
  return new NotUnderstood(lineOf(node), 'a match that nothing matches');
}

function call(node: PhpNode, scope: PhpScope): PhpValue {
  const name = String((node.what as PhpNode).name)
    .replace(/^\\/, '')
    .toLowerCase();
  const values = (node.arguments as PhpNode[]).map((argument) => evaluate(argument, scope));
  if (name === 'defined') return defined(node, values[0], scope);
  const known = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!known) return new NotUnderstood(lineOf(node), `a call of ${name}()`);
  const unknown = values.find((value) => value instanceof NotUnderstood);
  return unknown ?? known(values, scope) ?? new NotUnderstood(lineOf(node), `this call of ${name}()`);
}

/** What a config.php sees is what Moodle's own command of a backup would show it: no test suite, no web service. Of any other
 *  constant of an entry script nothing is known. */
function defined(node: PhpNode, name: PhpValue | undefined, scope: PhpScope): PhpValue {
  if (typeof name !== 'string') return new NotUnderstood(lineOf(node), 'defined()');
  if (scope.constants.has(name)) return true;
  return /^(PHPUNIT|BEHAT)_|^(AJAX_SCRIPT|WS_SERVER|ABORT_AFTER_CONFIG)$/.test(name)
    ? false
    : new NotUnderstood(lineOf(node), `whether ${name} is defined`);
}
