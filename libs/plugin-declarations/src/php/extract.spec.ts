import fc from 'fast-check';
import { declaredIn, functionAlone, lineAt } from './extract';
import { parsePhp } from './parse';

const alone = (source: string, name: string): string | null => {
  const at = declaredIn(source).functions.get(name);
  return at === undefined ? null : functionAlone(source, at);
};

describe('a function alone', () => {
  it('stands on the line on which it stands in its file', () => {
    const source = `<?php\n/* } */\nfunction one() { return "}"; }\nfunction two() {\n  return '{'; // }\n}\nfunction`;
    expect(alone(source, 'two')).toBe(`<?php\n\n\n function two() {\n  return '{'; // }\n}`);
    expect(lineAt(source, declaredIn(source).functions.get('two') ?? 0)).toBe(4);
  });

  it('is found after the opening of PHP, and case does not matter', () => {
    expect(alone('<?php function Recipe_Supports($f) { return 1; }', 'recipe_supports')).not.toBeNull();
  });

  it.each([
    ['a heredoc', '<?php function one() { $a = <<<X\n}\nX; }'],
    ['the end of PHP', '<?php function one() { ?> } <?php }'],
    ['nothing at its end', '<?php function one() { {'],
  ])('is left to the parser where there is %s', (_, source) => {
    expect(alone(source, 'one')).toBeNull();
  });

  it('is that which the parser finds, whatever stands around it', () => {
    const piece = fc.constantFrom(
      ...[
        '{',
        '}',
        "'",
        '"',
        '\\',
        '//',
        '/*',
        '*/',
        '#',
        '#[',
        '\n',
        '$a',
        ';',
        'function ',
        'x',
        '(',
        ')',
        '<<<',
        '?>',
        ' ',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.array(piece, { maxLength: 12 }), (before, inside) => {
        const source = `<?php ${before.join('')}\nfunction wanted() { ${inside.join('')} }\n`;
        let parsed;
        try {
          parsed = parsePhp(source, 'a.php').filter(
            ({ kind, name }) => kind === 'function' && nameOf(name) === 'wanted',
          );
        } catch {
          return;
        }
        const text = parsed.length === 1 ? alone(source, 'wanted') : null;
        if (text === null) return;
        const [found, ...more] = parsePhp(text, 'a.php');
        expect(more).toEqual([]);
        expect(bare(found)).toEqual(bare(parsed[0]));
      }),
      { numRuns: 300 },
    );
  });
});

const nameOf = (name: unknown): unknown => (name as { name?: unknown } | null)?.name;

/** A tree without its places. */
const bare = (tree: unknown): unknown =>
  JSON.parse(
    JSON.stringify(tree, (key, value: unknown) => (key === 'loc' || key.endsWith('Comments') ? undefined : value)),
  );
