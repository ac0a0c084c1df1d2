import { ARCHIVE_STEP } from '@coursekeep/backup-engine';
import { failureCode } from '@coursekeep/errors';
import type { AttemptOutcome, AttemptStep, Metrics } from './metrics';

/** Measures one attempt at a backup, from its making to its outcome, which counts once. */
export class AttemptMeter {
  private readonly begun: number;
  private readonly steps: { readonly step: AttemptStep; readonly since: number }[];
  private isEnded = false;

  /** `elapsed`: milliseconds of a clock that nobody sets. */
  constructor(
    private readonly metrics: Pick<Metrics, 'attempts' | 'steps' | 'bytes' | 'failures'>,
    private readonly elapsed: () => number = () => performance.now(),
  ) {
    this.begun = elapsed();
    this.steps = [{ step: 'documents', since: this.begun }];
  }

  /** The process that makes the backup says what it does. */
  says(text: string): void {
    if (text === ARCHIVE_STEP) this.enter('archive');
  }

  enter(step: AttemptStep): void {
    if (this.steps.at(-1)?.step !== step) this.steps.push({ step, since: this.elapsed() });
  }

  /** Its file, of so many bytes, is in its place. */
  finished(bytes: number): void {
    if (this.end('finished')) this.metrics.bytes.observe(bytes);
  }

  /** It failed, for good or not. */
  failed(outcome: 'failed' | 'retried', code: string): void {
    if (!this.end(outcome)) return;
    this.metrics.failures.inc({ outcome, reason: failureCode(code) ?? 'unexpected' });
  }

  /** False where the outcome is counted already. */
  end(outcome: AttemptOutcome): boolean {
    if (this.isEnded) return false;
    this.isEnded = true;
    const now = this.elapsed();
    this.metrics.attempts.observe({ outcome }, (now - this.begun) / 1000);
    this.steps.forEach(({ step, since }, position) => {
      const until = this.steps[position + 1]?.since ?? now;
      this.metrics.steps.observe({ step, outcome }, (until - since) / 1000);
    });
    return true;
  }
}
