import fc from 'fast-check';
import { phpObject, phpProperties, phpString, scalarText } from './php-serialization';

const bytes = fc.string({ unit: 'binary' }).map((text) => Buffer.from(text, 'utf8').toString('latin1'));
const scalar = fc.oneof(
  bytes.map(phpString),
  fc.integer().map((n) => `i:${n};`),
  fc.boolean().map((b) => `b:${b ? 1 : 0};`),
  fc.constant('N;'),
);
const nested = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('value')).map((list) => `a:${list.length}:{${list.map((item, at) => `i:${at};${item}`).join('')}}`),
  ),
})).value;
const properties = fc.array(fc.record({ name: bytes, value: nested }));

describe('serialised PHP', () => {
  it('gives back the properties that it was made of', () => {
    fc.assert(fc.property(properties, (list) => expect(phpProperties(phpObject(list))).toEqual(list)));
  });

  it('reads strings by their bytes', () => {
    fc.assert(fc.property(bytes, (text) => expect(scalarText(phpString(text))).toBe(text)));
  });

  it('never throws on damaged input', () => {
    fc.assert(
      fc.property(properties, fc.nat(), fc.nat(), (list, from, length) => {
        const text = phpObject(list);
        const cut = text.slice(0, from % (text.length + 1)) + text.slice((from % (text.length + 1)) + (length % 9));
        expect(() => phpProperties(cut)).not.toThrow();
      }),
    );
  });

  it('refuses what is no object or array', () => {
    for (const text of ['', 'b:0;', 'a:1:{i:0;', 'O:8:"stdClass":1:{s:9:"x";N;}', 'a:1:{i:0;i:1;']) {
      expect(phpProperties(text)).toBeNull();
    }
  });
});
