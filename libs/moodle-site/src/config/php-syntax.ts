import { Engine, type Node } from 'php-parser';

/** The statements of a PHP file. Throws what the parser throws, with a `lineNumber` where it knows one; also where something in the
 *  file has no end. */
export function phpStatements(source: string, file: string): Node[] {
  const engine = new Engine({
    parser: { extractDoc: false, version: '8.5', suppressErrors: false },
    ast: { withPositions: true },
  });
  const { lexer } = engine as unknown as { lexer: Record<'lex' | 'input', () => unknown> };
  endAfter(lexer, 'lex', source.length + 1_000);
  endAfter(lexer, 'input', 100 * (source.length + 1_000));
  return engine.parseCode(source.replace(/^\uFEFF/, ''), file).children;
}

/** The parser looks for the end of some unfinished things for ever, word by word or, at the end of the file, character by
 *  character. A file has no more words than characters, and few of these are looked at more than twice. */
function endAfter<Name extends string>(lexer: Record<Name, () => unknown>, name: Name, most: number): void {
  const next = lexer[name].bind(lexer);
  let left = most;
  lexer[name] = () => {
    if (left-- <= 0) throw new Error('something in it has no end');
    return next();
  };
}
