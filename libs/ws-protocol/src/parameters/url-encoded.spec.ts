import fc from 'fast-check';
import { parseUrlEncoded } from '..';

describe('form-encoded text', () => {
  it('is read from text and from bytes alike', () => {
    const fields = [
      ['name', 'a b+c'],
      ['é', '100%'],
      ['empty', ''],
    ];
    const text = 'name=a+b%2Bc&&%C3%A9=100%&empty';
    expect(parseUrlEncoded(text)).toEqual(fields);
    expect(parseUrlEncoded(Buffer.from(text))).toEqual(fields);
    expect(parseUrlEncoded('é=ü')).toEqual([['é', 'ü']]);
  });

  it('shows bytes that are no UTF-8 as lone surrogates', () => {
    expect(parseUrlEncoded('a=x%E9%80')).toEqual([['a', 'x\udce9\udc80']]);
  });

  it('gives back what URLSearchParams wrote (seeded)', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), (fields) => {
        expect(parseUrlEncoded(new URLSearchParams(fields).toString())).toEqual(fields);
      }),
      { seed: 20261123 },
    );
  });
});
