import { Inject, Injectable } from '@nestjs/common';
import type { Schedule } from '@coursekeep/schedules';
import { type Deed, ScheduleRow } from '../store/schedule.entity';
import { ScheduleCourseRow } from '../store/schedule-course.entity';
import { Store } from '../store/store';
import { ScheduleExists, ScheduleInFile, ScheduleRunning, ScheduleUnknown } from './refusals';

/** The schedules in the store. */
@Injectable()
export class ScheduleRecords {
  constructor(@Inject(Store) private readonly store: Store) {}

  /** By name. */
  all(site: string): Promise<ScheduleRow[]> {
    return this.store.read.find(ScheduleRow, { where: { site }, order: { name: 'ASC' } });
  }

  /** Rejects with ScheduleUnknown. */
  async get(site: string, name: string): Promise<ScheduleRow> {
    const row = await this.store.read.findOneBy(ScheduleRow, { site, name });
    if (!row) throw new ScheduleUnknown(name);
    return row;
  }

  /** Adds a schedule over the API. Rejects with ScheduleExists. */
  async create(site: string, definition: Schedule, now: number): Promise<void> {
    await this.store.write(async (manager) => {
      const { name } = definition;
      if (await manager.findOneBy(ScheduleRow, { site, name })) throw new ScheduleExists(name);
      await this.store.insert(manager, ScheduleRow, fresh(site, definition, 'api', now));
    });
  }

  /** Gives a schedule of the API another definition. Rejects with ScheduleUnknown or ScheduleInFile. */
  async change(site: string, name: string, definition: Schedule, now: number): Promise<void> {
    await this.store.write(async (manager) => {
      const row = await manager.findOneBy(ScheduleRow, { site, name });
      if (!row) throw new ScheduleUnknown(name);
      if (row.origin === 'file') throw new ScheduleInFile(name);
      await manager.update(ScheduleRow, { site, name }, { definition, nextdue: null, timechanged: now });
    });
  }

  /** Forgets a schedule; its backups and the reports of its runs stay. Rejects with ScheduleUnknown, ScheduleInFile or
   *  ScheduleRunning. */
  async remove(site: string, name: string): Promise<void> {
    await this.store.write(async (manager) => {
      const row = await manager.findOneBy(ScheduleRow, { site, name });
      if (!row) throw new ScheduleUnknown(name);
      if (row.origin === 'file') throw new ScheduleInFile(name);
      if (row.activerun !== null) throw new ScheduleRunning(name);
      await manager.delete(ScheduleRow, { site, name });
      await manager.delete(ScheduleCourseRow, { site, schedule: name });
    });
  }

  /** Makes the schedules of origin `file` those that the file has. A schedule of the API with the same name becomes the file's;
   *  one that is no longer there is turned off and forgotten once nothing of it runs. */
  async takeFile(site: string, definitions: readonly Schedule[], now: number): Promise<void> {
    await this.store.write(async (manager) => {
      const known = new Map((await manager.findBy(ScheduleRow, { site })).map((row) => [row.name, row]));
      for (const definition of definitions) {
        const { name } = definition;
        const row = known.get(name);
        known.delete(name);
        if (!row) await this.store.insert(manager, ScheduleRow, fresh(site, definition, 'file', now));
        else if (row.origin !== 'file' || JSON.stringify(row.definition) !== JSON.stringify(definition)) {
          const changed = { definition, origin: 'file' as const, nextdue: null, timechanged: now };
          await manager.update(ScheduleRow, { site, name }, changed);
        }
      }
      for (const { name, origin, activerun, definition } of known.values()) {
        if (origin !== 'file') continue;
        if (activerun === null) await manager.delete(ScheduleRow, { site, name });
        else await manager.update(ScheduleRow, { site, name }, { definition: { ...definition, enabled: false } });
      }
    });
  }

  /** Pauses a schedule, or (null) lets it go on; a time that passed meanwhile is not made up for. Rejects with ScheduleUnknown. */
  async pause(site: string, name: string, paused: Deed | null): Promise<void> {
    const change = await this.store.write((manager) =>
      manager.update(ScheduleRow, { site, name }, paused === null ? { paused, nextdue: null } : { paused }),
    );
    if (change.affected !== 1) throw new ScheduleUnknown(name);
  }

  /** Writes down when it is due next, unless somebody has changed that since `row` was read. */
  async dueAt({ site, name, nextdue, timechanged }: ScheduleRow, next: number | null): Promise<void> {
    if (nextdue === next) return;
    await this.store.write((manager) => manager.update(ScheduleRow, { site, name, timechanged }, { nextdue: next }));
  }
}

function fresh(site: string, definition: Schedule, origin: ScheduleRow['origin'], now: number): ScheduleRow {
  const nothing = { paused: null, nextdue: null, activerun: null, runs: 0 };
  return { site, name: definition.name, origin, definition, timechanged: now, ...nothing };
}
