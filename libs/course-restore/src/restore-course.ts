import { randomUUID } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import type { Site } from '@coursekeep/moodle-site';
import { type PreviewOptions, previewRestore, type RestorePreview, type RestoreWish } from './checks/preview';
import type { CommandOutcome, RestoreCommand } from './command/restore-command';
import { prepareCopy } from './copy/prepare-copy';
import { arrivedCounts } from './counts/arrived';
import { type Arrival, arrivals, type Counts } from './counts/countables';
import { lastCourse, type MadeCourse, madeCourse, type TraceOf, traceRestore } from './counts/trace';
import { RestoreError } from './restore-error';

/** Where a restore is. */
export type RestorePhase = 'checking' | 'copying' | 'restoring' | 'counting';

/** What whoever watches a restore is told; `share` goes from 0 to 1 over the whole and never back. */
export interface RestoreStep {
  readonly phase: RestorePhase;
  readonly share: number;
}

export interface RestoreOptions extends PreviewOptions {
  readonly onStep?: (step: RestoreStep) => void;
  /** Told before Moodle is asked: by this the course can be found if we end in the middle. What it returns is awaited. */
  readonly onHandOver?: (trace: TraceOf, preview: RestorePreview) => Promise<void> | void;
  /** Milliseconds between two looks at how much has arrived; default 1000. */
  readonly lookMs?: number;
  /** Permissions of the copy that is handed over: the user who runs Moodle must be able to read it. Default 0640. */
  readonly copyMode?: number;
}

/** A course that was made, and what of the backup is in it. */
export interface RestoreResult {
  readonly course: MadeCourse;
  readonly arrivals: readonly Arrival[];
  /** What did not come, in words, and what was to be known before. */
  readonly warnings: readonly string[];
  readonly output: string;
}

/** A restore that ended without a whole course: what is left of it on the site, and Moodle's own words. */
export class RestoreFailed extends RestoreError {
  constructor(
    code: RestoreError['code'],
    message: string,
    /** The course that was half made, for somebody to remove; null where there is none. */
    readonly half: MadeCourse | null,
    readonly said: string | null,
    /** For the log. */
    readonly output: string,
  ) {
    super(code, message);
  }
}

/** Restores a backup into a new course by `command`: looks at everything first, hands over a copy that carries the names, and
 *  counts what has arrived. Rejects with RestoreError where it is refused (nothing was done) and with RestoreFailed where the
 *  course was not made, or not to its end. */
export async function restoreCourse(
  site: Site,
  wish: RestoreWish,
  command: RestoreCommand,
  options: RestoreOptions,
): Promise<RestoreResult> {
  const { onStep = () => undefined, signal, workFolder } = options;
  onStep({ phase: 'checking', share: 0 });
  const preview = await previewRestore(site, wish, options);
  const [obstacle] = preview.obstacles;
  if (obstacle) throw new RestoreError(obstacle.code, preview.obstacles.map(({ message }) => message).join(' '));
  onStep({ phase: 'copying', share: 0.1 });
  const { course } = preview;
  // A name of our own: nothing that somebody else has named comes near a command line.
  const copy = await prepareCopy(wish.file, course, workFolder, `restore-${randomUUID()}.mbz`, {
    signal,
    mode: options.copyMode ?? 0o640,
  });
  try {
    const trace = { shortname: course.shortname, categoryId: course.categoryId, after: await lastCourse(site) };
    await options.onHandOver?.(trace, preview);
    signal?.throwIfAborted();
    const outcome = await watched(
      site,
      trace,
      preview.counts,
      options,
      command.run(copy.path, course.categoryId, signal),
    );
    onStep({ phase: 'counting', share: 0.95 });
    return await afterwards(site, trace, preview, outcome);
  } finally {
    await unlink(copy.path).catch(() => undefined);
  }
}

/** What has become of a restore whose watcher ended in the middle. `working`: Moodle may still be at it, and so many activities
 *  have arrived. `nothing`: no course was made. */
