import type { BlockDefinition } from '../../language/documents';
import type { Rewrite } from '../../language/elements';
import { phpObject, phpProperties, phpString, scalarText, type PhpProperty } from '../../php-serialization';

/** The properties of a block's `configdata` (base64 of serialised PHP), as byte strings; null where there are none. */
export function blockConfiguration(configdata: string | null): PhpProperty[] | null {
  return configdata ? phpProperties(Buffer.from(configdata, 'base64').toString('latin1')) : null;
}

/** What PHP makes an object of where there was nothing to unserialise: `false` under the name 0. */
const NOTHING: readonly PhpProperty[] = [{ name: '0', value: 'b:0;' }];

/** Encodes the links inside the configuration of blocks that have linked texts; that of all others stays as it is
 *  (format.md, section 3). */
export function encodeConfiguration(blocks: readonly BlockDefinition[]): Rewrite {
  const linkedTexts = new Map(blocks.map(({ block, linkedTexts }) => [block, linkedTexts]));
  return (configdata, { column, encodeLinks }) => {
    const linked = linkedTexts.get(column('blockname') ?? '') ?? [];
    // Without the block's code, which a version stands for, Moodle does not look inside.
    if (linked.length === 0 || column('version') === null) return configdata;
    const properties = (blockConfiguration(configdata) ?? NOTHING)
      .filter(({ value }) => !OF_UNKNOWN_CLASS.test(value))
      .map(({ name, value }) => {
        const text = linked.includes(name) && value.startsWith('s:') ? scalarText(value) : null;
        return { name, value: text === null ? value : phpString(encodeBytes(text, encodeLinks)) };
      });
    return Buffer.from(phpObject(properties), 'latin1').toString('base64');
  };
}

/** Objects of a class of some plugin's: Moodle drops them when it takes a configuration apart. */
const OF_UNKNOWN_CLASS = /^O:(?!8:"stdClass")/i;

function encodeBytes(bytes: string, encode: (text: string) => string): string {
  const text = Buffer.from(bytes, 'latin1').toString('utf8');
  const utf8 = (value: string) => Buffer.from(value, 'utf8').toString('latin1');
  // A text that is not UTF-8 keeps its bytes; links are ASCII.
  return utf8(text) === bytes ? utf8(encode(text)) : encode(bytes);
}
