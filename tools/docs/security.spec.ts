import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const repository = join(__dirname, '..', '..');
const page = readFileSync(join(repository, 'docs', 'security.md'), 'utf8');
const named = [...page.matchAll(/`([\w./-]+\.ts)` “([^”]+)”/g)].map(
  ([, file = '', name = '']) => [file, name] as const,
);

describe('docs/security.md', () => {
  it('names a test in every line of a threat', () => {
    const threats = page.split(/^## /m).flatMap((section) => (section.includes('| threat') ? section.split('\n') : []));
    const lines = threats.filter((line) => line.startsWith('| ') && !/^\| (threat|-+) /.test(line));
    expect(lines.length).toBeGreaterThan(25);
    expect(lines.filter((line) => !/`[\w./-]+\.ts` “[^”]+”/.test(line))).toEqual([]);
  });

  it.each(named)('%s has the test “%s”', (file, name) => {
    const path = join(repository, file);
    expect(existsSync(path)).toBe(true);
    // In the source a quotation mark of the name may be escaped.
    expect(readFileSync(path, 'utf8').replaceAll("\\'", "'")).toContain(name);
  });
});
