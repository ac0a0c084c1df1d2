/** What a text seems to declare, in small letters: to parse a file only for what is in it. */
export interface Declared {
  readonly classes: ReadonlySet<string>;
  /** Where each function begins. */
  readonly functions: ReadonlyMap<string, number>;
}

export function declaredIn(source: string): Declared {
  const classes = [...source.matchAll(/\b(?:class|trait|interface)[ \t\r\n]+(\w+)/gi)];
  const functions = [...source.matchAll(/(?<=(?:^|<\?php|[{};])[ \t]*)function\s+&?\s*(\w+)\s*\(/gim)].reverse();
  return {
    classes: new Set(classes.map(([, name = '']) => name.toLowerCase())),
    functions: new Map(functions.map(({ 1: name = '', index }) => [name.toLowerCase(), index])),
  };
}

/** The line of a place in a text. */
export const lineAt = (source: string, at: number): number => source.slice(0, at).split('\n').length;

/** A function that begins at a place, as a file of its own in which it stands on the same line: to parse it alone, for other
 *  code of the file may be long. Null where only a parser would tell where it ends. */
export function functionAlone(source: string, start: number): string | null {
  const end = endOfBlock(source, source.indexOf('{', start));
  return end === null ? null : `<?php${'\n'.repeat(lineAt(source, start) - 1)} ${source.slice(start, end)}`;
}

/** What in PHP is no code: comments and texts. A heredoc ends the search, as does what closes PHP. */
const NO_CODE = /\/\*[\s\S]*?\*\/|(?:\/\/|#(?!\[))[^\n]*|'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"|<<<|\?>|[{}]/g;

function endOfBlock(source: string, open: number): number | null {
  if (open < 0) return null;
  const pieces = new RegExp(NO_CODE);
  pieces.lastIndex = open;
  let depth = 0;
  for (let piece = pieces.exec(source); piece; piece = pieces.exec(source)) {
    const [text] = piece;
    if (text === '<<<' || text === '?>' || (text.startsWith('//') && text.includes('?>'))) return null;
    if (text === '{') depth++;
    if (text === '}' && --depth === 0) return pieces.lastIndex;
  }
  return null;
}
