import type { Location, Node } from 'php-parser';
import type { PhpFiles } from './php-files';
import type { NotUnderstood, PhpValue } from './php-value';

/** A node of php-parser's tree; its fields depend on its kind. */
export type PhpNode = Node & { readonly kind: string } & Readonly<Record<string, unknown>>;

/** What a config.php has set so far. The files that it includes share all of it but their own path. */
export interface PhpScope {
  /** The file that is read. */
  readonly file: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly files: PhpFiles;
  readonly variables: Map<string, PhpValue>;
  readonly constants: Map<string, PhpValue>;
  /** The properties of `$CFG`. */
  readonly cfg: Map<string, PhpValue>;
  /** The functions that the files declare, by their names in small letters. */
  readonly functions: Map<string, PhpNode>;
  readonly state: {
    /** Something may have set any property that is not in `cfg`. */
    taint: NotUnderstood | null;
    /** How a part of a web request is taken: as on the command line, which has none, or as something that is not known. */
    request: 'absent' | 'unknown';
    /** How many statements were read. */
    steps: number;
    /** How many files lie one in the other at the moment. */
    depth: number;
  };
  /** What is not understood and may end this file before its end. */
  readonly endings: NotUnderstood[];
  /** The files that were included. */
  readonly included: Set<string>;
  /** Reads an included file; its value is what it returns. */
  include(node: PhpNode): PhpValue;
}

export function lineOf(node: PhpNode): number {
  return (node.loc as Location | null | undefined)?.start.line ?? 0;
}

/** The nodes directly inside one. */
export function* childrenOf(node: PhpNode): Generator<PhpNode> {
  for (const [name, child] of Object.entries(node)) {
    if (name === 'loc' || name === 'leadingComments' || name === 'trailingComments') continue;
    for (const part of Array.isArray(child) ? child : [child]) {
      if (typeof (part as PhpNode | null)?.kind === 'string') yield part as PhpNode;
    }
  }
}

/** A node and all inside it. */
export function* nodesIn(node: PhpNode): Generator<PhpNode> {
  yield node;
  for (const child of childrenOf(node)) yield* nodesIn(child);
}
