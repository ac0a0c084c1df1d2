import { collectDefaultMetrics, Gauge } from 'prom-client';
import { Remembered } from '../health/remembered';
import type { StateFigures } from '../tasks/queue-figures';
import type { Metrics } from './metrics';

/** What is looked up when somebody asks for the figures. */
export interface LookedUp {
  /** By state; null where it cannot be had. Never rejects. */
  queue(): Promise<Readonly<Record<string, StateFigures>> | null>;
  /** Whether each part of the service works. Never rejects. */
  parts(): Promise<Readonly<Record<string, boolean>>>;
}

/** Adds the figures of the state in which service and process are now. What cannot be had is left out. */
export function addState({ registry }: Pick<Metrics, 'registry'>, look: LookedUp): void {
  const registers = [registry];
  // Both gauges are collected together.
  const queue = new Remembered(() => look.queue(), 0);
  const ofQueue = (name: string, help: string, figure: (figures: StateFigures) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['state'],
      registers,
      async collect() {
        const states = Object.entries((await queue.get()) ?? {});
        this.reset();
        for (const [state, figures] of states) this.set({ state }, figure(figures));
      },
    });
  ofQueue(
    'coursekeep_queue_tasks',
    'Backups that are due (waiting), wait for another attempt (delayed) or are made (running), of all processes at the store',
    ({ count }) => count,
  );
  ofQueue(
    'coursekeep_queue_oldest_seconds',
    'Time since the oldest backup in a state was asked for, of all processes at the store',
    ({ oldest }) => oldest / 1000,
  );
  new Gauge({
    name: 'coursekeep_part_works',
    help: 'Whether a part that the service needs works (1) or not (0), as /health/ready says',
    labelNames: ['part'],
    registers,
    async collect() {
      for (const [part, works] of Object.entries(await look.parts())) this.set({ part }, works ? 1 : 0);
    },
  });
  collectDefaultMetrics({ register: registry });
}
