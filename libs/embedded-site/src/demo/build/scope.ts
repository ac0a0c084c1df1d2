import type { DemoActivity, DemoCourse, Days, Username } from '../model';
import type { Row, SiteRows } from '../site-rows';
import type { Gradebook } from './gradebook';

/** What everything that builds the demo site needs to know. */
export interface SiteScope {
  readonly rows: SiteRows;
  readonly wwwroot: string;
  /** Unix seconds of a moment, given in days from the site's now. */
  at(days: Days): number;
  /** The id of a person; throws where there is none of that name. */
  user(username: Username): number;
}

export interface CourseScope extends SiteScope {
  readonly demo: DemoCourse;
  readonly course: Row;
  readonly context: Row;
  /** The id of the teacher who made the course. */
  readonly author: number;
  readonly groups: ReadonlyMap<string, number>;
  readonly groupings: ReadonlyMap<string, number>;
  readonly scales: ReadonlyMap<string, { readonly id: number; readonly items: number }>;
  readonly outcomes: ReadonlyMap<string, Row>;
  readonly gradebook: Gradebook;
}

export interface ActivityScope<A extends DemoActivity = DemoActivity> extends CourseScope {
  readonly activity: A;
  readonly module: Row;
  readonly moduleContext: Row;
}

/** The id behind a name in one of a course's maps; a name that is not there is a mistake in the demo's data. */
export function named<T>(map: ReadonlyMap<string, T>, name: string): T {
  const found = map.get(name);
  if (found === undefined)
    throw new Error(`The demo names “${name}”, which is not among ${[...map.keys()].join(', ')}.`);
  return found;
}
