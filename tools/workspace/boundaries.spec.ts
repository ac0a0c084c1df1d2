import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const repository = join(__dirname, '..', '..');

interface Finding {
  readonly ruleId: string;
  readonly message: string;
}

/** What lint says of each file, were `text` in it. ESLint cannot be loaded into Jest's own module system. */
function lint(files: Readonly<Record<string, string>>): Record<string, Finding[]> {
  const script = `
    const { ESLint } = require('eslint');
    const eslint = new ESLint({ cwd: process.cwd() });
    const lint = async ([file, text]) => [file, (await eslint.lintText(text, { filePath: file }))[0].messages];
    Promise.all(Object.entries(JSON.parse(process.argv[1])).map(lint))
      .then((found) => console.log(JSON.stringify(Object.fromEntries(found))));`;
  const output = execFileSync(process.execPath, ['-e', script, JSON.stringify(files)], {
    cwd: repository,
    encoding: 'utf8',
  });
  return JSON.parse(output.slice(output.indexOf('{'))) as Record<string, Finding[]>;
}

describe('the direction of the arrows', () => {
  const wrong = {
    'libs/moodle-site/src/index.ts': ["export * from '@coursekeep/backup-engine';", 'lowest layer'],
    'libs/backup-engine/src/index.ts': ["export * from '@nestjs/common';", 'belongs in apps'],
    'libs/backup-engine/src/model/index.ts': ["export * from 'node:fs';", 'shared with the browser'],
    'libs/embedded-site/src/index.ts': ["export * from '@coursekeep/api';", 'from apps to libs'],
    'libs/definitions/src/index.ts': ["export * from 'node:fs';", 'runs in a browser'],
    'libs/archive/src/index.ts': ["export * from '@coursekeep/backup-reader';", 'nothing of what a backup means'],
    'libs/plugin-declarations/src/index.ts': ["export * from '@coursekeep/backup-engine';", 'who makes backups of it'],
    'libs/backup-reader/src/index.ts': ["export * from '@coursekeep/backup-engine';", 'no site and no engine'],
    'libs/ws-protocol/src/index.ts': ["export * from 'zod';", 'depends on nothing'],
    'apps/cli/src/main.ts': ["export * from '@coursekeep/moodle-site/dist/site';", 'public entry'],
  } as const;
  const found = lint(Object.fromEntries(Object.entries(wrong).map(([file, [text]]) => [file, `${text}\n`])));

  it.each(Object.entries(wrong))('%s may not have what lint gives the reason against', (file, [, reason]) => {
    const messages = (found[file] ?? []).filter(({ ruleId }) => ruleId === 'no-restricted-imports');
    expect(messages.map(({ message }) => message).join()).toContain(reason);
  });

  it('is known to Nx as well', () => {
    const rules = found['libs/moodle-site/src/index.ts']?.map(({ ruleId }) => ruleId);
    expect(rules).toContain('@nx/enforce-module-boundaries');
  });
});
