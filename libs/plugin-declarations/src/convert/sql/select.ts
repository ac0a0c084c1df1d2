import { NotReadable } from '../paths';
import { isSign, isWord, splitAt, type Token } from './tokens';

/** The clauses of one SELECT. */
export interface Select {
  readonly distinct: boolean;
  readonly items: readonly SelectItem[];
  readonly from: readonly Token[];
  readonly where: readonly Token[] | null;
  readonly groupBy: readonly (readonly Token[])[];
  readonly orderBy: readonly (readonly Token[])[];
  /** Alias → table, of the tables of this SELECT; a table without an alias goes by its own name. */
  readonly tables: ReadonlyMap<string, string>;
}

/** `*` and `a.*` have `all`: the alias, or null for all tables. */
export type SelectItem =
  | { readonly kind: 'all'; readonly alias: string | null }
  | { readonly kind: 'value'; readonly name: string; readonly expression: readonly Token[] };

const CLAUSES = [
  'SELECT',
  'FROM',
  'WHERE',
  'GROUP',
  'ORDER',
  'HAVING',
  'LIMIT',
  'OFFSET',
  'UNION',
  'EXCEPT',
  'INTERSECT',
];
const JOIN_WORDS = ['JOIN', 'LEFT', 'RIGHT', 'INNER', 'OUTER', 'CROSS', 'ON', 'AS', 'NATURAL', 'USING', 'FULL'];

/** Takes a SELECT apart. Throws NotReadable where it is more than one simple SELECT. */
export function parseSelect(tokens: readonly Token[]): Select {
  const clauses = clausesOf(tokens);
  for (const name of ['HAVING', 'LIMIT', 'OFFSET', 'UNION', 'EXCEPT', 'INTERSECT']) {
    if (clauses.has(name)) throw new NotReadable(`its SQL has ${name}`);
  }
  const [list, from] = [clauses.get('SELECT'), clauses.get('FROM')];
  if (!list || !from) throw new NotReadable('its SQL is no SELECT');
  const distinct = isWord(list[0], 'DISTINCT');
  const by = (name: string) => splitAt((clauses.get(name) ?? []).slice(1), ',').filter((item) => item.length > 0);
  return {
    distinct,
    items: splitAt(distinct ? list.slice(1) : list, ',').map(itemOf),
    from,
    where: clauses.get('WHERE') ?? null,
    groupBy: by('GROUP'),
    orderBy: by('ORDER'),
    tables: tablesOf(from),
  };
}

function clausesOf(tokens: readonly Token[]): Map<string, Token[]> {
  const clauses = new Map<string, Token[]>();
  let depth = 0;
  let current: Token[] | null = null;
  for (const token of tokens) {
    if (isSign(token, '(')) depth++;
    if (isSign(token, ')')) depth--;
    if (depth === 0 && isWord(token, ...CLAUSES)) {
      const name = token.kind === 'word' ? token.text.toUpperCase() : '';
      if (clauses.has(name)) throw new NotReadable('its SQL is more than one SELECT');
      clauses.set(name, (current = []));
    } else if (current) current.push(token);
    else throw new NotReadable('its SQL is no SELECT');
  }
  return clauses;
}

function itemOf(tokens: readonly Token[]): SelectItem {
  const [first, second, third] = tokens;
  if (isSign(first, '*') && tokens.length === 1) return { kind: 'all', alias: null };
  if (first?.kind === 'word' && isSign(second, '.') && isSign(third, '*') && tokens.length === 3) {
    return { kind: 'all', alias: first.text };
  }
  if (first?.kind === 'table' && isSign(second, '.') && isSign(third, '*')) return { kind: 'all', alias: first.name };
  const last = tokens.at(-1);
  if (last?.kind !== 'word') throw new NotReadable('a column of its SQL has no name');
  const before = tokens.at(-2);
  if (before === undefined) return { kind: 'value', name: last.text, expression: tokens };
  if (isWord(before, 'AS')) return { kind: 'value', name: last.text, expression: tokens.slice(0, -2) };
  // `a.b` is its own name; `a.b c` has the name c.
  if (isSign(before, '.')) return { kind: 'value', name: last.text, expression: tokens };
  if (isWord(last, 'END')) throw new NotReadable('a column of its SQL has no name');
  return { kind: 'value', name: last.text, expression: tokens.slice(0, -1) };
}

/** The tables that a FROM names, at any depth, by the names they go by. */
export function tablesOf(from: readonly Token[]): Map<string, string> {
  const tables = new Map<string, string>();
  from.forEach((token, at) => {
    if (token.kind !== 'table' || isSign(from[at + 1], '.')) return;
    const next = isWord(from[at + 1], 'AS') ? from[at + 2] : from[at + 1];
    const alias =
      next?.kind === 'word' && !isWord(next, ...JOIN_WORDS, ...CLAUSES, 'AND', 'OR', 'SET') ? next.text : token.name;
    if (tables.has(alias)) throw new NotReadable(`its SQL has two tables by the name ${alias}`);
    tables.set(alias, token.name);
  });
  return tables;
}

/** Does an expression count or sum rows, outside any SELECT of its own? */
export function isAggregate(tokens: readonly Token[]): boolean {
  let inner = 0;
  let depth = 0;
  return tokens.some((token, at) => {
    if (isSign(token, '(')) {
      depth++;
      if (inner === 0 && isWord(tokens[at + 1], 'SELECT')) inner = depth;
    }
    if (isSign(token, ')')) {
      if (inner === depth) inner = 0;
      depth--;
    }
    return (
      inner === 0 && isWord(token, 'COUNT', 'SUM', 'MAX', 'MIN', 'AVG', 'GROUP_CONCAT') && isSign(tokens[at + 1], '(')
    );
  });
}
