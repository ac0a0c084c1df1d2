import { Inject, Injectable } from '@nestjs/common';
import { Not, In } from 'typeorm';
import { RestoreRow } from '../store/restore.entity';
import { Store } from '../store/store';

/** What a restore is asked for with. */
export type NewRestore = Pick<
  RestoreRow,
  'restoreid' | 'site' | 'userid' | 'backupid' | 'kind' | 'categoryid' | 'fullname' | 'shortname' | 'visible'
>;

const WAITING = 700;
const RUNNING = 800;
const ENDED = [900, 1000];

/** The restores in the store. */
@Injectable()
export class RestoreRecords {
  constructor(@Inject(Store) private readonly store: Store) {}

  /** When it resolves, the restore survives anything. */
  async create(restore: NewRestore, now: number): Promise<void> {
    const row = { ...restore, status: WAITING, phase: 'waiting' as const, progress: 0, warnings: [], timecreated: now };
    await this.store.write((manager) => this.store.insert(manager, RestoreRow, row));
  }

  find(site: string, restoreid: string): Promise<RestoreRow | null> {
    return this.store.read.findOneBy(RestoreRow, { site, restoreid });
  }

  /** What waits, oldest first. */
  waiting(site: string): Promise<RestoreRow[]> {
    return this.store.read.find(RestoreRow, {
      where: { site, status: WAITING },
      order: { timecreated: 'ASC' },
      take: 100,
    });
  }

  /** What a service that ended has left in the middle. */
  running(site: string): Promise<RestoreRow[]> {
    return this.store.read.find(RestoreRow, { where: { site, status: RUNNING }, order: { timecreated: 'ASC' } });
  }

  /** How many of a user's restores have not ended. */
  openOf(site: string, userid: number): Promise<number> {
    return this.store.read.countBy(RestoreRow, { site, userid, status: Not(In(ENDED)) });
  }

  /** Changes a restore that has not ended; one that has stays as it is. */
  async change(restoreid: string, values: Partial<RestoreRow>): Promise<void> {
    await this.store.write((manager) => manager.update(RestoreRow, { restoreid, status: Not(In(ENDED)) }, values));
  }
}
