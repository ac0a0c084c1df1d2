import { Engine } from 'php-parser';
import { ConfigError } from '../errors';
import { evaluate, isCfg, keyOf, lineOf, type PhpNode, type PhpScope } from './php-expression';
import { NotUnderstood, phpText, phpTruth, type PhpArray, type PhpValue } from './php-value';

/** What a config.php sets, and which other files it includes (they are not read). */
export interface PhpConfig {
  readonly cfg: PhpArray;
  readonly includes: readonly { readonly line: number; readonly path: string }[];
}

/** Reads the assignments to `$CFG` in a config.php without running it. Statements that are not understood are passed over;
 *  what they would set becomes NotUnderstood. Throws ConfigError `config-syntax` where the file is not PHP. */
export function readPhpConfig(source: string, file: string, env: PhpScope['env']): PhpConfig {
  const scope: PhpScope = {
    file,
    env,
    variables: new Map(),
    constants: new Map<string, PhpValue>([
      ['DIRECTORY_SEPARATOR', '/'],
      ['PHP_EOL', '\n'],
    ]),
    cfg: new Map(),
  };
  const reader = new StatementReader(scope);
  for (const statement of parse(source, file)) reader.read(statement);
  return { cfg: scope.cfg, includes: reader.includes };
}

function parse(source: string, file: string): PhpNode[] {
  const engine = new Engine({ parser: { extractDoc: false, version: '8.3' }, ast: { withPositions: true } });
  try {
    return engine.parseCode(source.replace(/^\uFEFF/, ''), file).children as unknown as PhpNode[];
  } catch (cause) {
    const { lineNumber, message } = cause as { lineNumber?: number; message: string };
    throw new ConfigError('config-syntax', `${file} line ${lineNumber ?? '?'}: not valid PHP (${message}).`, { cause });
  }
}

class StatementReader {
  readonly includes: { line: number; path: string }[] = [];

  constructor(private readonly scope: PhpScope) {}

  read(node: PhpNode): void {
    const known = this.statements[node.kind];
    if (known) known(node);
    else this.forget(node, `a "${node.kind}" statement`, lineOf(node));
  }

  private readonly statements: Readonly<Record<string, (node: PhpNode) => void>> = {
    expressionstatement: (node) => this.expression(node.expression as PhpNode),
    block: (node) => (node.children as PhpNode[]).forEach((child) => this.read(child)),
    if: (node) => this.choose(node),
    unset: (node) => (node.variables as PhpNode[]).forEach((variable) => this.assign(variable, undefined)),
    global: () => undefined,
    inline: () => undefined,
    function: () => undefined,
    class: () => undefined,
  };

  private expression(node: PhpNode): PhpValue {
    if (node.kind === 'assign') return this.assignment(node);
    if (node.kind === 'include') this.include(node);
    if (node.kind === 'call' && (node.what as PhpNode).name === 'define') this.define(node);
    return evaluate(node, this.scope);
  }

  private assignment(node: PhpNode): PhpValue {
    const target = node.left as PhpNode;
    const right = node.right as PhpNode;
    const value = right.kind === 'assign' ? this.assignment(right) : evaluate(right, this.scope);
    const result = this.combined(node, target, value);
    this.assign(target, result);
    return result;
  }

  private combined(node: PhpNode, target: PhpNode, value: PhpValue): PhpValue {
    if (node.operator === '=') return value;
    const present = evaluate({ ...target, kind: target.kind } as PhpNode, this.scope);
    if (node.operator === '??=') {
      const set = evaluate({ kind: 'isset', variables: [target], loc: node.loc } as unknown as PhpNode, this.scope);
      return set instanceof NotUnderstood ? set : set ? present : value;
    }
    if (node.operator !== '.=') return new NotUnderstood(lineOf(node), `the operator ${String(node.operator)}`);
    const [before, after] = [phpText(present, lineOf(node)), phpText(value, lineOf(node))];
    if (before instanceof NotUnderstood) return before;
    return after instanceof NotUnderstood ? after : before + after;
  }

  /** Sets a variable, a property of $CFG, or an element of one; `undefined` takes it away. */
  private assign(target: PhpNode, value: PhpValue | undefined): void {
    if (isCfg(target)) return;
    if (target.kind === 'variable') return put(this.scope.variables, String(target.name), value);
    if (target.kind === 'propertylookup' && isCfg(target.what as PhpNode)) {
      const name = keyOf(target.offset as PhpNode, this.scope);
      if (typeof name === 'string') put(this.scope.cfg, name, value);
    }
    if (target.kind === 'offsetlookup') this.assignElement(target, value);
  }

  private assignElement(target: PhpNode, value: PhpValue | undefined): void {
    const base = target.what as PhpNode;
    const before = evaluate(base, this.scope);
    const elements = new Map<string, PhpValue>(before instanceof Map ? before : []);
    const key = target.offset ? keyOf(target.offset as PhpNode, this.scope) : String(elements.size);
    if (key instanceof NotUnderstood) return this.assign(base, key);
    put(elements, key, value);
    this.assign(base, elements);
  }

  private choose(node: PhpNode): void {
    const truth = phpTruth(evaluate(node.test as PhpNode, this.scope));
    if (truth instanceof NotUnderstood) return this.forget(node, `a condition on ${truth.what}`, truth.line);
    const branch = (truth ? node.body : node.alternate) as PhpNode | null;
    if (branch) this.read(branch);
  }

  /** Takes all that a statement may set as not understood. */
  private forget(node: PhpNode, what: string, line: number): void {
    if (node.kind === 'assign') this.assign(node.left as PhpNode, new NotUnderstood(line, what));
    for (const [name, child] of Object.entries(node)) {
      if (name === 'loc') continue;
      for (const part of Array.isArray(child) ? child : [child])
        if (typeof (part as PhpNode | null)?.kind === 'string') this.forget(part as PhpNode, what, line);
    }
  }

  private define(node: PhpNode): void {
    const [name, value] = (node.arguments as PhpNode[]).map((argument) => evaluate(argument, this.scope));
    if (typeof name === 'string' && value !== undefined) this.scope.constants.set(name, value);
  }

  private include(node: PhpNode): void {
    const path = evaluate(node.target as PhpNode, this.scope);
    const text = typeof path === 'string' ? path : 'another file';
    if (!text.endsWith('/lib/setup.php')) this.includes.push({ line: lineOf(node), path: text });
  }
}

function put(map: Map<string, PhpValue>, key: string, value: PhpValue | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}
