export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

/** What happened during a backup, in the lines of `moodle_backup.log`. As in Moodle only warnings and errors get there, so
 *  the log of an ordinary backup is empty. */
export class BackupLog {
  private readonly lines: string[] = [];
  private left = 0;

  constructor(
    private readonly timeZone: string,
    /** Unix seconds. */
    private readonly clock: () => number,
    private readonly listener: (level: LogLevel, message: string) => void = () => undefined,
  ) {}

  /** `message` is one line; line breaks in it become blanks, so that no name can forge a line. */
  write(level: LogLevel, message: string): void {
    this.listener(level, message);
    if (level !== 'error' && level !== 'warn') return;
    if (this.lines.length < MOST_LINES) this.lines.push(this.line(level, message));
    else this.left += 1;
  }

  /** The content of `moodle_backup.log`. */
  text(): string {
    const rest = this.left > 0 ? [this.line('warn', `${this.left} more messages are not listed`)] : [];
    return [...this.lines, ...rest].join('');
  }

  private line(level: LogLevel, message: string): string {
    return `[${logDate(this.clock(), this.timeZone)}] [${level}] ${message.replace(/[\r\n]+/g, ' ')}\n`;
  }
}

/** Memory must not grow with the number of files that a site has lost. */
const MOST_LINES = 10_000;

/** A moment as Moodle's logs write it in English: `23 November 2026 at 10:46 am`, with a narrow no-break space before am. */
function logDate(time: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { ...DATE_FIELDS, timeZone });
  const part = Object.fromEntries(format.formatToParts(time * 1000).map(({ type, value }) => [type, value]));
  const hour = Number(part.hour);
  return `${part.day} ${part.month} ${part.year} at ${hour % 12 || 12}:${part.minute}\u202f${hour < 12 ? 'am' : 'pm'}`;
}

const DATE_FIELDS = {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const;
