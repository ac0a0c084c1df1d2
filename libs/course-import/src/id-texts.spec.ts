import { block, DefinitionRegistry, phpObject, phpString } from '@coursekeep/definitions';
import { ID_TEXTS, type TextContext } from './id-texts';

const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');

describe('the settings of a block', () => {
  const contextOf = (blockname: string): TextContext => ({
    id: (_table, id) => Promise.resolve(id + 100),
    decodeLinks: (text) => text.replace('$@COURSEVIEWBYID*4@$', 'https://moodle.example/course/view.php?id=104'),
    linkedTexts: (name) => registry.block(name)?.linkedTexts ?? [],
    column: (name) => (name === 'blockname' ? blockname : null),
  });
  const settings = (text: string) =>
    base64(
      phpObject([
        { name: 'text', value: phpString(text) },
        { name: 'size', value: 'i:3;' },
      ]),
    );
  const registry = DefinitionRegistry.core().with([block('noticeboard', { linkedTexts: 'text size' })]);

  it.each([
    ['html', true],
    ['noticeboard', true],
    ['unheard_of', false],
  ])('have their links decoded where a backup encodes them: %s', async (name, decoded) => {
    const before = settings('See $@COURSEVIEWBYID*4@$');
    const after = await ID_TEXTS['block_instances.configdata']!(before, contextOf(name));
    expect(after).toBe(decoded ? settings('See https://moodle.example/course/view.php?id=104') : before);
  });
});
