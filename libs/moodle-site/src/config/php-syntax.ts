import { Engine, type Node } from 'php-parser';

/** The statements of a PHP file. Throws what the parser throws, with a `lineNumber` where it knows one; also where something in the
 *  file has no end. */
export function phpStatements(source: string, file: string): Node[] {
  const engine = new Engine({
    parser: { extractDoc: false, version: '8.5', suppressErrors: false },
    ast: { withPositions: true },
  });
  endAfter(engine, source.length + 1_000);
  return engine.parseCode(source.replace(/^\uFEFF/, ''), file).children;
}

/** The parser looks for the end of some unfinished lists for ever. A file has no more words than characters. */
function endAfter(engine: Engine, words: number): void {
  const { lexer } = engine as unknown as { lexer: { lex(): unknown } };
  const next = lexer.lex.bind(lexer);
  let left = words;
  lexer.lex = () => {
    if (left-- <= 0) throw new Error('a list in it has no end');
    return next();
  };
}
