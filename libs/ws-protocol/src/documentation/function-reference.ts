import type { Description } from '../describe/description';
import { encodeJson } from '../answers/json';
import { encodeXml } from '../answers/xml';
import type { FunctionDefinition } from '../functions/definition';
import { exampleOf } from './example';

/** A function's page in Markdown: what it does, its parameters, what it returns (as table and as an example in both formats) and its
 *  errors. Made from the definition alone. */
export function functionReference(fn: FunctionDefinition): string {
  const parts = [
    `## ${fn.name}`,
    fn.description,
    `Kind: ${fn.kind}.${fn.capabilities?.length ? ` Needs ${fn.capabilities.map((c) => `\`${c}\``).join(', ')}.` : ''}`,
    '### Parameters',
    table(fn.parameters, 'The function takes no parameters.'),
    ...aliases(fn),
    '### Returns',
    ...returns(fn.returns),
    ...errors(fn),
  ];
  return `${parts.join('\n\n')}\n`;
}

function aliases(fn: FunctionDefinition): string[] {
  const names = Object.entries(fn.aliases ?? {});
  return names.map(([alias, key]) => `\`${alias}\` is taken for \`${key}\` where that is absent.`);
}

function returns(description: Description | null): string[] {
  if (!description) return ['Nothing: JSON `null`, XML an empty `<RESPONSE>`.'];
  const example = exampleOf(description);
  return [
    table(description, 'An empty structure.'),
    ['```json', encodeJson(description, example), '```'].join('\n'),
    ['```xml', encodeXml(description, example).trimEnd(), '```'].join('\n'),
  ];
}

function errors(fn: FunctionDefinition): string[] {
  const rows = Object.entries(fn.errors ?? {}).map(([code, why]) => `| \`${code}\` | ${cell(why)} |`);
  return rows.length ? ['### Errors', ['| error code | when |', '|---|---|', ...rows].join('\n')] : [];
}

function table(description: Description, empty: string): string {
  const rows = rowsOf(description, '');
  if (!rows.length) return empty;
  return ['| name | type | | meaning |', '|---|---|---|---|', ...rows].join('\n');
}

/** One row for each scalar, under the name with which a caller writes it: `options[ids][0]`. */
function rowsOf(description: Description, name: string): string[] {
  const { options } = description;
  if (description.kind === 'single') {
    const inner = Object.entries(description.keys).flatMap(([key, d]) => rowsOf(d, name ? `${name}[${key}]` : key));
    return name && (options.description || !inner.length) ? [row(name, 'structure', description), ...inner] : inner;
  }
  if (description.kind === 'list') {
    const inner = rowsOf(description.of, `${name}[0]`);
    return [row(name || '(answer)', 'list', description), ...inner];
  }
  return [row(name || '(answer)', description.type, description)];
}

function row(name: string, type: string, { options, kind }: Description): string {
  const notes = [
    options.default !== undefined
      ? `default \`${JSON.stringify(options.default)}\``
      : options.optional
        ? 'optional'
        : 'required',
    ...(kind === 'value' && (options as { nullable?: boolean }).nullable ? ['or null'] : []),
  ];
  return `| \`${name}\` | ${type} | ${notes.join(', ')} | ${cell(options.description ?? '')} |`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ');
}
