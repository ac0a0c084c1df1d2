import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describeWithShared } from '../../../../tools/testing/shared';
import { temporaryFolder } from '../../../archive/testing/folder';
import { DEFAULT_LIMITS } from '@coursekeep/archive';

const page = readFileSync(resolve(__dirname, '../../../../docs/engine.md'), 'utf8');
const examples = [...page.slice(page.indexOf('## Looking into')).matchAll(/```ts\n([^]*?)```/g)].map(
  ([, code = '']) => code,
);

/** Runs an example of the page as it stands, but for the places of its files. */
async function runExample(code: string, places: Readonly<Record<string, string>>): Promise<string[]> {
  const lines: string[] = [];
  const log = (...words: unknown[]) =>
    lines.push(words.map((word) => (typeof word === 'string' ? word : JSON.stringify(word))).join(' '));
  const withPlaces = Object.entries(places).reduce((text, [from, to]) => text.replaceAll(from, to), code);
  const body = withPlaces.replace(/^import (\{[^}]*\}) from '([^']+)';$/gm, "const $1 = load('$2');");
  const load = (name: string) => jest.requireActual<object>(name);
  const run = new Function('load', 'console', `return (async () => { ${body} })();`);
  await (run as (...args: unknown[]) => Promise<void>)(load, { log });
  return lines;
}

describeWithShared('the examples of docs/engine.md', (shared) => {
  const folder = temporaryFolder();
  const backups = join(shared, 'moodle/moodle45-pgsql/backups');

  it('run, and do what is said of them', async () => {
    const places = {
      '/backups/course.mbz': join(backups, 'everything.all.mbz'),
      '/backups/before.mbz': join(backups, 'everything.default.mbz'),
      '/tmp/big.txt': join(folder(), 'big.txt'),
    };
    const printed: string[][] = [];
    for (const code of examples) printed.push(await runExample(code, places));
    expect(printed).toHaveLength(4);
    const [outline, options, extracted, compared] = printed;
    expect(outline).toContain('Ada Lovelace');
    expect(options).toContainEqual(
      expect.stringMatching(/^activity\/choice\/options\/option Green & tea .*choice_options/),
    );
    expect(extracted).toEqual([]);
    expect(readFileSync(join(folder(), 'big.txt'))).toHaveLength(136000);
    expect(compared).toContain('participant added Participant “Ada Lovelace” was added.');
  });
});

describe('the limits in docs/engine.md', () => {
  it.each(Object.keys(DEFAULT_LIMITS))('name %s', (name) => {
    expect(page).toContain(`\`${name}\``);
  });
});
