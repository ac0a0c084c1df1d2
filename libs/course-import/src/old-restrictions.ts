import { numberOf } from '@coursekeep/backup-reader';
import type { Frame } from './document-walk';
import { conditionsOf, type Condition } from './ways/access-condition';

/** Gives a module or section of a backup from before Moodle 2.7 its restrictions of access as one JSON. `groupings`: the id in
 *  the site of a grouping, which the row has under `groupingid` where it is a module. */
export async function restrictAsBefore(
  frame: Frame,
  grouping: (oldId: number) => Promise<number | null>,
): Promise<void> {
  const { row, values } = frame;
  if (!row.values.has('availablefrom')) return;
  const shown = numberOf(row, 'showavailability') === 1;
  const conditions: (readonly [Condition, boolean])[] = [
    ...datesOf(frame).map((one) => [one, shown] as const),
    ...conditionsOf(frame).map((one) => [one, shown] as const),
  ];
  const oldGrouping = numberOf(row, 'groupingid') ?? 0;
  const isForMembers = row.name === 'section' ? oldGrouping > 0 : numberOf(row, 'groupmembersonly') === 1;
  if (isForMembers) {
    const id = oldGrouping > 0 ? await grouping(oldGrouping) : null;
    // Members of any group, where the activity names no grouping; it was hidden from all others.
    conditions.push([id === null ? { type: 'group' } : { type: 'grouping', id }, row.name === 'section' && shown]);
  }
  if (conditions.length === 0) return;
  values.availability = JSON.stringify({
    op: '&',
    c: conditions.map(([one]) => one),
    showc: conditions.map(([, isShown]) => isShown),
  });
}

function datesOf({ row }: Frame): Condition[] {
  const [from, until] = [numberOf(row, 'availablefrom') ?? 0, numberOf(row, 'availableuntil') ?? 0];
  return [
    ...(from > 0 ? [{ type: 'date', d: '>=', t: from }] : []),
    ...(until > 0 ? [{ type: 'date', d: '<', t: until }] : []),
  ];
}
