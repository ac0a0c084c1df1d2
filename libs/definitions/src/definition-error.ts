import { CoursekeepError } from '@coursekeep/errors';

/** A definition contradicts itself: a mistake of its author, not of the site. */
export class DefinitionError extends CoursekeepError {
  constructor(message: string) {
    super('definition-invalid', message);
  }
}
