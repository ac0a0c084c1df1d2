const progressMs = 300;

/** Writes progress at most every `progressMs`, the newest always, and one after the other. */
export class ThrottledProgress {
  private next: { progress: number; step: string } | null = null;
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<unknown> = Promise.resolve();

  constructor(private readonly write: (progress: number, step: string) => Promise<void>) {}

  set(progress: number, step: string): void {
    this.next = { progress, step };
    this.timer ??= setTimeout(() => this.flush(), progressMs);
  }

  /** Writes what is left and waits for it. */
  async stop(): Promise<void> {
    this.flush();
    await this.writing;
  }

  private flush(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const next = this.next;
    this.next = null;
    // A progress that cannot be written is not worth failing the backup for.
    if (next) this.writing = this.writing.then(() => this.write(next.progress, next.step)).catch(() => undefined);
  }
}
