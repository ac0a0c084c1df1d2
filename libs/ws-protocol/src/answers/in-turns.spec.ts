import fc from 'fast-check';
import {
  cleanReturn,
  encodeJson,
  encodeXml,
  FunctionRegistry,
  defineFunction,
  list,
  restAnswerInTurns,
  single,
  value,
  type WsValue,
} from '..';
import { cleanReturnInTurns } from '../describe/clean-return';

const courses = list(single({ id: value('int'), name: value('raw'), weight: value('float', { optional: true }) }));
const course = fc.record({ id: fc.nat(), name: fc.string({ unit: 'grapheme' }) });
const many = fc
  .tuple(fc.array(course, { maxLength: 3 }), fc.integer({ min: 0, max: 150 }))
  .map(([some, times]) => Array.from({ length: times }, () => some).flat());

describe('a very long list', () => {
  it('is cleaned and written as a short one is, in JSON and XML', async () => {
    await fc.assert(
      fc.asyncProperty(many, async (items) => {
        const cleaned = cleanReturn(courses, items);
        expect(await cleanReturnInTurns(courses, items)).toEqual(cleaned);
        for (const [format, encode] of [
          ['json', encodeJson],
          ['xml', encodeXml],
        ] as const) {
          const { pieces } = await restAnswerInTurns(format, courses, cleaned);
          expect(pieces.join('')).toBe(encode(courses, cleaned));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('is refused with the place of what does not fit', async () => {
    const items: unknown[] = Array.from({ length: 301 }, (_, id) => ({ id, name: 'x' }));
    items[250] = { id: 250 };
    const refused = { debuginfo: expect.stringContaining('"name"') };
    await expect(cleanReturnInTurns(courses, items)).rejects.toMatchObject(refused);
    await expect(cleanReturnInTurns(courses, items)).rejects.toThrow(thrownBy(() => cleanReturn(courses, items)));
  });

  it('lets others have their turn', async () => {
    const registry = new FunctionRegistry<null>();
    const definition = defineFunction({
      name: 'core_list',
      description: 'A list.',
      kind: 'read',
      parameters: single({}),
      returns: courses,
    });
    registry.register(definition, () => Array.from({ length: 2000 }, (_, id) => ({ id, name: `Course ${id}` })));
    let turns = 0;
    let isOver = false;
    const others = (): void => {
      turns++;
      if (!isOver) setImmediate(others);
    };
    setImmediate(others);
    const { value: answer } = await registry.call('core_list', new Map(), null);
    const cleaning = turns;
    await restAnswerInTurns('json', courses, answer as WsValue);
    isOver = true;
    expect(cleaning).toBeGreaterThan(10);
    expect(turns - cleaning).toBeGreaterThan(10);
  });

  it.each([
    ['nothing', null, null],
    ['a single value', value('int'), 5],
  ])('%s is one piece', async (_name, description, answer) => {
    expect((await restAnswerInTurns('json', description, answer)).pieces).toEqual([encodeJson(description, answer)]);
  });
});

function thrownBy(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}
