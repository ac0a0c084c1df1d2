import { cleanReturn, list, single, value, WsException, type Description } from '..';

const refusal = (description: Description, returned: unknown) => {
  try {
    cleanReturn(description, returned);
  } catch (error) {
    if (error instanceof WsException) return error;
    throw error;
  }
  throw new Error('accepted');
};

describe('the cleaning of answers', () => {
  const course = single({
    id: value('int'),
    name: value('text'),
    idnumber: value('raw', { optional: true }),
    progress: value('float', { nullable: true }),
    format: value('alpha', { default: 'topics' }),
  });

  it('puts keys in the described order, drops others, fills in defaults', () => {
    const cleaned = cleanReturn(list(course), [{ extra: 1, progress: null, name: 'x', id: '4', idnumber: undefined }]);
    expect(JSON.stringify(cleaned)).toBe('[{"id":4,"name":"x","progress":null,"format":"topics"}]');
  });

  it('takes no key from what every object inherits', () => {
    expect(cleanReturn(single({ toString: value('raw', { optional: true }) }), {})).toEqual({});
  });

  it('takes anything iterable for a list', () => {
    expect(cleanReturn(list(value('int')), new Set([1, 2]))).toEqual([1, 2]);
  });

  it.each([
    ['a missing key', course, { id: 1 }, 'The required key "name" is missing in the answer.'],
    [
      'a null',
      course,
      { id: null, name: '' },
      'id => Invalid response value detected: The answer has the value "null" where "int" is described',
    ],
    ['a wrong type', value('int'), 'x', 'The answer has the value "x" where "int" is described'],
    ['a structure for a scalar', value('int'), {}, 'Scalar type expected, array or object received.'],
    ['a scalar for a list', list(value('int')), 4, "Only arrays accepted. The bad value is: '4'"],
    ['a list for a structure', course, [], "Only arrays/objects accepted. The bad value is: 'array'"],
    [
      'a deep one',
      list(list(value('bool'))),
      [[true], [true, 'maybe']],
      '1 => Invalid response value detected: 1 => Invalid response value detected: The answer has the value "maybe" where "bool" is described',
    ],
  ])('refuses %s', (_, description, returned, debuginfo) => {
    expect(refusal(description, returned)).toMatchObject({
      exceptionClass: 'core\\exception\\invalid_response_exception',
      errorcode: 'invalidresponse',
      message: 'Invalid response value detected',
      debuginfo,
    });
  });
});
