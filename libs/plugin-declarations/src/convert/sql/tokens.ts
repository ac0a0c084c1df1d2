import { NotReadable } from '../paths';

/** A word of SQL as plugins write it. */
export type Token =
  | { readonly kind: 'table'; readonly name: string }
  | { readonly kind: 'parameter'; readonly name: string | null }
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'number' | 'string' | 'sign'; readonly text: string };

const TOKEN =
  /\s+|--[^\n]*|\/\*[\s\S]*?\*\/|\{(?<table>\w+)\}|:(?<named>\w+)|(?<mark>\?)|(?<word>[A-Za-z_]\w*)|(?<number>\d+(?:\.\d+)?)|(?<string>'(?:[^']|'')*')|(?<sign><>|<=|>=|!=|\|\||[-+*/%(),.=<>])/y;

/** Throws NotReadable for what is no SQL that Moodle's databases share. */
export function tokensOf(sql: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < sql.length) {
    const match = TOKEN.exec(sql);
    if (!match) throw new NotReadable('its SQL is not understood');
    const { table, named, mark, word, number, string, sign } = match.groups ?? {};
    if (table !== undefined) tokens.push({ kind: 'table', name: table });
    else if (named !== undefined) tokens.push({ kind: 'parameter', name: named });
    else if (mark !== undefined) tokens.push({ kind: 'parameter', name: null });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (string !== undefined) tokens.push({ kind: 'string', text: string });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
  }
  return tokens;
}

export const isWord = (token: Token | undefined, ...words: readonly string[]): boolean =>
  token?.kind === 'word' && words.includes(token.text.toUpperCase());

export const isSign = (token: Token | undefined, sign: string): boolean =>
  token?.kind === 'sign' && token.text === sign;

/** Splits at a sign that stands in no brackets. */
export function splitAt(tokens: readonly Token[], sign: string): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (isSign(token, '(')) depth++;
    if (isSign(token, ')')) depth--;
    if (depth === 0 && isSign(token, sign)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}
