import { assign, forgetTargets, taint } from './php-assign';
import { evaluate, isCfg, keyOf } from './php-expression';
import { reachOf } from './php-reach';
import { childrenOf, lineOf, nodesIn, type PhpNode, type PhpScope } from './php-scope';
import { NotUnderstood, phpEquals, PhpObject, phpText, phpTruth, type PhpValue } from './php-value';

/** What ends a list of statements before its end. `unsure`: what is not understood may end the loop around it. */
type End = { readonly kind: 'break' | 'continue' | 'unsure' } | { readonly kind: 'return'; readonly value: PhpValue };

/** What decides which database and which files are read. */
const CONNECTION = new Set('dbtype dbhost dbname dbuser dbpass prefix dboptions dataroot'.split(' '));

/** What may decide later which database is read. */
const MAY_DECIDE = ['assignref', 'post', 'pre', 'unset', 'return', 'foreach', 'constantstatement'];

const mostSteps = 100_000;

/** Follows the statements of a config.php. What is not understood makes all that it may set not understood. */
export class StatementReader {
  constructor(private readonly scope: PhpScope) {}

  /** Reads statements; their value is what the file returns. */
  file(statements: readonly PhpNode[]): PhpValue {
    for (const node of statements.flatMap((one) => [...nodesIn(one)])) {
      const name = node.kind === 'function' ? String((node.name as PhpNode).name).toLowerCase() : null;
      if (name !== null && !this.scope.functions.has(name)) this.scope.functions.set(name, node);
    }
    for (const statement of statements) {
      const end = this.read(statement);
      // A `break` outside of a loop ends nothing.
      if (end?.kind === 'return') return end.value;
    }
    return 1;
  }

  private list(statements: readonly PhpNode[]): End | null {
    for (const statement of statements) {
      const end = this.read(statement);
      if (end) return end;
    }
    return null;
  }

  private read(node: PhpNode): End | null {
    this.scope.state.steps++;
    if (this.scope.state.steps > mostSteps) {
      taint(this.scope, new NotUnderstood(lineOf(node), `more than ${mostSteps} statements`));
      return { kind: 'return', value: null };
    }
    const known = this.statements[node.kind];
    return known ? known(node) : this.forget(node, new NotUnderstood(lineOf(node), `a "${node.kind}" statement`));
  }

  private readonly statements: Readonly<Record<string, (node: PhpNode) => End | null>> = {
    expressionstatement: (node) => this.expression(node.expression as PhpNode),
    block: (node) => this.list(node.children as PhpNode[]),
    namespace: (node) => this.list(node.children as PhpNode[]),
    declare: (node) => this.list(node.children as PhpNode[]),
    if: (node) => this.choose(node),
    switch: (node) => this.select(node),
    foreach: (node) => this.repeat(node),
    try: (node) => this.attempt(node),
    unset: (node) => {
      for (const variable of node.variables as PhpNode[]) assign(this.scope, variable, undefined);
      return null;
    },
    constantstatement: (node) => {
      for (const { name, value } of node.constants as unknown as { name: PhpNode; value: PhpNode }[]) {
        this.scope.constants.set(String(name.name), this.value(value));
      }
      return null;
    },
    return: (node) => ({ kind: 'return', value: node.expr ? this.value(node.expr as PhpNode) : null }),
    break: (node) => ({ kind: node.level === null ? 'break' : 'unsure' }),
    continue: (node) => ({ kind: node.level === null ? 'continue' : 'unsure' }),
    global: () => null,
    inline: () => null,
    function: () => null,
    class: () => null,
    usegroup: () => null,
  };

  private expression(node: PhpNode): End | null {
    if (node.kind === 'silent') return this.expression(node.expr as PhpNode);
    const both = node.kind === 'bin' ? /^(&&|and)$|^(\|\||or)$/.exec(String(node.type)) : null;
    if (both) {
      const truth = phpTruth(this.value(node.left as PhpNode));
      if (truth instanceof NotUnderstood) return this.forget(node.right as PhpNode, truth);
      return truth === (both[1] !== undefined) ? this.expression(node.right as PhpNode) : null;
    }
    if (node.kind === 'exit') return { kind: 'return', value: null };
    if (node.kind === 'assign') this.assignment(node);
    else if (node.kind === 'include' && isSetup(node.target as PhpNode)) return { kind: 'return', value: SETUP };
    else {
      const value = this.value(node);
      if (value === SETUP) return { kind: 'return', value };
      if (node.kind === 'call' && (node.what as PhpNode).name === 'define') this.define(node);
    }
    return null;
  }

