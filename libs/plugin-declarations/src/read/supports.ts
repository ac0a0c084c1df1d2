import { NotPhp } from '../php/parse';
import type { Reading } from './reading';

/** The features that a module says it has, by the names of their constants. Where its code does not tell whether it can be
 *  backed up, it can: what its backup code says then decides. */
export function supportsOf(reading: Reading): Set<string> {
  const { code, interpreter, source } = reading;
  if (!isReadable(reading)) return new Set(['FEATURE_BACKUP_MOODLE2']);
  const declared = code.function(`${source.name}_supports`);
  if (!declared) return new Set();
  const has = (feature: string) => {
    const value = interpreter.call(declared, [feature], { self: null, owner: null, late: null });
    const truth = interpreter.truth(value);
    return feature === 'FEATURE_BACKUP_MOODLE2' ? truth !== false : truth === true;
  };
  return new Set(['FEATURE_BACKUP_MOODLE2', 'FEATURE_ADVANCED_GRADING', 'FEATURE_GRADE_HAS_GRADE'].filter(has));
}

function isReadable({ code, to }: Reading): boolean {
  try {
    code.load('lib.php');
    return true;
  } catch (error) {
    if (!(error instanceof NotPhp)) throw error;
    to.leaveOut(null, error.place, `which features it has: ${error.message}`);
    return false;
  }
}
