import type { Condition, RowTest } from '../language/elements';
import { BACKUP_FACTS, FLAG_SETTINGS, USERINFO } from '../language/names';
import { checkOperand } from './check-operand';
import type { Place } from './problem';
import type { Surroundings } from './surroundings';

const WORDS: readonly (keyof Condition)[] = ['on', 'off', 'since', 'before', 'unless', 'any', 'rows'];
const ROW_WORDS: readonly (keyof RowTest)[] = ['table', 'where', 'column', 'is', 'property'];

/** Checks what a condition asks for. `forAll`: it is decided for all tasks together, so that it can ask for nothing of one. */
export function checkCondition(
  condition: Condition | null,
  around: Surroundings,
  option: string,
  forAll = false,
): void {
  if (condition === null) return;
  const { problems, place } = around;
  const here = [...place, option];
  if (typeof condition !== 'object' || Array.isArray(condition)) {
    return problems.malformed('condition', condition, 'a condition is written as { on: […], off: […] }', here);
  }
  for (const word of Object.keys(condition)) problems.unlessKnown('condition', word, WORDS, here);
  for (const word of ['on', 'off'] as const) checkSettings(condition[word], around, `${option}.${word}`, forAll);
  for (const word of ['since', 'before'] as const) {
    const wrong = word in condition && (typeof condition[word] !== 'number' || Number.isNaN(condition[word]));
    if (wrong) problems.malformed('version', condition[word], `${word} is a version number of Moodle`, here);
  }
  if (condition.unless) checkCondition(condition.unless, around, `${option}.unless`, forAll);
  if (condition.any !== undefined && !Array.isArray(condition.any)) {
    problems.malformed('condition', condition.any, 'any is a list of conditions', here);
  } else condition.any?.forEach((one, at) => checkCondition(one, around, `${option}.any[${at}]`, forAll));
  for (const test of condition.rows ?? []) checkRowTest(test, around, [...place, `${option}.rows`]);
}

/** Checks the name of a setting that decides for one task, or for all. */
export function checkSetting(
  name: unknown,
  { problems, ownSettings }: Surroundings,
  place: Place,
  forAll = false,
): void {
  const ofTask = forAll ? [] : [USERINFO, ...(ownSettings ?? [])];
  if (!forAll && ownSettings === null && typeof name === 'string' && name.startsWith('.')) return;
  problems.unlessKnown('setting', name, [...ofTask, ...FLAG_SETTINGS, ...BACKUP_FACTS], place);
}

function checkSettings(names: unknown, around: Surroundings, option: string, forAll: boolean): void {
  const here = [...around.place, option];
  if (names === undefined) return;
  if (!Array.isArray(names)) {
    return around.problems.malformed('setting', names, `${option} is a list of names of settings`, here);
  }
  for (const name of names) checkSetting(name, around, here, forAll);
}

function checkRowTest(test: RowTest, around: Surroundings, place: Place): void {
  for (const word of Object.keys(test)) around.problems.unlessKnown('condition', word, ROW_WORDS, place);
  for (const operand of Object.values(test.where)) checkOperand(operand, { ...around, above: [] }, place);
}