  /** Computes an expression, after all that it may do besides was noted. */
  private value(node: PhpNode): PhpValue {
    if (node.kind === 'include') this.note(node.target as PhpNode);
    else this.note(node);
    return evaluate(node, this.scope);
  }

  private assignment(node: PhpNode): PhpValue {
    const target = node.left as PhpNode;
    const reason = reachOf(target, this.scope);
    if (reason) taint(this.scope, reason);
    const right = node.right as PhpNode;
    const { state } = this.scope;
    // Only what the site is called may depend on a web request that is not there.
    if (this.isHarmlessTarget(target)) state.request = 'absent';
    const value = right.kind === 'assign' ? this.assignment(right) : this.value(right);
    state.request = 'unknown';
    if (target.kind === 'list' || target.kind === 'array') {
      this.forget(node, new NotUnderstood(lineOf(node), 'several assignments in one'));
      return value;
    }
    const result = this.combined(node, target, value);
    assign(this.scope, target, result);
    return result;
  }

  private combined(node: PhpNode, target: PhpNode, value: PhpValue): PhpValue {
    if (node.operator === '=') return value;
    const present = evaluate(target, this.scope);
    if (node.operator === '??=') {
      const set = evaluate({ kind: 'isset', variables: [target], loc: node.loc } as unknown as PhpNode, this.scope);
      return set instanceof NotUnderstood ? set : set ? present : value;
    }
    if (node.operator !== '.=') return new NotUnderstood(lineOf(node), `the operator ${String(node.operator)}`);
    const [before, after] = [phpText(present, lineOf(node)), phpText(value, lineOf(node))];
    if (before instanceof NotUnderstood) return before;
    return after instanceof NotUnderstood ? after : before + after;
  }

  private choose(node: PhpNode): End | null {
    const branches = [node.body, node.alternate].filter((branch): branch is PhpNode => Boolean(branch));
    const truth = phpTruth(this.condition(node.test as PhpNode, branches));
    if (truth instanceof NotUnderstood) {
      const what = new NotUnderstood(truth.line, `a condition on ${truth.what}`, truth.file);
      return branches.map((branch) => this.forget(branch, what)).find((end) => end !== null) ?? null;
    }
    const branch = (truth ? node.body : node.alternate) as PhpNode | null;
    return branch ? this.read(branch) : null;
  }

  private select(node: PhpNode): End | null {
    const cases = (node.body as PhpNode).children as PhpNode[];
    const value = this.condition(node.test as PhpNode, cases, true);
    let chosen = -1;
    for (const [at, { test, loc }] of cases.entries()) {
      if (!test) continue;
      const isEqual = phpEquals(value, evaluate(test as PhpNode, this.scope), loc?.start.line ?? 0, false);
      if (isEqual instanceof NotUnderstood) {
        return this.forget(node.body as PhpNode, new NotUnderstood(lineOf(node), `a switch on ${isEqual.what}`), true);
      }
      if (isEqual) {
        chosen = at;
        break;
      }
    }
    if (chosen < 0) chosen = cases.findIndex(({ test }) => !test);
    if (chosen < 0) return null;
    const end = this.list(cases.slice(chosen).flatMap(({ body }) => (body ? [body as PhpNode] : [])));
    if (end?.kind === 'unsure') return this.forget(node.body as PhpNode, unsure(node), true);
    return end?.kind === 'return' ? end : null;
  }

  private repeat(node: PhpNode): End | null {
    const source = this.value(node.source as PhpNode);
    const { key, value, body } = node as unknown as { key: PhpNode | null; value: PhpNode; body: PhpNode };
    if (!(source instanceof Map) || Object(value).byref === true) {
      const why = source instanceof NotUnderstood ? ` over ${source.what}` : '';
      return this.forget(node, new NotUnderstood(lineOf(node), `a loop${why}`), true);
    }
    for (const [name, item] of source) {
      if (key) assign(this.scope, key, name);
      assign(this.scope, value, item);
      const end = this.read(body);
      if (end?.kind === 'unsure') return this.forget(node, unsure(node), true);
      if (end?.kind === 'return') return end;
      if (end?.kind === 'break') break;
    }
    return null;
  }

