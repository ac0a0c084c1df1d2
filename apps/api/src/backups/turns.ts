import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Settings } from '../config/settings';
import { SETTINGS } from '../tokens';
import { Refusal } from './refusals';

/** So many backups wait already that no more are taken. */
export class TooManyWaiting extends Refusal {
  constructor(whose: 'user' | 'course', most: number) {
    const what = whose === 'user' ? 'of yours' : 'of this course';
    const count = most === 1 ? `A backup ${what} is` : `${most} backups ${what} are`;
    super(
      'too-many-waiting',
      `${count} waiting or running, which is the most that there may be at a time. Ask again when one has ended.`,
    );
  }
}

/** Who asks for a backup of what. */
interface Asking {
  readonly site: string;
  readonly userid: number;
  readonly courseid: number;
  readonly schedule?: string;
}

const persons = 'task WHERE site = ? AND priority = 0';

/** Where a new task stands. */
export interface Turn {
  readonly sequence: number;
  readonly priority: number;
  readonly round: number;
}

/** In each round every user who waits has one turn, in the order of asking: who asks for a thousand backups keeps nobody
 *  waiting for more than one of them. What schedules ask for comes when no person waits. */
@Injectable()
export class Turns {
  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'mostWaitingOfUser' | 'mostWaitingOfCourse'>,
  ) {}

  /** Gives a turn to a new task, in the transaction that stores it. Rejects with TooManyWaiting. */
  async take(manager: EntityManager, { site, userid, courseid, schedule }: Asking): Promise<Turn> {
    const { mostWaitingOfUser, mostWaitingOfCourse } = this.settings;
    const ask = async (text: string, ...values: (string | number)[]) => {
      let at = 0;
      const numbered = text.replace(/\?/g, () => manager.dataSource.driver.createParameter('', at++));
      const rows: { n: string | number | null }[] = await manager.query(numbered, values);
      return Number(rows[0]?.n ?? 0);
    };
    const sequence = (await ask('SELECT MAX(sequence) AS n FROM backup')) + 1;
    // A schedule has its own limit, and takes none of a person's.
    if (schedule) return { sequence, priority: 1, round: 0 };
    if (
      mostWaitingOfUser > 0 &&
      (await ask(`SELECT COUNT(*) AS n FROM ${persons} AND userid = ?`, site, userid)) >= mostWaitingOfUser
    ) {
      throw new TooManyWaiting('user', mostWaitingOfUser);
    }
    if (
      mostWaitingOfCourse > 0 &&
      (await ask(`SELECT COUNT(*) AS n FROM ${persons} AND courseid = ?`, site, courseid)) >= mostWaitingOfCourse
    ) {
      throw new TooManyWaiting('course', mostWaitingOfCourse);
    }
    const last = await ask(`SELECT MAX(round) AS n FROM ${persons} AND userid = ?`, site, userid);
    const current = await ask(`SELECT MIN(round) AS n FROM ${persons} AND owner IS NULL`, site);
    return { sequence, priority: 0, round: Math.max(current, last + 1) };
  }
}
