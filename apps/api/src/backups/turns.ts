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

/** Where a new task stands. */
export interface Turn {
  readonly sequence: number;
  readonly round: number;
}

/** In each round every user who waits has one turn, in the order of asking: who asks for a thousand backups keeps nobody
 *  waiting for more than one of them. */
@Injectable()
export class Turns {
  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'mostWaitingOfUser' | 'mostWaitingOfCourse'>,
  ) {}

  /** Gives a turn to a new task, in the transaction that stores it. Rejects with TooManyWaiting. */
  async take(
    manager: EntityManager,
    { site, userid, courseid }: { readonly site: string; readonly userid: number; readonly courseid: number },
  ): Promise<Turn> {
    const { mostWaitingOfUser, mostWaitingOfCourse } = this.settings;
    const ask = async (text: string, ...values: (string | number)[]) => {
      let at = 0;
      const numbered = text.replace(/\?/g, () => manager.dataSource.driver.createParameter('', at++));
      const rows: { n: string | number | null }[] = await manager.query(numbered, values);
      return Number(rows[0]?.n ?? 0);
    };
    if (
      mostWaitingOfUser > 0 &&
      (await ask('SELECT COUNT(*) AS n FROM task WHERE site = ? AND userid = ?', site, userid)) >= mostWaitingOfUser
    ) {
      throw new TooManyWaiting('user', mostWaitingOfUser);
    }
    if (
      mostWaitingOfCourse > 0 &&
      (await ask('SELECT COUNT(*) AS n FROM task WHERE site = ? AND courseid = ?', site, courseid)) >=
        mostWaitingOfCourse
    ) {
      throw new TooManyWaiting('course', mostWaitingOfCourse);
    }
    const sequence = (await ask('SELECT MAX(sequence) AS n FROM backup')) + 1;
    const last = await ask('SELECT MAX(round) AS n FROM task WHERE site = ? AND userid = ?', site, userid);
    const current = await ask('SELECT MIN(round) AS n FROM task WHERE site = ? AND owner IS NULL', site);
    return { sequence, round: Math.max(current, last + 1) };
  }
}
