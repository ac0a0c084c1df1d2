import { databaseLimits } from './limits';
import type { Row } from './reader';
import { rowCharacters } from './rows';

/** How many rows the next batch should ask for, from how long the last ones were: few at first, so that a table of long
 *  texts does not come at once, then as many as the limits of rows and characters allow. */
export class BatchSize {
  rows = 100;

  learn(batch: readonly Row[]): void {
    if (batch.length === 0) return;
    const characters = batch.reduce((sum, row) => sum + rowCharacters(row), 0);
    const fitting = Math.floor(databaseLimits.batchCharacters / (characters / batch.length));
    this.rows = Math.max(1, Math.min(databaseLimits.batchRows, fitting));
  }
}
