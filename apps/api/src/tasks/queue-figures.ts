import { Inject, Injectable } from '@nestjs/common';
import { Store } from '../store/store';
import { TaskRow } from '../store/task.entity';

/** The states of a task: due, not due yet, and claimed by a process. */
export const TASK_STATES = ['waiting', 'delayed', 'running'] as const;

export type TaskState = (typeof TASK_STATES)[number];

export interface StateFigures {
  readonly count: number;
  /** Milliseconds since the oldest of them was asked for; 0 where there is none. */
  readonly oldest: number;
}

const conditions: Readonly<Record<TaskState, string>> = {
  waiting: 't.owner IS NULL AND t.nextrun <= :now',
  delayed: 't.owner IS NULL AND t.nextrun > :now',
  running: 't.owner IS NOT NULL',
};

/** How much is waiting and how long, as the store says: of all processes that share it. */
@Injectable()
export class QueueFigures {
  constructor(@Inject(Store) private readonly store: Store) {}

  /** `now`: unix milliseconds. */
  async read(now: number): Promise<Record<TaskState, StateFigures>> {
    const figures = await Promise.all(TASK_STATES.map(async (state) => [state, await this.of(state, now)]));
    return Object.fromEntries(figures) as Record<TaskState, StateFigures>;
  }

  private async of(state: TaskState, now: number): Promise<StateFigures> {
    const row = await this.store.read
      .createQueryBuilder(TaskRow, 't')
      .select('COUNT(*)', 'count')
      .addSelect('MIN(t.timecreated)', 'first')
      .where(conditions[state], { now })
      .getRawOne<{ count: string | number; first: string | number | null }>();
    const first = row?.first ?? null;
    return { count: Number(row?.count ?? 0), oldest: first === null ? 0 : Math.max(0, now - Number(first)) };
  }
}
