/** What the service says of schedules, as far as the command prints it. Times are unix seconds. */
export interface Schedule {
  readonly name: string;
  readonly origin: 'file' | 'api';
  readonly definition: { readonly enabled: boolean };
  readonly zone: string;
  readonly paused: { readonly who: string; readonly time: number } | null;
  readonly nextdue: number | null;
  readonly running: Run | null;
  readonly last: Run | null;
}

export interface Run {
  readonly runid: string;
  readonly number: number;
  readonly status: string;
  readonly timestarted: number;
  readonly timefinished: number | null;
  readonly counts: Readonly<Record<string, number>>;
}

export interface Result {
  readonly courseid: number;
  readonly position: number;
  readonly state: string;
  readonly code: string | null;
  readonly message: string | null;
  readonly backupid: string | null;
}

export interface Preview {
  readonly takesall: boolean;
  readonly chosen: readonly { readonly courseid: number; readonly shortname: string }[];
  readonly skipped: readonly { readonly courseid: number; readonly shortname: string; readonly why: string }[];
  readonly dues: readonly number[];
}
