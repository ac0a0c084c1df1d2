import { phpStatements } from '@coursekeep/moodle-site';
import type { Location, Node } from 'php-parser';
import { LIMITS } from './limits';
import type { Place } from './place';

/** A node of php-parser's tree; its fields depend on its kind. */
export type PhpNode = Node & { readonly kind: string } & Readonly<Record<string, unknown>>;

/** A file that is no PHP, or too much of it. */
export class NotPhp extends Error {
  constructor(
    readonly place: Place,
    message: string,
  ) {
    super(message);
  }
}

/** The statements of a file. Throws NotPhp. */
export function parsePhp(source: string, file: string): PhpNode[] {
  if (source.length > LIMITS.fileBytes) {
    throw new NotPhp({ file, line: 0 }, `it is larger than ${LIMITS.fileBytes} bytes`);
  }
  try {
    return phpStatements(source, file) as unknown as PhpNode[];
  } catch (cause) {
    // Also where the parser itself runs out of stack.
    const { lineNumber, message } = cause as { lineNumber?: number; message: string };
    throw new NotPhp({ file, line: lineNumber ?? 0 }, `it is not valid PHP (${message})`);
  }
}

export const lineOf = (node: PhpNode): number => (node.loc as Location | null | undefined)?.start.line ?? 0;

/** A node, or nothing, under a name of another node. */
export function child(node: PhpNode, name: string): PhpNode | null {
  const value = node[name];
  return isNode(value) ? value : null;
}

/** The nodes under a name of another node. */
export function children(node: PhpNode, name: string): PhpNode[] {
  const value = node[name];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** The name that a node is or has: of an identifier, a class, a method … */
export function nameOf(node: PhpNode | string | null | undefined): string {
  if (typeof node === 'string') return node;
  const name = node?.name;
  return typeof name === 'string' ? name.replace(/^\\/, '') : isNode(name) ? nameOf(name) : '';
}

function isNode(value: unknown): value is PhpNode {
  return typeof value === 'object' && value !== null && typeof (value as { kind?: unknown }).kind === 'string';
}