  private attempt(node: PhpNode): End | null {
    const end = this.read(node.body as PhpNode);
    for (const one of node.catches as PhpNode[]) {
      this.forget(one, new NotUnderstood(lineOf(one), 'an exception that may be caught here'));
    }
    return end ?? (node.always ? this.read(node.always as PhpNode) : null);
  }

  /** Computes what decides between branches. Where they set nothing of the connection, a web request is taken as absent. */
  private condition(test: PhpNode, branches: readonly PhpNode[], isSwitch = false): PhpValue {
    const isHarmless = branches.every((branch) => !this.mayDecideConnection(branch, isSwitch));
    this.scope.state.request = isHarmless ? 'absent' : 'unknown';
    const value = this.value(test);
    this.scope.state.request = 'unknown';
    return value;
  }

  private mayDecideConnection(branch: PhpNode, isSwitch: boolean): boolean {
    if (reachOf(branch, this.scope)) return true;
    const ends = isSwitch ? [] : ['break', 'continue'];
    return [...nodesIn(branch)].some((node) =>
      node.kind === 'assign'
        ? !this.isHarmlessTarget(node.left as PhpNode)
        : [...MAY_DECIDE, ...ends].includes(node.kind) ||
          (node.kind === 'call' && (node.what as PhpNode).name === 'define'),
    );
  }

  private isHarmlessTarget(target: PhpNode): boolean {
    if (target.kind === 'offsetlookup') return this.isHarmlessTarget(target.what as PhpNode);
    if (target.kind !== 'propertylookup' || !isCfg(target.what as PhpNode, this.scope)) return false;
    const name = keyOf(target.offset as PhpNode, this.scope);
    return typeof name === 'string' && !CONNECTION.has(name);
  }

  /** Notes what an expression may do besides giving a value. */
  private note(node: PhpNode): void {
    const reason = reachOf(node, this.scope);
    if (reason) taint(this.scope, reason);
    forgetTargets(this.scope, node, new NotUnderstood(lineOf(node), 'an assignment inside an expression'));
  }

  /** Takes all that a statement may set as not understood. `isLoop`: what ends a loop in it ends nothing around it. */
  private forget(node: PhpNode, what: NotUnderstood, isLoop = false): End | null {
    const reason = reachOf(node, this.scope);
    if (reason) taint(this.scope, new NotUnderstood(reason.line, reason.what, reason.file));
    forgetTargets(this.scope, node, what);
    // Whether the rest of this file is read is not known then, nor what it sets.
    if (mayEnd(node, ['return'], [])) this.scope.endings.push(what);
    return !isLoop && mayEnd(node, ['break', 'continue'], LOOPS) ? { kind: 'unsure' } : null;
  }

  private define(node: PhpNode): void {
    const [name, value] = (node.arguments as PhpNode[]).map((argument) => evaluate(argument, this.scope));
    if (typeof name === 'string' && value !== undefined) this.scope.constants.set(name, value);
  }
}

/** What a file returns that has brought in Moodle's own set-up: by then the settings are in use. */
export const SETUP: PhpValue = new PhpObject(false);

/** `…/lib/setup.php`, wherever it lies. */
function isSetup(target: PhpNode): boolean {
  const last = [...nodesIn(target)].filter(({ kind }) => kind === 'string').at(-1);
  return String(last?.value ?? '').endsWith('lib/setup.php');
}

const unsure = (node: PhpNode): NotUnderstood =>
  new NotUnderstood(lineOf(node), 'a loop or a switch that something not understood may end');

const LOOPS = ['foreach', 'for', 'while', 'do', 'switch'];
const FUNCTIONS = ['function', 'closure', 'arrowfunc', 'class', 'method'];

/** Is one of these statements in it, outside functions and `within`? */
function mayEnd(node: PhpNode, kinds: readonly string[], within: readonly string[]): boolean {
  if (kinds.includes(node.kind)) return true;
  if (FUNCTIONS.includes(node.kind) || within.includes(node.kind)) return false;
  return [...childrenOf(node)].some((child) => mayEnd(child, kinds, within));
}
