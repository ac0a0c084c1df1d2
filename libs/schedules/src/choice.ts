import { fitsPattern } from './pattern';
import type { Schedule } from './schedule';

const dayMs = 86_400_000;

/** What a run must know of a course. Times are unix milliseconds. */
export interface CourseFacts {
  readonly id: number;
  readonly shortname: string;
  readonly visible: boolean;
  /** Its category and all above, in any order. */
  readonly categories: readonly number[];
  /** When somebody was last in it; null where nobody ever was. */
  readonly lastVisit: number | null;
  /** When it was made. */
  readonly created: number;
  /** When the schedule last had its turn with it, however that ended; null where it never had. */
  readonly lastTurn: number | null;
  /** Whether it is as it was when this schedule last made a good backup of it that is still there. */
  readonly isUnchanged: boolean;
}

export type SkipReason = 'hidden' | 'unvisited' | 'unchanged';

/** What a run will do. */
export interface Choice {
  /** In the order of their turns. */
  readonly chosen: readonly number[];
  readonly skipped: readonly { readonly id: number; readonly why: SkipReason }[];
}

/** Which courses a run backs up, and in what order: those first that went longest without a turn, so that each has its turn
 *  however little a night gets done. `takesAll`: the run takes unchanged courses too. */
export function chooseCourses(
  schedule: Pick<Schedule, 'courses' | 'without'>,
  courses: readonly CourseFacts[],
  now: number,
  takesAll: boolean,
): Choice {
  const chosen: CourseFacts[] = [];
  const skipped: { id: number; why: SkipReason }[] = [];
  const belongs = selection(schedule.courses);
  for (const course of courses.filter(belongs)) {
    const why = skipReason(schedule.without, course, now, takesAll);
    if (why === null) chosen.push(course);
    else skipped.push({ id: course.id, why });
  }
  return { chosen: chosen.sort(longestWithout).map(({ id }) => id), skipped };
}

/** Whether this run is one of those that take unchanged courses too; the first of a schedule has the number 1. */
export function takesAll({ allEvery }: Pick<Schedule, 'allEvery'>, number: number): boolean {
  return allEvery > 0 && number % allEvery === 0;
}

function selection(which: Schedule['courses']): (course: CourseFacts) => boolean {
  if ('categories' in which) {
    const wanted = new Set(which.categories);
    return ({ categories }) => categories.some((id) => wanted.has(id));
  }
  if ('ids' in which) {
    const wanted = new Set(which.ids);
    return ({ id }) => wanted.has(id);
  }
  if ('shortname' in which) return ({ shortname }) => fitsPattern(shortname, which.shortname);
  return () => true;
}

function skipReason(
  { hidden, unchanged, unvisitedDays }: Schedule['without'],
  course: CourseFacts,
  now: number,
  takesAll: boolean,
): SkipReason | null {
  if (hidden && !course.visible) return 'hidden';
  // A course that was just made has had no time to be visited.
  const seen = Math.max(course.lastVisit ?? 0, course.created);
  if (unvisitedDays !== null && seen < now - unvisitedDays * dayMs) return 'unvisited';
  if (unchanged && !takesAll && course.isUnchanged) return 'unchanged';
  return null;
}

function longestWithout(one: CourseFacts, other: CourseFacts): number {
  return (one.lastTurn ?? -Infinity) === (other.lastTurn ?? -Infinity)
    ? one.id - other.id
    : (one.lastTurn ?? -Infinity) - (other.lastTurn ?? -Infinity);
}
