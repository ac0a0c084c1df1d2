import fc from 'fast-check';
import {
  cleanParameters,
  list,
  parseParameters,
  parseUrlEncoded,
  single,
  value,
  WsException,
  type Description,
  type SingleDescription,
} from '..';

const description = single({
  courseid: value('int'),
  name: value('text', { optional: true }),
  flag: value('bool', { default: false }),
  none: value('raw', { default: null }),
  options: single({ ids: list(value('int'), { default: [1] }) }, { default: {} }),
  list: list(single({ key: value('alpha'), value: value('raw') }), { optional: true }),
});
const clean = (text: string, d: SingleDescription = description) =>
  cleanParameters(d, parseParameters(parseUrlEncoded(text)));
const refusal = (text: string, d?: SingleDescription) => {
  try {
    clean(text, d);
  } catch (error) {
    if (error instanceof WsException) return error;
    throw error;
  }
  throw new Error(`${text} was accepted`);
};

describe('the cleaning of parameters', () => {
  it('gives types and fills in defaults', () => {
    expect(clean('courseid=4')).toEqual({ courseid: 4, flag: false, none: null, options: { ids: [1] } });
    expect(
      clean('courseid=4&name=x&flag=1&none=&options[ids][7]=3&options[ids][2]=4&list[b][key]=k&list[b][value]=<v>'),
    ).toEqual({
      courseid: 4,
      name: 'x',
      flag: true,
      none: '',
      options: { ids: [3, 4] },
      list: [{ key: 'k', value: '<v>' }],
    });
  });

  const nested = 'Invalid parameter value detected';
  it.each([
    ['', 'Missing required key in single structure: courseid'],
    ['courseid=4&b=1&a=2', 'Unexpected keys (b, a) detected in parameter array.'],
    [
      'courseid=abc',
      `courseid => ${nested}: Invalid external api parameter: the value is "abc", the server was expecting "int" type`,
    ],
    ['courseid[]=4', `courseid => ${nested}: Scalar type expected, array or object received.`],
    ['courseid=4&options=V', `options => ${nested}: Only arrays accepted. The bad value is: 'V'`],
    [
      'courseid=4&options[ids]=2',
      `options => ${nested}: ids => ${nested}: Only arrays accepted. The bad value is: '2'`,
    ],
    ['courseid=4&options[x]=2', `options => ${nested}: Unexpected keys (x) detected in parameter array.`],
    ['courseid=4&list[0][key]=k', `list => ${nested}: Missing required key in single structure: value`],
    [
      'courseid=4&name=%E9',
      `name => ${nested}: Invalid external api parameter: the value is "\udce9", the server was expecting "text" type`,
    ],
    [
      'courseid=9007199254740993',
      `courseid => ${nested}: Invalid external api parameter: the value is "9007199254740993", the server was expecting "int" type`,
    ],
  ])("refuses %j in Moodle's words", (text, debuginfo) => {
    expect(refusal(text)).toMatchObject({
      exceptionClass: 'core\\exception\\invalid_parameter_exception',
      errorcode: 'invalidparameter',
      message: 'Invalid parameter value detected',
      debuginfo,
    });
  });

  it('keeps error texts small', () => {
    expect(refusal(`courseid=${'x'.repeat(100_000)}`).debuginfo!.length).toBeLessThan(1000);
    expect(refusal(`courseid=4&${'y'.repeat(100_000)}=1`).debuginfo!.length).toBeLessThan(1000);
  });

  it('knows keys that every object has', () => {
    const odd = single({ constructor: value('int', { optional: true }), toString: value('int', { optional: true }) });
    expect(clean('', odd)).toEqual({});
    expect(clean('constructor=3', odd)).toEqual({ constructor: 3 });
    expect(refusal('__proto__[x]=1', odd).debuginfo).toBe('Unexpected keys (__proto__) detected in parameter array.');
  });

  it('throws nothing but WsException, whatever is described and sent (seeded)', () => {
    const leaf = fc.constantFrom<Description>(
      value('int'),
      value('text', { optional: true }),
      value('path'),
      value('bool', { default: true }),
    );
    const { node } = fc.letrec<{ node: Description }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 3 },
        leaf,
        tie('node').map((of): Description => list(of)),
        fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('node')).map((keys): Description => single(keys)),
      ),
    }));
    const name = fc
      .array(fc.constantFrom('a', 'b', 'c', '[a]', '[b]', '[]', '[0]'), { minLength: 1, maxLength: 4 })
      .map((n) => n.join(''));
    const sent = fc.array(fc.tuple(name, fc.oneof(fc.constantFrom('1', '', '<'), fc.string({ unit: 'binary' }))));
    fc.assert(
      fc.property(node, sent, (inner, entries) => {
        try {
          cleanParameters(single({ a: inner }), parseParameters(entries));
        } catch (error) {
          expect(error).toBeInstanceOf(WsException);
        }
      }),
      { seed: 20261123, numRuns: 2000 },
    );
  });
});
