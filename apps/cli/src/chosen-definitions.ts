import type { DefinitionRegistry } from '@coursekeep/definitions';
import { loadDefinitions } from '@coursekeep/definitions/load';

/** The definitions that come with Coursekeep and those that COURSEKEEP_DEFINITIONS names. Rejects with DefinitionError, which
 *  names the file, where one is wrong. */
export async function chosenDefinitions(): Promise<DefinitionRegistry> {
  return (await loadDefinitions(process.env.COURSEKEEP_DEFINITIONS ?? '')).definitions;
}
