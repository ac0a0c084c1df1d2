import { type LocalDay, localDay, weekOf } from './local-time';
import type { RetentionRule, RetentionRules } from './schedule';

/** A backup of one course, as far as retention must know it. */
export interface KeptBackup {
  readonly id: string;
  /** Grows from backup to backup, whatever the clock did: which one is newer. */
  readonly sequence: number;
  /** When it was made, unix milliseconds. */
  readonly time: number;
  readonly withWork: boolean;
  /** Its file is there and whole, as far as is known. */
  readonly isGood: boolean;
  /** Somebody wants it to stay. */
  readonly isPinned: boolean;
  /** Somebody downloads it, or it is being checked. */
  readonly isBeingRead: boolean;
  /** A hold forbids that it is removed. */
  readonly isHeld: boolean;
}

/** Why a backup stays, or (`superseded`) goes. */
export type RetentionReason =
  | 'pinned'
  | 'being-read'
  | 'hold'
  | 'not-good'
  | 'no-rule'
  | 'last-good'
  | 'at-least'
  | 'last'
  | 'day'
  | 'week'
  | 'month'
  | 'year'
  | 'superseded';

export interface Verdict {
  readonly id: string;
  readonly stays: boolean;
  /** At least one. */
  readonly why: readonly RetentionReason[];
}

/** What a rule says of the backups of one course, newest first. It looks at nothing but what is given, so the preview and the
 *  removal cannot differ. A file that is damaged or missing stays until a person has seen it, and counts for nothing. */
export function judge(
  backups: readonly KeptBackup[],
  rules: RetentionRules,
  zone: string,
  courseIsGone: boolean,
): Verdict[] {
  const newestFirst = [...backups].sort(
    (one, other) => other.sequence - one.sequence || (other.id < one.id ? -1 : Number(other.id > one.id)),
  );
  const reasons = new Map<string, RetentionReason[]>(newestFirst.map(({ id }) => [id, []]));
  for (const withWork of [true, false]) {
    const rule = courseIsGone ? rules.gone : withWork ? rules.withWork : rules.withoutWork;
    const kind = newestFirst.filter((backup) => backup.withWork === withWork && backup.isGood);
    const kept = rule === null ? everything(kind) : keptBy(rule, kind, zone);
    for (const [id, why] of kept) reasons.get(id)?.push(...why);
  }
  return newestFirst.map((backup) => {
    const why = [...hindrances(backup), ...(reasons.get(backup.id) ?? [])];
    return { id: backup.id, stays: why.length > 0, why: why.length > 0 ? why : ['superseded'] };
  });
}

function hindrances({ isPinned, isBeingRead, isHeld, isGood }: KeptBackup): RetentionReason[] {
  return [
    ...(isPinned ? (['pinned'] as const) : []),
    ...(isHeld ? (['hold'] as const) : []),
    ...(isBeingRead ? (['being-read'] as const) : []),
    ...(isGood ? [] : (['not-good'] as const)),
  ];
}

function everything(kind: readonly KeptBackup[]): Map<string, RetentionReason[]> {
  return new Map(kind.map(({ id }, position) => [id, position === 0 ? ['last-good', 'no-rule'] : ['no-rule']]));
}

/** The good backups of one kind that a rule keeps; `kind` is newest first. */
function keptBy(rule: RetentionRule, kind: readonly KeptBackup[], zone: string): Map<string, RetentionReason[]> {
  const kept = new Map<string, RetentionReason[]>(kind.map(({ id }) => [id, []]));
  const keep = (id: string, why: RetentionReason) => kept.get(id)?.push(why);
  kind.forEach(({ id }, position) => {
    if (position === 0) keep(id, 'last-good');
    else if (position < rule.atLeast) keep(id, 'at-least');
    if (position < rule.last) keep(id, 'last');
  });
  const days = new Map(kind.map(({ id, time }) => [id, localDay(time, zone)]));
  for (const [why, count, name] of periods(rule)) {
    const seen = new Set<string>();
    for (const { id } of kind) {
      const period = name(days.get(id) as LocalDay);
      if (seen.size >= count || seen.has(period)) continue;
      seen.add(period);
      keep(id, why);
    }
  }
  return kept;
}

function periods(rule: RetentionRule): (readonly [RetentionReason, number, (day: LocalDay) => string])[] {
  return [
    ['day', rule.days, ({ year, month, day }) => `${year}-${month}-${day}`],
    ['week', rule.weeks, weekOf],
    ['month', rule.months, ({ year, month }) => `${year}-${month}`],
    ['year', rule.years, ({ year }) => String(year)],
  ];
}
