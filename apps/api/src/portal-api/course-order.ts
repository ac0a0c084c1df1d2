import type { CourseSummary } from '@coursekeep/moodle-site';
import { newestGood, type CourseStanding } from '../backups/course-standings';
import type { CourseQuery } from './course-query';

/** What decides a course's place in a list. */
export interface Place {
  /** The smaller, the further in front; the name decides among equals. */
  readonly rank: number;
  readonly fullname: string;
  readonly id: number;
}

type Rank = (standing: CourseStanding) => number;

/** What each order goes by; null: the name alone. */
export const RANKS: Readonly<Record<CourseQuery['sort'], Rank | null>> = {
  name: null,
  oldest: (standing) => newestGood(standing)?.timefinished ?? 0,
  newest: (standing) => -(newestGood(standing)?.timefinished ?? 0),
  size: (standing) => -(newestGood(standing)?.filesize ?? 0),
};

const names = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Numbers in names count by their value, and the id decides among equal names: the same order on every database. */
export function byPlace(one: Place, other: Place): number {
  return one.rank - other.rank || names.compare(one.fullname, other.fullname) || one.id - other.id;
}

/** Does the course have each of the words in its name, short name or category? */
export function hasWords({ fullname, shortname, categoryName }: CourseSummary, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = folded(`${fullname} ${shortname} ${categoryName}`);
  return words.every((word) => text.includes(word));
}

export function wordsOf(query: string): string[] {
  return folded(query).split(/\s+/).filter(Boolean);
}

/** Without case and accents: "ecole" finds "École". */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
