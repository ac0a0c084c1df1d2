import { dirname, isAbsolute, join } from 'node:path';
import { ConfigError } from '../errors';
import { evaluate } from './php-expression';
import { PhpFiles } from './php-files';
import { lineOf, type PhpNode, type PhpScope } from './php-scope';
import { taint } from './php-assign';
import { phpStatements } from './php-syntax';
import { StatementReader } from './php-statements';
import { NotUnderstood, PhpObject, type PhpArray, type PhpValue } from './php-value';

/** What a config.php sets. */
export interface PhpConfig {
  readonly cfg: PhpArray;
  /** Something that is not understood may have set what is not in `cfg`. */
  readonly taint: NotUnderstood | null;
}

const mostDepth = 20;
const mostFiles = 200;

/** Reads the assignments to `$CFG` in a config.php, and in the files that it includes, without running them. What is not
 *  understood makes all that it may set NotUnderstood. Throws ConfigError `config-syntax` where a file is not PHP. */
export function readPhpConfig(source: string, file: string, env: PhpScope['env']): PhpConfig {
  const shared = {
    env,
    files: new PhpFiles(dirname(file)),
    variables: new Map<string, PhpValue>([['CFG', new PhpObject(true)]]),
    constants: new Map<string, PhpValue>(CONSTANTS),
    cfg: new Map<string, PhpValue>(),
    functions: new Map<string, PhpNode>(),
    state: { taint: null, request: 'unknown' as const, steps: 0, depth: 0 },
    included: new Set<string>([file]),
  };
  const scope = readFile(source, file, shared).scope;
  return { cfg: scope.cfg, taint: scope.state.taint };
}

/** As Moodle's own command of a backup sees them. */
const CONSTANTS: readonly [string, PhpValue][] = [
  ['DIRECTORY_SEPARATOR', '/'],
  ['PHP_EOL', '\n'],
  ['PHP_SAPI', 'cli'],
  ['PHP_OS_FAMILY', 'Linux'],
  ['CLI_SCRIPT', true],
];

type Shared = Omit<PhpScope, 'file' | 'include' | 'endings'>;

function readFile(source: string, file: string, shared: Shared): { scope: PhpScope; value: PhpValue } {
  const scope: PhpScope = { ...shared, file, endings: [], include: (node) => include(node, scope, shared) };
  const value = new StatementReader(scope).file(parse(source, file));
  const [ending] = scope.endings;
  if (ending) taint(scope, new NotUnderstood(ending.line, `${ending.what}, which may end the file`, ending.file));
  return { scope, value };
}

function include(node: PhpNode, scope: PhpScope, shared: Shared): PhpValue {
  const given = evaluate(node.target as PhpNode, scope);
  const refused = (why: string) => {
    const reason = new NotUnderstood(lineOf(node), `an included file, ${why}`);
    taint(scope, reason);
    return reason;
  };
  if (typeof given !== 'string')
    return refused(given instanceof NotUnderstood ? `whose path is ${given.what}` : 'without a path');
  // PHP looks beside the file that includes it; `./` is wherever the process was started.
  const path = isAbsolute(given) || given.startsWith('.') ? given : join(dirname(scope.file), given);
  if (node.once && scope.included.has(path)) return true;
  if (scope.state.depth >= mostDepth || scope.included.size >= mostFiles) return refused(`${path}: there are too many`);
  const found = scope.files.read(path);
  if ('why' in found) {
    // PHP goes on where what is only included is not there.
    return found.isAbsent && !node.require ? false : refused(`${path}, ${found.why}`);
  }
  scope.included.add(path);
  scope.state.depth++;
  const { value } = readFile(found.text, path, shared);
  scope.state.depth--;
  return value;
}

function parse(source: string, file: string): PhpNode[] {
  try {
    return phpStatements(source, file) as unknown as PhpNode[];
  } catch (cause) {
    const { lineNumber, message } = cause as { lineNumber?: number; message: string };
    throw new ConfigError('config-syntax', `${file} line ${lineNumber ?? '?'}: not valid PHP (${message}).`, { cause });
  }
}
