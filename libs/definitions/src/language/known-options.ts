import { nearestName } from '@coursekeep/errors';
import { DefinitionError } from '../definition-error';

/** Throws DefinitionError where an option is given that a word of the language does not have: nobody would read it. */
export function knownOptions(word: string, given: object, names: readonly string[]): void {
  for (const name of Object.keys(given)) {
    if (names.includes(name)) continue;
    const nearest = nearestName(name, names);
    const hint = nearest === undefined ? `They are ${names.join(', ')}.` : `The nearest is "${nearest}".`;
    throw new DefinitionError(`${word} has no option "${name}". ${hint}`);
  }
}
