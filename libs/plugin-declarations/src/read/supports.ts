import type { Reading } from './reading';

/** The features that a module says it has, by the names of their constants. */
export function supportsOf(reading: Reading): Set<string> {
  const { code, interpreter, source } = reading;
  const declared = code.function(`${source.name}_supports`);
  if (!declared) return new Set();
  const has = (feature: string) => {
    const value = interpreter.call(declared, [feature], { self: null, owner: null, late: null });
    return interpreter.truth(value) === true;
  };
  return new Set(['FEATURE_BACKUP_MOODLE2', 'FEATURE_ADVANCED_GRADING', 'FEATURE_GRADE_HAS_GRADE'].filter(has));
}
