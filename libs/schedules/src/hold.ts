import { localDay } from './local-time';
import type { Hold } from './schedule';

/** Whether a hold stands at an instant (unix milliseconds): until the end of its last day in the zone. */
export function isHoldActive({ until }: Hold, zone: string, now: number): boolean {
  if (until === null) return true;
  const { year, month, day } = localDay(now, zone);
  const [lastYear = 0, lastMonth = 0, lastDay = 0] = until.split('-').map(Number);
  return year * 10_000 + month * 100 + day <= lastYear * 10_000 + lastMonth * 100 + lastDay;
}
