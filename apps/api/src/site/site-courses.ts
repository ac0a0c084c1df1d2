import { Inject, Injectable } from '@nestjs/common';
import type { CourseFacts } from '@coursekeep/schedules';
import { SiteHolder } from './site-holder';

/** A course as the site knows it. */
export type SiteCourse = Omit<CourseFacts, 'lastTurn' | 'isUnchanged'>;

/** What schedules and retention must know of courses: of all at once, however many there are. */
@Injectable()
export class SiteCourses {
  constructor(@Inject(SiteHolder) private readonly site: SiteHolder) {}

  /** All but the site's own course. When somebody was last in each costs a look at everybody's visits: without `visits`, nobody
   *  is said to have been there. */
  async all({ visits: areAsked }: { readonly visits: boolean }): Promise<SiteCourse[]> {
    const { database } = await this.site.get();
    return database.snapshot(async (reader) => {
      const visits = new Map<string, number>();
      if (areAsked) {
        for await (const batch of reader.stream({ text: VISITS })) {
          for (const [courseid, time] of batch) visits.set(String(courseid), Number(time) * 1000);
        }
      }
      const courses: SiteCourse[] = [];
      for await (const batch of reader.stream({ text: COURSES })) {
        for (const [id, shortname, visible, path, created] of batch) {
          courses.push({
            id: Number(id),
            shortname: shortname ?? '',
            visible: visible === '1',
            categories: (path ?? '').split('/').filter(Boolean).map(Number),
            created: Number(created) * 1000,
            lastVisit: visits.get(String(id)) ?? null,
          });
        }
      }
      return courses;
    });
  }
}

const VISITS = 'SELECT courseid, MAX(timeaccess) AS lastvisit FROM {user_lastaccess} GROUP BY courseid';
const COURSES = `SELECT c.id, c.shortname, c.visible, cc.path, c.timecreated
                   FROM {course} c
              LEFT JOIN {course_categories} cc ON cc.id = c.category
                  WHERE c.category <> 0
               ORDER BY c.id`;
