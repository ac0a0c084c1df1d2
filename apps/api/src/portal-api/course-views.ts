import { Inject, Injectable } from '@nestjs/common';
import type { CourseSummary } from '@coursekeep/moodle-site';
import { type BackupView, BackupViews } from '../backups/backup-view';
import { CourseStandings } from '../backups/course-standings';
import type { BackupRow } from '../store/backup.entity';

/** What a course's row shows of its backups. */
export interface ShownBackups {
  readonly latest: BackupView | null;
  readonly good: BackupView | null;
  readonly running: BackupView | null;
}

/** A course as the portal shows it. */
export function courseView(course: CourseSummary, { latest, good, running }: ShownBackups) {
  const { id, shortname, fullname, categoryName, visible } = course;
  return { id, shortname, fullname, category: categoryName, visible, latest, good, running };
}
export type CourseView = ReturnType<typeof courseView>;

/** The newer of two backups. */
export function newer(one: BackupView | null, other: BackupView | null): BackupView | null {
  return (other?.timecreated ?? 0) > (one?.timecreated ?? 0) ? other : one;
}

/** Makes the views of a page of courses. */
@Injectable()
export class CourseViews {
  constructor(
    @Inject(CourseStandings) private readonly standings: CourseStandings,
    @Inject(BackupViews) private readonly views: BackupViews,
  ) {}

  async of(courses: readonly CourseSummary[]): Promise<CourseView[]> {
    const standing = await this.standings.of(courses);
    const rows = courses.map((course) => ({ course, ...standing(course) }));
    const ours = rows.flatMap(({ latest, good, running }) => [latest, good, running].filter((row) => row !== null));
    const theirs = rows.flatMap(({ course, moodle }) => (moodle ? [[course.id, moodle] as const] : []));
    const views = new Map((await this.views.of(ours)).map((view) => [view.backupid, view]));
    const moodleViews = new Map((await this.views.ofMoodle(theirs)).map((view) => [view.courseid, view]));
    const view = (row: BackupRow | null) => views.get(row?.backupid ?? '') ?? null;
    return rows.map(({ course, latest, good, running }) =>
      courseView(course, {
        latest: view(latest),
        good: newer(view(good), moodleViews.get(course.id) ?? null),
        running: view(running),
      }),
    );
  }
}
