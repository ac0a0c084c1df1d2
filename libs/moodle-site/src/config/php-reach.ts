import { isHarmless } from './php-functions';
import { isPlainObject } from './php-expression';
import { childrenOf, lineOf, nodesIn, type PhpNode, type PhpScope } from './php-scope';
import { NotUnderstood } from './php-value';

/** What in this code may reach `$CFG`, or change variables, in a way that is not followed here; null where nothing does. */
export function reachOf(node: PhpNode, scope: PhpScope): NotUnderstood | null {
  return reach(node, scope, new Set());
}

function reach(node: PhpNode, scope: PhpScope, seen: Set<string>): NotUnderstood | null {
  const own = reasons[node.kind]?.(node, scope, seen);
  if (own) return new NotUnderstood(lineOf(node), own);
  // `$GLOBALS['CFG']` is followed; whatever else is done with all variables is not.
  if (isNamedGlobal(node)) return null;
  for (const child of childrenOf(node)) {
    const inside = reach(child, scope, seen);
    if (inside) return inside;
  }
  return null;
}

type Reason = (node: PhpNode, scope: PhpScope, seen: Set<string>) => string | null;

const reasons: Readonly<Record<string, Reason>> = {
  eval: () => 'a call of eval()',
  include: () => 'another file that is included here',
  variable: ({ name }) => {
    if (typeof name !== 'string') return 'a variable whose name is computed';
    return name === 'GLOBALS' ? '$GLOBALS' : null;
  },
  global: (node) => ((node.items as PhpNode[]).some(isNamedCfg) ? '$CFG as a global variable' : null),
  new: (node) => (isPlainObject(node) ? null : 'an object of a class'),
  staticlookup: () => null,
  call: callReason,
  assign: (node) => throughOther(node.left as PhpNode),
  assignref: (node) =>
    [...nodesIn(node)].some(isNamedCfg) ? 'a reference to $CFG' : throughOther(node.left as PhpNode),
  foreach: (node) =>
    Object(node.value).byref === true && hasCfg(node.source as PhpNode) ? 'a reference to $CFG' : null,
};

function callReason(node: PhpNode, scope: PhpScope, seen: Set<string>): string | null {
  const what = node.what as PhpNode;
  if (what.kind !== 'name') return 'a call of a method or of a computed function';
  const name = String(what.name).replace(/^\\/, '');
  const key = name.toLowerCase();
  if (isHarmless(key)) return null;
  const text = `a call of ${name}()`;
  const declared = scope.functions.get(key);
  // It may change what it is handed, and what it names itself.
  if (!declared || (node.arguments as PhpNode[]).some(handsOn)) return text;
  if (seen.has(key)) return null;
  seen.add(key);
  return reach(declared.body as PhpNode, scope, seen) ? text : null;
}

/** `$other->name = …`: the other one may be `$CFG`. Those that are it are followed where they stand. */
function throughOther(target: PhpNode): string | null {
  if (target.kind !== 'propertylookup') return null;
  const base = target.what as PhpNode;
  return base.kind === 'variable' || isNamedGlobal(base) ? null : 'an assignment through another object';
}

/** Is `$CFG` itself an argument, or a reference to a part of it? */
function handsOn(argument: PhpNode): boolean {
  return argument.kind === 'variable' ? isNamedCfg(argument) : hasCfg(argument) && argument.kind !== 'propertylookup';
}

const isNamedCfg = (node: PhpNode): boolean => node.kind === 'variable' && node.name === 'CFG';

const hasCfg = (node: PhpNode): boolean => [...nodesIn(node)].some(isNamedCfg);

function isNamedGlobal(node: PhpNode): boolean {
  const [base, key] = [node.what as PhpNode | undefined, node.offset as PhpNode | undefined];
  return node.kind === 'offsetlookup' && base?.kind === 'variable' && base.name === 'GLOBALS' && key?.kind === 'string';
}
