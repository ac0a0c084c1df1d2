import type { Reading } from './reading';

/** The features that a module says it has, by the names of their constants. Where its code does not tell whether it can be
 *  backed up, it can: what its backup code says then decides. */
export function supportsOf(reading: Reading): Set<string> {
  const { code, interpreter, source } = reading;
  const name = `${source.name}_supports`;
  const declared = code.function(name);
  if (!declared) return withoutFunction(reading, name);
  const has = (feature: string) => {
    const value = interpreter.call(declared, [feature], { self: null, owner: null, late: null });
    const truth = interpreter.truth(value);
    return feature === 'FEATURE_BACKUP_MOODLE2' ? truth !== false : truth === true;
  };
  return new Set(['FEATURE_BACKUP_MOODLE2', 'FEATURE_ADVANCED_GRADING', 'FEATURE_GRADE_HAS_GRADE'].filter(has));
}

/** A module that says nothing supports nothing; one whose words cannot be read may. */
function withoutFunction({ code, to }: Reading, name: string): Set<string> {
  const line = code.lineOfFunction('lib.php', name);
  if (line === null) return new Set();
  to.leaveOut(null, { file: 'lib.php', line }, 'which features it has: it is not valid PHP');
  return new Set(['FEATURE_BACKUP_MOODLE2']);
}
