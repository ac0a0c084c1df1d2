import { Inject, Injectable, Logger } from '@nestjs/common';
import { isHoldActive, judge, type RetentionReason, type ScheduleFile } from '@coursekeep/schedules';
import { Readers } from '../backups/readers';
import { Refusal } from '../backups/refusals';
import { SiteClock } from '../site/site-clock';
import { SiteCourses } from '../site/site-courses';
import type { BackupRow } from '../store/backup.entity';
import type { ScheduleRow } from '../store/schedule.entity';
import { SCHEDULE_FILE } from '../tokens';
import { isPinned, KeptRecords } from './kept-records';

/** What the rules say of a backup, and why. */
export interface JudgedBackup {
  readonly backup: BackupRow;
  readonly stays: boolean;
  readonly why: readonly RetentionReason[];
}

export interface JudgedCourse {
  readonly courseid: number;
  /** It is no longer on the site. */
  readonly isGone: boolean;
  readonly backups: readonly JudgedBackup[];
}

/** What the retention of a schedule removes: of the backups that the schedule made, and of no others. */
@Injectable()
export class RetentionPlans {
  private readonly log = new Logger(RetentionPlans.name);

  constructor(
    @Inject(SCHEDULE_FILE) private readonly file: ScheduleFile,
    @Inject(SiteCourses) private readonly courses: SiteCourses,
    @Inject(SiteClock) private readonly clock: SiteClock,
    @Inject(KeptRecords) private readonly kept: KeptRecords,
    @Inject(Readers) private readonly readers: Readers,
  ) {}

  /** By course. Nothing is changed. */
  async of({ site, name, definition }: ScheduleRow, now: number): Promise<JudgedCourse[]> {
    const zone = await this.clock.zoneOf(definition);
    const [categories, held, backups] = await Promise.all([
      this.courses.all({ visits: false }).then((all) => new Map(all.map((course) => [course.id, course.categories]))),
      this.heldCategories(now),
      this.kept.ofSchedule(site, name),
    ]);
    return [...byCourse(backups)].map(([courseid, ofCourse]) => {
      const above = categories.get(courseid);
      // Where a gone course was, nobody knows any more: a hold on anything holds it.
      const isHeld = above ? above.some((id) => held.has(id)) : held.size > 0;
      const rows = new Map(ofCourse.map((backup) => [backup.backupid, backup]));
      const facts = ofCourse.map((backup) => ({
        id: backup.backupid,
        sequence: backup.sequence,
        time: backup.timefinished ?? backup.timecreated,
        withWork: backup.options.users === 1,
        isGood: backup.filestate === null,
        isPinned: isPinned(backup, now),
        isBeingRead: this.readers.isReading(backup.backupid),
        isHeld,
      }));
      const verdicts = judge(facts, definition.retention, zone, !above);
      return {
        courseid,
        isGone: !above,
        backups: verdicts.map(({ id, ...verdict }) => ({ backup: rows.get(id) as BackupRow, ...verdict })),
      };
    });
  }

  /** Removes what the rules say. Resolves with the number of those that are gone. */
  async apply(row: ScheduleRow, userid: number, now: number): Promise<number> {
    if (Object.values(row.definition.retention).every((rule) => rule === null)) return 0;
    const plan = await this.of(row, now);
    const going = plan.flatMap(({ backups }) => backups.filter(({ stays }) => !stays));
    let removed = 0;
    for (const { backup } of going) {
      const why = `The retention of the schedule ${row.name} keeps others in its place.`;
      try {
        await this.kept.remove(row.site, backup.backupid, { userid, why, time: now });
        removed++;
      } catch (error) {
        // Somebody was quicker, or has pinned it meanwhile.
        if (!(error instanceof Refusal)) throw error;
      }
    }
    if (removed > 0) this.log.log(`The retention of the schedule ${row.name} removed ${removed} backups`);
    return removed;
  }

  /** The hold under which a course stands, null where there is none. */
  async holdOf(courseid: number, now: number): Promise<string | null> {
    const active = await this.activeHolds(now);
    if (active.length === 0) return null;
    const course = (await this.courses.all({ visits: false })).find(({ id }) => id === courseid);
    const hold = course ? active.find(({ category }) => course.categories.includes(category)) : active[0];
    return hold?.why ?? null;
  }

  private async heldCategories(now: number): Promise<Set<number>> {
    return new Set((await this.activeHolds(now)).map(({ category }) => category));
  }

  private async activeHolds(now: number) {
    const zone = await this.clock.zoneOf({ zone: null });
    return this.file.holds.filter((hold) => isHoldActive(hold, zone, now));
  }
}

function byCourse(backups: readonly BackupRow[]): Map<number, BackupRow[]> {
  const groups = new Map<number, BackupRow[]>();
  for (const backup of backups) {
    const group = groups.get(backup.courseid);
    if (group) group.push(backup);
    else groups.set(backup.courseid, [backup]);
  }
  return groups;
}
