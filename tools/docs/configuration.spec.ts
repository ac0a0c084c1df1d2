import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsTable } from '../../apps/api/src/config/settings';

const repository = join(__dirname, '..', '..');
const page = readFileSync(join(repository, 'docs', 'configuration.md'), 'utf8');

/** The rows of the table of the service, as [variable, default, meaning]. */
function documented(): string[][] {
  const service = page.split(/^## /m).find((section) => section.startsWith('The service\n')) ?? '';
  const rows = service.split('\n').filter((line) => line.startsWith('| `COURSEKEEP_'));
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** Every variable of ours that a program or a library names, tests left out. */
function namedInCode(): string[] {
  const found = execFileSync(
    'git',
    ['grep', '-hoE', 'COURSEKEEP_[A-Z_]*[A-Z]', '--', 'apps', 'libs', 'tools', ':!*.spec.ts', ':!*.spec.tsx'],
    {
      cwd: repository,
      encoding: 'utf8',
    },
  );
  return [...new Set(found.trim().split('\n'))].sort();
}

describe('docs/configuration.md', () => {
  it('has every setting of the service, with its default and what it means', () => {
    const settings = settingsTable().map(({ variable, default: standard, description }) => [
      `\`${variable}\``,
      standard && `\`${standard}\``,
      description,
    ]);
    expect(documented()).toEqual(settings);
  });

  it('has every variable that the code names', () => {
    expect(namedInCode().filter((variable) => !page.includes(`\`${variable}\``))).toEqual([]);
  });
});
