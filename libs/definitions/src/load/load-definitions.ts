import { type DefinitionRegistry, definitions } from '../catalogue';
import type { AnyDefinition } from '../check/check-definition';
import { DefinitionError } from '../definition-error';
import { findModules } from './find-modules';
import { importModule } from './import-module';

/** A module that was loaded, and its definitions. */
export interface LoadedModule {
  readonly file: string;
  readonly definitions: readonly AnyDefinition[];
}

export interface LoadedDefinitions {
  /** The definitions that were there and those that were loaded. */
  readonly definitions: DefinitionRegistry;
  readonly modules: readonly LoadedModule[];
}

export interface LoadOptions {
  /** The definitions that are there already; default those of the core and those that the program registered. */
  readonly known?: DefinitionRegistry;
  /** What paths and packages are found from; default the folder that the process runs in. */
  readonly folder?: string;
}

/** Loads the definitions that a text names (`COURSEKEEP_DEFINITIONS`): folders of modules, files and packages, separated by
 *  commas. Each module exports its definitions under any names. The code of a module runs with the rights of this process.
 *  Rejects with DefinitionError, whose message begins with the file, where one is not there, cannot be loaded, exports no
 *  definition, or has one that is wrong or there already. */
export async function loadDefinitions(named: string, options: LoadOptions = {}): Promise<LoadedDefinitions> {
  const known = (options.known ?? definitions()).with([]);
  const modules: LoadedModule[] = [];
  for (const file of findModules(named, options.folder ?? process.cwd())) {
    modules.push({ file, definitions: await about(file, () => exportedDefinitions(file)) });
  }
  // Documents first: what plugins add stands at points that documents have.
  const all = modules.flatMap(({ file, definitions }) => definitions.map((definition) => ({ file, definition })));
  for (const { file, definition } of all.sort((one, other) => rank(one.definition) - rank(other.definition))) {
    await about(file, () => known.registerDefinition(definition));
  }
  return { definitions: known, modules };
}

async function exportedDefinitions(file: string): Promise<AnyDefinition[]> {
  const found = (await importModule(file)).filter(isDefinition);
  if (found.length > 0) return found;
  throw new DefinitionError('exports no definition: nothing made by activity(), document(), plugin() or block().');
}

const rank = (definition: AnyDefinition): number => ('root' in definition ? 0 : 1);

function isDefinition(value: unknown): value is AnyDefinition {
  if (typeof value !== 'object' || value === null) return false;
  return ['root', 'point', 'block'].some((word) => word in value) && !('kind' in value && value.kind !== 'block');
}

/** What goes wrong is said of the file. Whatever it is, the author of the file can mend it: his definitions may be made by
 *  hand, of anything. */
async function about<T>(file: string, act: () => T | Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const said = (text: string) => `${file}: ${text}`;
    const problems = error instanceof DefinitionError ? error.problems : [];
    const lines = message.split('\n').map(said);
    throw new DefinitionError(lines.join('\n'), {
      problems: problems.map((one) => ({ ...one, message: said(one.message) })),
      cause: error,
    });
  }
}
