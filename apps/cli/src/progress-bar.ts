import { SingleBar } from 'cli-progress';

/** Shows how far the backup is. */
export interface ProgressDisplay {
  show(progress: number, step: string): void;
  end(): void;
}

/** A bar on the terminal; nothing where standard error is none. */
export function progressBar(shown: boolean): ProgressDisplay {
  if (!shown || !process.stderr.isTTY) return { show: () => undefined, end: () => undefined };
  const bar = new SingleBar({
    format: '{bar} {percentage} %  {step}',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    fps: 10,
  });
  bar.start(1000, 0, { step: '' });
  return {
    show: (progress, step) => bar.update(Math.round(progress * 1000), { step }),
    end: () => bar.stop(),
  };
}
