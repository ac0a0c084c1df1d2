import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { WARNINGS } from './warnings';

it('every warning is explained in docs/engine.md', () => {
  const page = readFileSync(resolve(__dirname, '../../../docs/engine.md'), 'utf8');
  const section = page.split(/^## /m).find((part) => part.startsWith('Warnings')) ?? '';
  const listed = [...section.matchAll(/^\| `([a-z-]+)`/gm)].map(([, code]) => code);
  expect(listed.sort()).toEqual(Object.keys(WARNINGS).sort());
});
