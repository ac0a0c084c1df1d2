import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { webServiceFunctions } from '../../../apps/api/src/webservice/functions';
import type { CallContext } from '../../../apps/api/src/webservice/web-service-function';
import { exampleCalls, languages } from './examples';
import { functionReference, FunctionRegistry, type FunctionDefinition } from '@coursekeep/ws-protocol';

export const page = join(__dirname, '..', '..', '..', 'docs', 'web-services.md');
const begins = '<!-- prettier-ignore-start -->\n';
const ends = '<!-- prettier-ignore-end -->\n';
const titles: Readonly<Record<string, string>> = { sh: 'curl', php: 'PHP', python: 'Python', ts: 'TypeScript' };

/** The definitions of all functions that the service offers, in the order of the page: those of MDL-64914 first. */
export function definitions(): FunctionDefinition[] {
  const registry = new FunctionRegistry<CallContext>();
  for (const each of webServiceFunctions) each.register(registry);
  const order = exampleCalls.map(({ wsfunction }) => wsfunction);
  return registry.definitions().sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
}

/** The reference part of docs/web-services.md: each function with its examples. */
export function referencePart(): string {
  return definitions()
    .map((definition) => {
      const call = exampleCalls.find(({ wsfunction }) => wsfunction === definition.name);
      if (!call) throw new Error(`There is no example of ${definition.name}: add it to examples.ts`);
      const blocks = Object.entries(languages).map(
        ([language, write]) => `${titles[language]}:\n\n\`\`\`${language}\n${write(call)}\n\`\`\`\n`,
      );
      return `${functionReference(definition)}\n### Examples\n\n${blocks.join('\n')}`;
    })
    .join('\n');
}

/** The page with its reference part as it should be. */
export function currentPage(): string {
  const text = readFileSync(page, 'utf8');
  const from = text.indexOf(begins);
  const to = text.indexOf(ends);
  if (from < 0 || to < from) throw new Error('docs/web-services.md has lost the marks around its reference part');
  return `${text.slice(0, from + begins.length)}\n${referencePart()}\n${text.slice(to)}`;
}

if (require.main === module) writeFileSync(page, currentPage());
