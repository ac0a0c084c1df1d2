/** How the executor tells how far it is. Weights as Moodle's: 1 for each task of the plan, FINAL_WEIGHT for the final task,
 *  ARCHIVE_WEIGHT for packing; parts of a weight may be told as they pass. */
export interface ProgressReport {
  /** The weight of all the work, told once, before the first `advance`. */
  expect(weight: number): void;
  /** What is being done now, in words for people: `Forum 12 of 40`. */
  step(text: string): void;
  /** Adds work that is done. */
  advance(weight: number): void;
}

export const FINAL_WEIGHT = 20;
export const ARCHIVE_WEIGHT = 20;

/** The step of packing, the last one before the file is there. */
export const ARCHIVE_STEP = 'Packing the archive';

export interface ProgressState {
  /** From 0 to 1; never goes back, and is 1 only when the backup is there. */
  readonly progress: number;
  readonly step: string;
}

export type ProgressListener = (state: ProgressState) => void;

/** Turns the executor's reports into a share that never goes back. Listeners hear of each new step and of each whole per
 *  mille, so their number of calls is bounded whatever the executor reports. */
export class ProgressMeter implements ProgressReport {
  private expected = 0;
  private done = 0;
  private told = 0;
  private state: ProgressState = { progress: 0, step: '' };

  constructor(private readonly listener: ProgressListener = () => undefined) {}

  get current(): ProgressState {
    return this.state;
  }

  expect(weight: number): void {
    this.expected = Math.max(0, weight);
  }

  step(text: string): void {
    if (text !== this.state.step) this.tell({ ...this.state, step: text });
  }

  advance(weight: number): void {
    if (!(weight > 0)) return;
    this.done += weight;
    const share = this.expected > 0 ? Math.min(this.done / this.expected, ALMOST) : 0;
    if (share <= this.state.progress) return;
    this.state = { ...this.state, progress: share };
    if (share - this.told >= 0.001) this.tell(this.state);
  }

  /** The backup is there. */
  finish(step: string): void {
    this.tell({ progress: 1, step });
  }

  private tell(state: ProgressState): void {
    this.state = state;
    this.told = state.progress;
    this.listener(state);
  }
}

const ALMOST = 0.999;
