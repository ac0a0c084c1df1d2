import type { Rewrite } from '../../structure/definition';
import { phpObject, phpProperties, phpString, scalarText, type PhpProperty } from '../../structure/php-serialization';

/** The properties of a block's `configdata` (base64 of serialised PHP), as byte strings; null where there are none. */
export function blockConfiguration(configdata: string | null): PhpProperty[] | null {
  return configdata ? phpProperties(Buffer.from(configdata, 'base64').toString('latin1')) : null;
}

/** The texts in a block's configuration that hold links, by the block's name. */
const LINKED_TEXTS: Readonly<Record<string, readonly string[]>> = { html: ['text'] };

/** What PHP makes an object of where there was nothing to unserialise: `false` under the name 0. */
const NOTHING: readonly PhpProperty[] = [{ name: '0', value: 'b:0;' }];

/** Encodes the links inside a block's configuration; that of other blocks stays as it is (format.md, section 3). */
export const encodeConfiguration: Rewrite = (configdata, { column, encodeLinks }) => {
  const linked = LINKED_TEXTS[column('blockname') ?? ''];
  if (!linked) return configdata;
  const properties = (blockConfiguration(configdata) ?? NOTHING).map(({ name, value }) => {
    const text = linked.includes(name) ? scalarText(value) : null;
    return { name, value: text === null ? value : phpString(encodeBytes(text, encodeLinks)) };
  });
  return Buffer.from(phpObject(properties), 'latin1').toString('base64');
};

function encodeBytes(bytes: string, encode: (text: string) => string): string {
  return Buffer.from(encode(Buffer.from(bytes, 'latin1').toString('utf8')), 'utf8').toString('latin1');
}
