import type { Condition } from './language/elements';

/** What decides a condition: the settings that are on, and the site's version number. */
export interface ConditionContext {
  readonly isOn: (name: string) => boolean;
  readonly version: number;
}

/** `userinfo` where the condition holds for those tasks only whose users' data go in. */
export function conditionState(condition: Condition | null, context: ConditionContext): 'on' | 'off' | 'userinfo' {
  if (!condition) return 'on';
  const { since = 0, before = Infinity, unless } = condition;
  if (context.version < since || context.version >= before) return 'off';
  if (unless && conditionState(unless, context) !== 'off') return 'off';
  const wanted = (condition.on ?? []).filter((name) => name !== 'userinfo');
  if (!wanted.every((name) => context.isOn(name))) return 'off';
  if ((condition.off ?? []).some((name) => context.isOn(name))) return 'off';
  return condition.on?.includes('userinfo') ? 'userinfo' : 'on';
}
