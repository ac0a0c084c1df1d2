import { CoursekeepError } from '@coursekeep/errors';
import type { DefinitionProblem } from './check/problem';

/** A definition contradicts itself: a mistake of its author, not of the site. `problems`: what was found when it was
 *  registered, one after the other. */
export class DefinitionError extends CoursekeepError {
  readonly problems: readonly DefinitionProblem[];

  constructor(message: string, options: { problems?: readonly DefinitionProblem[]; cause?: unknown } = {}) {
    super('definition-invalid', message, { cause: options.cause });
    this.problems = options.problems ?? [];
  }
}
