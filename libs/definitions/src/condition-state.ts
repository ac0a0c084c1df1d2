import type { Condition, RowTest } from './language/elements';

/** What decides a condition: the settings that are on, and the site's version number. */
export interface ConditionContext {
  readonly isOn: (name: string) => boolean;
  readonly version: number;
}

/** What decides a condition for one task. */
export interface TaskConditionContext extends ConditionContext {
  readonly hasRow: (test: RowTest) => boolean;
}

/** Does a condition hold for this task? `isOn` also knows `userinfo` and the settings of its own (`.name`). */
export function conditionHolds(condition: Condition | null, context: TaskConditionContext): boolean {
  return decide(condition, context) === true;
}

/** `some`: for some tasks perhaps, by their own settings and rows. */
export function conditionState(condition: Condition | null, context: ConditionContext): 'on' | 'off' | 'some' {
  const isOn = (name: string) => (isOfTask(name) ? undefined : context.isOn(name));
  const decided = decide(condition, { isOn, version: context.version, hasRow: () => undefined });
  return decided === undefined ? 'some' : decided ? 'on' : 'off';
}

/** The rows of the site that a condition asks for. */
export function rowTestsIn(condition: Condition | null): RowTest[] {
  if (!condition) return [];
  const further = [...(condition.any ?? []), ...(condition.unless ? [condition.unless] : [])];
  return [...(condition.rows ?? []), ...further.flatMap(rowTestsIn)];
}

const isOfTask = (name: string): boolean => name === 'userinfo' || name.startsWith('.');

/** True, false, or not known without a task. */
type Decided = boolean | undefined;

interface Deciding {
  readonly isOn: (name: string) => Decided;
  readonly version: number;
  readonly hasRow: (test: RowTest) => Decided;
}

function decide(condition: Condition | null, context: Deciding): Decided {
  if (!condition) return true;
  const { since = 0, before = Infinity, unless, any } = condition;
  const { isOn, version, hasRow } = context;
  return all([
    version >= since && version < before,
    ...(unless ? [not(decide(unless, context))] : []),
    ...(condition.on ?? []).map(isOn),
    ...(condition.off ?? []).map((name) => not(isOn(name))),
    ...(condition.rows ?? []).map(hasRow),
    ...(any ? [not(all(any.map((one) => not(decide(one, context)))))] : []),
  ]);
}

const not = (one: Decided): Decided => (one === undefined ? undefined : !one);

function all(ones: readonly Decided[]): Decided {
  if (ones.includes(false)) return false;
  return ones.includes(undefined) ? undefined : true;
}
