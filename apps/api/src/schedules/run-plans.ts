import { Inject, Injectable } from '@nestjs/common';
import { type Choice, chooseCourses, takesAll } from '@coursekeep/schedules';
import { SiteCourses } from '../site/site-courses';
import { SiteHolder } from '../site/site-holder';
import type { ScheduleRow } from '../store/schedule.entity';
import { Fingerprints } from './fingerprints';
import { RunRecords } from './run-records';

/** What the next run of a schedule would do. */
export interface RunPlan extends Choice {
  readonly takesAll: boolean;
  /** What each course is like now; empty where the schedule does not ask. */
  readonly fingerprints: ReadonlyMap<number, string>;
  readonly shortnames: ReadonlyMap<number, string>;
}

/** Looks at the site and decides what a run does: the preview and the run itself ask the same. */
@Injectable()
export class RunPlans {
  constructor(
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(SiteCourses) private readonly courses: SiteCourses,
    @Inject(RunRecords) private readonly runs: RunRecords,
    @Inject(Fingerprints) private readonly fingerprints: Fingerprints,
  ) {}

  async of({ name, definition, runs }: ScheduleRow, now: number): Promise<RunPlan> {
    const [courses, remembered] = await Promise.all([
      this.courses.all({ visits: definition.without.unvisitedDays !== null }),
      this.site.key().then((site) => this.runs.remembered(site, name)),
    ]);
    const all = takesAll(definition, runs + 1);
    const ids = courses.map(({ id }) => id);
    const fingerprints = definition.without.unchanged
      ? await this.fingerprints.of(ids, definition)
      : new Map<number, string>();
    const facts = courses.map((course) => {
      const known = remembered.get(course.id);
      return {
        ...course,
        lastTurn: known?.lastturn ?? null,
        isUnchanged: known?.isThere === true && known.fingerprint === fingerprints.get(course.id),
      };
    });
    return {
      ...chooseCourses(definition, facts, now, all),
      takesAll: all,
      fingerprints,
      shortnames: new Map(courses.map(({ id, shortname }) => [id, shortname])),
    };
  }
}
