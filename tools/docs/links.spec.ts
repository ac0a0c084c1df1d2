import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const repository = join(__dirname, '..', '..');
const pages = execFileSync('git', ['ls-files', '*.md'], { cwd: repository, encoding: 'utf8' }).trim().split('\n');

/** The pages and pictures of the repository that a page points to. */
function targets(page: string): string[] {
  const text = readFileSync(join(repository, page), 'utf8');
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target.split('#')[0] ?? '');
  return links.filter((target) => target !== '' && !/^[a-z]+:/.test(target));
}

describe('the pages for people', () => {
  it.each(pages)('%s points to what is there', (page) => {
    const lost = targets(page).filter((target) => !existsSync(join(repository, dirname(page), target)));
    expect(lost).toEqual([]);
  });
});
