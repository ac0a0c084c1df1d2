import { type AnyDefinition, type DefinitionRegistry } from '@coursekeep/definitions';
import { loadDefinitions } from '@coursekeep/definitions/load';
import { ExitStatus } from '../exit-status';
import { line } from './printable';

export interface ListArguments {
  readonly json?: boolean;
}

interface Listed {
  readonly kind: 'document' | 'plugin' | 'block';
  /** `activity/forum.xml`, `qtype_essay at qtype_question_plugin`, `block_html`. */
  readonly name: string;
  /** The file that it was loaded from; null where it is built in. */
  readonly file: string | null;
}

/** `coursekeep definitions list`. Rejects where a definition that the environment names is wrong. */
export async function runList({ json = false }: ListArguments): Promise<ExitStatus> {
  const loaded = await loadDefinitions(process.env.COURSEKEEP_DEFINITIONS ?? '');
  const files = new Map(
    loaded.modules.flatMap(({ file, definitions }) => definitions.map((one) => [nameOf(one), file])),
  );
  const listed = all(loaded.definitions).map((definition): Listed => {
    const name = nameOf(definition);
    return { kind: kindOf(definition), name, file: files.get(name) ?? null };
  });
  if (json) process.stdout.write(`${JSON.stringify({ definitions: listed })}\n`);
  else for (const { name, file } of listed) process.stdout.write(`${line(name)}: ${line(file ?? 'built in')}\n`);
  return ExitStatus.done;
}

function all(registry: DefinitionRegistry): AnyDefinition[] {
  const documents = (['course', 'section', 'activity', 'block'] as const).flatMap((scope) => registry.of(scope));
  return [...documents, ...registry.plugins(), ...registry.allBlocks()];
}

function kindOf(definition: AnyDefinition): Listed['kind'] {
  if ('block' in definition) return 'block';
  return 'point' in definition ? 'plugin' : 'document';
}

function nameOf(definition: AnyDefinition): string {
  if ('block' in definition) return `block_${definition.block}`;
  if ('point' in definition) return `${definition.plugin} at ${definition.point}`;
  return `${definition.scope}/${definition.file}`;
}
