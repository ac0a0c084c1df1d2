import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describeWithShared, sharedFolder } from '../../../../tools/testing/shared';
import { DefinitionRegistry, indexAndView } from '@coursekeep/definitions';
import { createContentTransformer } from './content-transformer';
import { attributeText, elementText } from './xml-text';

interface Vectors {
  wwwroot: string;
  courseid: number;
  transform: { in: string | null; out: string }[];
  escape: { in_hex: string; text: string; attr: string }[];
}

describeWithShared('what Moodle makes of texts', () => {
  const reference = join(sharedFolder() ?? '', 'moodle', 'reference');
  for (const [folder, branch] of [
    ['moodle45', 405],
    ['moodle51', 501],
  ] as const) {
    const vectors = (): Vectors => JSON.parse(readFileSync(join(reference, folder, 'vectors.json'), 'utf8')) as Vectors;
    const modules = () => {
      const schema = readFileSync(join(reference, folder, 'plan.json'), 'utf8');
      const names = Object.keys((JSON.parse(schema) as { activity_steps: object }).activity_steps);
      const registry = DefinitionRegistry.core();
      return new Map(names.map((name) => [name, registry.linksOfModule(name, branch)]));
    };

    it(`${folder}: links become placeholders`, () => {
      const { wwwroot, courseid, transform } = vectors();
      const encode = createContentTransformer({ wwwroot, courseId: courseid, modules: modules() });
      const texts = transform.filter((vector) => vector.in !== null);
      expect(texts.length).toBeGreaterThan(80);
      expect(texts.map((vector) => encode(vector.in ?? ''))).toEqual(texts.map((vector) => vector.out));
    });

    it(`${folder}: text and attributes are cleaned and escaped`, () => {
      const valid = vectors().escape.filter(({ in_hex }) => isUtf8(in_hex));
      expect(valid.length).toBeGreaterThan(9);
      for (const { in_hex, text, attr } of valid) {
        const value = Buffer.from(in_hex, 'hex').toString('utf8');
        expect([elementText(value), attributeText(value)]).toEqual([text, attr]);
      }
    });
  }
});

describe('the content transformer', () => {
  const encode = createContentTransformer({
    wwwroot: 'https://m.example',
    courseId: 4,
    modules: new Map([
      ['page', indexAndView('PAGE')],
      ['resource', indexAndView('RESOURCE')],
    ]),
    migratedResources: [
      { oldId: '7', moduleId: '70', newModule: 'url' },
      { oldId: '8', moduleId: '80', newModule: 'folder' },
    ],
  });

  it('leaves texts without an address of the site alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!text.includes('m.example'));
        expect(encode(text)).toBe(text);
      }),
    );
  });

  it('names what a resource of old has become', () => {
    const root = 'https://m.example/mod/resource';
    const text = `${root}/view.php?id=70 ${root}/view.php?r=8 ${root}/view.php?id=700 ${root}/view.php?r=700`;
    expect(encode(text)).toBe(
      `$@URLVIEWBYID*70@$ $@FOLDERVIEWBYID*80@$ $@RESOURCEVIEWBYID*700@$ ${root}/view.php?r=700`,
    );
  });

  it('turns every link of a text, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), (ids) => {
        const text = ids.map((id) => `<a href="https://m.example/mod/page/view.php?id=${id}">`).join(' and ');
        expect(encode(text)).toBe(ids.map((id) => `<a href="$@PAGEVIEWBYID*${id}@$">`).join(' and '));
      }),
    );
  });
});

/** A driver only ever gives valid UTF-8. */
function isUtf8(hex: string): boolean {
  return Buffer.from(Buffer.from(hex, 'hex').toString('utf8'), 'utf8').toString('hex') === hex;
}
