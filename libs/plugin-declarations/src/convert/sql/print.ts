import type { Operand, Sql, SqlChunk } from '@coursekeep/definitions';
import { NotReadable } from '../paths';
import { isSign, isWord, type Token } from './tokens';

/** What the words of an SQL mean. */
export interface Meaning {
  /** The tables by the names they go by, at any depth. */
  readonly tables: ReadonlyMap<string, string>;
  columns(table: string): readonly string[];
  /** Which operand a parameter stands for; asked once for each, in their order. */
  parameter(token: Token & { kind: 'parameter' }): Operand;
}

/** Words of SQL itself, which are no columns even where a table has one of that name. */
const RESERVED = new Set(
  `SELECT DISTINCT FROM WHERE GROUP BY ORDER HAVING AND OR NOT IN IS NULL LIKE BETWEEN EXISTS CASE WHEN THEN ELSE END AS ON JOIN
   LEFT RIGHT INNER OUTER CROSS ASC DESC UNION ALL ANY COUNT SUM MAX MIN AVG COALESCE CAST CONCAT`.split(/\s+/),
);

/** Tokens as SQL of a definition: each column with its table, each parameter with what it stands for. */
export function sqlOf(tokens: readonly Token[], meaning: Meaning): Sql {
  const chunks: SqlChunk[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) continue;
    const next = tokens[at + 1];
    // `a.b` and `{table}.b`
    if ((token.kind === 'word' || token.kind === 'table') && isSign(next, '.')) {
      chunks.push(columnOf(token.kind === 'word' ? token.text : token.name, tokens[at + 2], meaning));
      at += 2;
    } else if (token.kind === 'table') {
      const isNamed = isWord(next, 'AS') || (next?.kind === 'word' && meaning.tables.get(next.text) === token.name);
      const alias = isNamed ? wordAt(tokens, isWord(next, 'AS') ? at + 2 : at + 1) : token.name;
      chunks.push({ kind: 'table', table: token.name, alias });
      if (isNamed) at += isWord(next, 'AS') ? 2 : 1;
    } else chunks.push(...plain(token, next, meaning));
    chunks.push({ kind: 'text', text: ' ' });
  }
  chunks.pop();
  return { chunks: merged(chunks) };
}

/** Neighbouring texts as one, so that ` = ` between two things can be recognised. */
function merged(chunks: readonly SqlChunk[]): SqlChunk[] {
  return chunks.reduce<SqlChunk[]>((all, chunk) => {
    const last = all.at(-1);
    if (chunk.kind !== 'text' || last?.kind !== 'text') return [...all, chunk];
    return [...all.slice(0, -1), { kind: 'text', text: last.text + chunk.text }];
  }, []);
}

function wordAt(tokens: readonly Token[], at: number): string {
  const token = tokens[at];
  return token?.kind === 'word' ? token.text : '';
}

function columnOf(alias: string, column: Token | undefined, { tables }: Meaning): SqlChunk {
  const table = tables.get(alias);
  if (table === undefined || column?.kind !== 'word')
    throw new NotReadable(`its SQL names ${alias}, which is no table of it`);
  return { kind: 'column', table, alias, column: column.text.toLowerCase() };
}

function plain(token: Exclude<Token, { kind: 'table' }>, next: Token | undefined, meaning: Meaning): SqlChunk[] {
  if (token.kind === 'parameter') return [operandChunk(meaning.parameter(token))];
  if (token.kind === 'string')
    return [{ kind: 'literal', text: token.text, value: token.text.slice(1, -1).replaceAll("''", "'") }];
  if (token.kind === 'number') return [{ kind: 'literal', text: token.text, value: Number(token.text) }];
  if (token.kind !== 'word' || RESERVED.has(token.text.toUpperCase()) || isSign(next, '('))
    return [{ kind: 'text', text: token.text }];
  const owners = [...meaning.tables].filter(([, table]) => meaning.columns(table).includes(token.text.toLowerCase()));
  const [owner] = owners;
  if (!owner) return [{ kind: 'text', text: token.text }];
  if (owners.length > 1) throw new NotReadable(`its SQL does not say which table the column ${token.text} is of`);
  return [{ kind: 'column', table: owner[1], alias: owner[0], column: token.text.toLowerCase() }];
}

function operandChunk(operand: Operand): SqlChunk {
  if (operand === null) return { kind: 'text', text: 'NULL' };
  if (typeof operand === 'number') return { kind: 'literal', text: String(operand), value: operand };
  if (typeof operand === 'string')
    return { kind: 'literal', text: `'${operand.replaceAll("'", "''")}'`, value: operand };
  if (operand.kind === 'task') return { kind: 'task', variable: operand.variable };
  if (operand.kind === 'ancestor') return { kind: 'ancestor', element: operand.element, column: operand.column };
  throw new NotReadable('a parameter of its SQL is of no kind that is known');
}
