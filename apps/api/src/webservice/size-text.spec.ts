import { sizeText } from './size-text';

it.each([
  [0, '0 bytes'],
  [1023, '1023 bytes'],
  [1024, '1 KB'],
  [9_542_000, '9.1 MB'],
  [3 * 2 ** 40, '3 TB'],
])('a size of %d bytes is %s', (bytes, text) => expect(sizeText(bytes)).toBe(text));
