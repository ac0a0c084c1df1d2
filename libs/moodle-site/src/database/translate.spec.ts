import fc from 'fast-check';
import { SiteDatabaseError } from '../errors';
import { mysqlParameters } from './mysql/mysql-parameters';
import { postgresParameters } from './postgres/postgres-parameters';
import { sqliteParameters } from './sqlite/sqlite-parameters';
import { translate } from './translate';

const list = 'SELECT id FROM {user} WHERE id IN (?) AND "order" NOT IN ( ? ) AND x = ? AND y IN (?)';

describe('the common dialect', () => {
  it('becomes that of PostgreSQL', () => {
    const query = { text: list, parameters: [[1, 2], ['a"b'], null, 5] };
    expect(translate(query, 'mdl_', postgresParameters)).toEqual({
      text: 'SELECT id FROM "mdl_user" WHERE id = ANY($1) AND "order" <> ALL($2) AND x = $3 AND y IN ($4)',
      values: ['{1,2}', '{"a\\"b"}', null, '5'],
    });
  });

  it('becomes that of MySQL', () => {
    const query = { text: list, parameters: [[1, 2], [], "o'c", 5] };
    expect(translate(query, 'm_', mysqlParameters).text).toBe(
      `SELECT id FROM "m_user" WHERE id IN (1,2) AND "order" NOT IN (SELECT 1 FROM DUAL WHERE FALSE) AND x = 'o''c' AND y IN (5)`,
    );
  });

  it('becomes that of SQLite', () => {
    const { text, values } = translate({ text: list, parameters: [[1, 2], ['a'], 1.5, 5] }, '', sqliteParameters);
    expect(text).toContain(
      'id IN (SELECT value FROM json_each(?)) AND "order" NOT IN (SELECT value FROM json_each(?))',
    );
    expect(values).toEqual(['[1,2]', '["a"]', 1.5, 5n]);
  });

  it('leaves literals, quoted names and comments alone', () => {
    const text = `SELECT '? {user} IN (?)', "a?b", 'it''s ?' -- {x} ?\n /* ? */ FROM {config}`;
    expect(translate({ text }, 'mdl_', postgresParameters).text).toBe(text.replace('{config}', '"mdl_config"'));
  });

  it.each([
    ['too few parameters', 'SELECT ?', []],
    ['too many parameters', 'SELECT 1', [1]],
    ['a list outside IN', 'SELECT ?', [[1]]],
    ['no finite number', 'SELECT ?', [Number.NaN]],
    ['a list with something else', 'SELECT 1 WHERE 1 IN (?)', [[1, {} as string]]],
  ])('refuses %s', (_name, text, parameters) => {
    expect(() => translate({ text, parameters }, '', postgresParameters)).toThrow(SiteDatabaseError);
  });

  it('never lets a value into the text but as one literal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const { text } = translate({ text: 'SELECT ? AS a', parameters: [value] }, '', mysqlParameters);
        const literal = text.slice("SELECT '".length, -"' AS a".length);
        expect(literal.replaceAll("''", '')).not.toContain("'");
        expect(literal.replaceAll("''", "'")).toBe(value);
      }),
    );
  });

  it('keeps the text of any query without parameters', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/[?{]/.test(text)),
        (text) => {
          expect(translate({ text }, 'mdl_', sqliteParameters)).toEqual({ text, values: [] });
        },
      ),
    );
  });
});
