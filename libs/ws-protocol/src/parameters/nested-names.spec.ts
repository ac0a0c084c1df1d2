import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { mergeParameters, parseParameters, parseUrlEncoded, WsException, type RawParameter } from '..';

type Tree = string | [string, Tree][];
const php = JSON.parse(readFileSync(join(__dirname, '../../testing/php-8.2.json'), 'utf8')) as {
  names: [string, Tree][];
};

/** Bytes in hexadecimal, the lone surrogates back in their bytes. */
const octets = (text: string) =>
  [...text]
    .map((c) =>
      /[\udc80-\udcff]/.test(c) && c.length === 1
        ? (c.charCodeAt(0) - 0xdc00).toString(16)
        : Buffer.from(c).toString('hex'),
    )
    .join('');
const tree = (raw: RawParameter): Tree =>
  typeof raw === 'string' ? octets(raw) : [...raw].map(([key, inner]): [string, Tree] => [octets(key), tree(inner)]);
const plain = (raw: RawParameter): unknown =>
  typeof raw === 'string' ? raw : Object.fromEntries([...raw].map(([key, inner]) => [key, plain(inner)]));
const parse = (text: string) => parseParameters(parseUrlEncoded(text));

describe('parameters with brackets', () => {
  it.each(php.names)('reads %j as PHP does', (query, expected) => {
    expect(tree(parse(query))).toEqual(expected);
  });

  it('merges query and body name by name, and the body wins', () => {
    const merged = mergeParameters(parse('options[ids][0]=1&a=query&b=query'), parse('options[x]=2&b=body&c=body'));
    expect(plain(merged)).toEqual({ options: { x: '2' }, a: 'query', b: 'body', c: 'body' });
    expect([...merged.keys()]).toEqual(['options', 'a', 'b', 'c']);
  });

  it('refuses too many fields and too deep a nesting', () => {
    const limits = { depth: 3, fields: 4 };
    const refused = (text: string) => {
      try {
        parseParameters(parseUrlEncoded(text), limits);
      } catch (error) {
        return error instanceof WsException ? error.debuginfo : error;
      }
      return 'accepted';
    };
    expect(refused('a=1&b=2&c=3&d=4')).toBe('accepted');
    expect(refused('a=1&b=2&c=3&d=4&e=5')).toBe('More than 4 fields in one request: send less at a time.');
    expect(refused('a[b][c][d]=1')).toBe('accepted');
    expect(refused('a[b][c][d][e]=1')).toBe('A parameter is nested deeper than 3 levels.');
  });

  it('never touches a prototype, and throws nothing but WsException (seeded)', () => {
    const before = Object.getOwnPropertyNames(Object.prototype).join();
    const piece = fc.constantFrom(
      '__proto__',
      'constructor',
      'prototype',
      'a',
      '[',
      ']',
      '[]',
      '.',
      '=',
      '&',
      '%',
      '%00',
      '5',
      ' ',
      'é',
      '\ud800',
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(text, (query) => {
        try {
          const raw = parse(query);
          expect(raw).toBeInstanceOf(Map);
        } catch (error) {
          expect(error).toBeInstanceOf(WsException);
        }
        expect(({} as { a?: unknown }).a).toBeUndefined();
      }),
      { seed: 20261123, numRuns: 3000 },
    );
    expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
  });

  it('reads back any tree of texts that is written with brackets (seeded)', () => {
    const key = fc.stringMatching(/^[a-z][a-z0-9_]{0,5}$/);
    const { node } = fc.letrec<{ node: RawParameter; inner: RawParameter }>((tie) => ({
      inner: fc.oneof({ maxDepth: 4 }, fc.string({ unit: 'grapheme' }), tie('node')),
      node: fc.array(fc.tuple(key, tie('inner')), { minLength: 1, maxLength: 4 }).map((entries) => new Map(entries)),
    }));
    fc.assert(
      fc.property(node, (raw) => {
        const written = write(raw, '').map(([name, text]) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`);
        expect(tree(parse(written.join('&')))).toEqual(tree(raw));
      }),
      { seed: 20261123, numRuns: 500 },
    );
  });
});

function write(raw: RawParameter, name: string): [string, string][] {
  if (typeof raw === 'string') return [[name, raw]];
  return [...raw].flatMap(([key, inner]) => write(inner, name ? `${name}[${key}]` : key));
}
