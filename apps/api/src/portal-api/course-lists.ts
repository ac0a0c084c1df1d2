import { Inject, Injectable } from '@nestjs/common';
import type { CourseSummary } from '@coursekeep/moodle-site';
import pLimit from 'p-limit';
import { CourseStandings, hasFailed, newestGood, type CourseStanding } from '../backups/course-standings';
import { SiteHolder } from '../site/site-holder';
import { byPlace, hasWords, RANKS, wordsOf, type Place } from './course-order';
import { cursorAfter, placeOf, type CourseQuery } from './course-query';
import { FirstItems } from './first-items';

/** A part of the courses that somebody may back up. */
export interface CoursePage {
  readonly courses: readonly CourseSummary[];
  /** How many the user may back up. */
  readonly total: number;
  /** How many of them are what was asked for, on all pages together. */
  readonly matching: number;
  /** The cursor of the page after this one; null where this is the last. */
  readonly next: string | null;
}

/** So many lists are read at the same time. */
const AT_ONCE = 2;

interface Found extends Place {
  readonly course: CourseSummary;
}

/** Finds the courses that somebody may back up, a page at a time. The site is read in batches, and other requests get their turn
 *  between two of them. */
@Injectable()
export class CourseLists {
  /** Long lists wait for each other, so that short requests need not wait for all of them. */
  private readonly inTurn = pLimit(AT_ONCE);

  constructor(
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(CourseStandings) private readonly standings: CourseStandings,
  ) {}

  /** Throws ApiError where the cursor is none of this list. */
  page(userid: number, query: CourseQuery): Promise<CoursePage> {
    const start = query.cursor === undefined ? null : placeOf(query.cursor, query.sort);
    return this.inTurn(() => this.read(userid, query, start));
  }

  private async read(userid: number, query: CourseQuery, start: Place | null): Promise<CoursePage> {
    const { limit, sort, page = 1 } = query;
    // One more than is shown, to know whether there is a next page.
    const first = new FirstItems<Found>(byPlace, page * limit + 1);
    const words = wordsOf(query.q);
    const { access } = await this.site.get();
    let total = 0;
    let matching = 0;
    for await (const batch of access.coursesWithCapability(userid, 'moodle/backup:backupcourse')) {
      const found = await this.find(
        batch.filter((course) => hasWords(course, words)),
        query,
      );
      total += batch.length;
      matching += found.length;
      first.add(start ? found.filter((one) => byPlace(one, start) > 0) : found);
    }
    const shown = Math.min(page, Math.max(1, Math.ceil(first.items.length / limit)));
    const courses = first.items.slice((shown - 1) * limit, shown * limit);
    const last = courses.at(-1);
    const next = last && first.items.length > shown * limit ? cursorAfter(last, sort) : null;
    return { courses: courses.map(({ course }) => course), total, matching, next };
  }

  /** Those that `show` wants, each with its place. How courses stand is asked only where something hangs on it. */
  private async find(courses: readonly CourseSummary[], { show, sort }: CourseQuery): Promise<Found[]> {
    const [wanted, rank] = [SHOWN[show], RANKS[sort]];
    const place = (course: CourseSummary, at: number) => ({
      course,
      rank: at,
      fullname: course.fullname,
      id: course.id,
    });
    if (courses.length === 0 || (!wanted && !rank)) return courses.map((course) => place(course, 0));
    const standing = await this.standings.of(courses);
    return courses
      .filter((course) => wanted?.(standing(course)) ?? true)
      .map((course) => place(course, rank?.(standing(course)) ?? 0));
  }
}

/** What a course must be like to be shown; null: like anything. */
const SHOWN: Readonly<Record<CourseQuery['show'], ((standing: CourseStanding) => boolean) | null>> = {
  all: null,
  never: (standing) => newestGood(standing) === null && !hasFailed(standing),
  failed: hasFailed,
  running: ({ running }) => running !== null,
};