export type Resumed =
  | { readonly state: 'made'; readonly result: RestoreResult }
  | { readonly state: 'working'; readonly activities: number }
  | { readonly state: 'nothing' };

/** Looks what has become of a restore whose watcher ended in the middle. Where `mayWork` is false, nobody works on it any more:
 *  rejects with RestoreFailed where a half course is there. */
export async function resumeRestore(
  site: Site,
  trace: TraceOf,
  expected: Counts,
  { isAtomic, mayWork }: { readonly isAtomic: boolean; readonly mayWork: boolean },
): Promise<Resumed> {
  const course = await traceRestore(site, trace);
  if (course && (isAtomic || course.state === 'finished'))
    return { state: 'made', result: await counted(site, course, expected, [], '') };
  if (mayWork && !isAtomic) return { state: 'working', activities: course?.activities ?? 0 };
  if (!course) return { state: 'nothing' };
  const message = `The restore was interrupted. ${remains(course)}`;
  throw new RestoreFailed('restore-interrupted', message, course, null, '');
}

async function watched(
  site: Site,
  trace: TraceOf,
  expected: Counts,
  options: RestoreOptions,
  running: Promise<CommandOutcome>,
): Promise<CommandOutcome> {
  const { onStep = () => undefined, lookMs = 1000 } = options;
  let share = 0.25;
  let isOver = false;
  const look = async (): Promise<void> => {
    const course = await traceRestore(site, trace).catch(() => null);
    if (isOver) return;
    const done = course ? course.activities / Math.max(1, expected.activities ?? 1) : 0;
    share = Math.max(share, 0.25 + 0.65 * Math.min(1, done));
    onStep({ phase: 'restoring', share });
  };
  onStep({ phase: 'restoring', share });
  let looking = Promise.resolve();
  const timer = setInterval(() => (looking = looking.then(look)), lookMs);
  try {
    return await running;
  } finally {
    isOver = true;
    clearInterval(timer);
    await looking;
  }
}

async function afterwards(
  site: Site,
  trace: TraceOf,
  preview: RestorePreview,
  outcome: CommandOutcome,
): Promise<RestoreResult> {
  if (outcome.kind === 'not-made') {
    const half = await traceRestore(site, trace);
    const { code, reason, said, output } = outcome;
    const message = half ? `${reason} ${remains(half)}` : reason;
    throw new RestoreFailed(code, message, half, said, output);
  }
  const course = await madeCourse(site, outcome.courseId);
  const { output } = outcome;
  if (!course || course.id <= trace.after) {
    const reason = `Moodle named the course ${outcome.courseId}, which is not a new course of this site. Is the command another site's?`;
    throw new RestoreFailed('restore-command-unusable', reason, null, null, output);
  }
  if (course.state === 'working')
    throw new RestoreFailed(
      'restore-interrupted',
      `Moodle did not come to the end. ${remains(course)}`,
      course,
      null,
      output,
    );
  const { shortname } = preview.course;
  const renamed =
    course.shortname === shortname
      ? []
      : [`The short name “${shortname}” was taken meanwhile: it is “${course.shortname}”.`];
  return counted(site, course, preview.counts, [...preview.notes, ...renamed], output);
}

async function counted(
  site: Site,
  course: MadeCourse,
  expected: Counts,
  notes: readonly string[],
  output: string,
): Promise<RestoreResult> {
  const found = arrivals(expected, await arrivedCounts(site, course.id));
  const short = found.filter((one) => one.arrived < one.expected);
  const lacks = short.map(
    (one) => `Of ${one.expected} ${one.kind} in the backup ${one.arrived} are in the new course.`,
  );
  return { course, arrivals: found, warnings: [...lacks, ...notes], output };
}

function remains({ id, fullname, activities }: MadeCourse): string {
  return `A half-made course is on the site: “${fullname}” (${id}), with ${activities} activities. Remove it in Moodle before you try again.`;
}
