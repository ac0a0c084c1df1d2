import type { FailureCode } from '@coursekeep/errors';
import type { CommandOutcome, CourseNotMade } from './restore-command';
import type { ProgramRun } from './run-bounded';

/** Reads what Moodle's restore command answered. Only its last line names the course: it also ends with 0 after printing its
 *  help, and a text in the middle may be anybody's. */
export function commandAnswer(run: ProgramRun): CommandOutcome {
  const output = [run.stdout, run.stderr]
    .map((text) => text.trim())
    .filter(Boolean)
    .join('\n');
  const lines = run.stdout.split(/\r?\n/).filter((line) => line.trim() !== '');
  const [, id] = /^== Restored course ID: ([1-9]\d{0,14}) ==$/.exec(lines.at(-1)?.trim() ?? '') ?? [];
  if (id !== undefined && run.ended === 'itself' && run.exit === 0)
    return { kind: 'made', courseId: Number(id), output };
  const said = /^!!! (.*) !!!$/.exec(lines.findLast((line) => line.startsWith('!!! ')) ?? '')?.[1] ?? null;
  return { kind: 'not-made', ...whyNot(run, said), said, output };
}

function whyNot(run: ProgramRun, said: string | null): Pick<CourseNotMade, 'code' | 'reason'> {
  if (run.ended !== 'itself') return ENDED[run.ended];
  if (said !== null) return SAYINGS.find(({ pattern }) => pattern.test(said)) ?? UNKNOWN;
  if (run.exit === 0) return HELP;
  if (run.killedBy || (run.exit ?? 0) > 128) {
    // 255 is PHP's own word for a fatal error.
    if (run.exit !== 255)
      return { code: 'restore-failed', reason: "Moodle's restore was ended from outside before it was done." };
  }
  return /^Could not open input file/m.test(run.stdout + run.stderr) || run.exit === 255 || run.exit === 127
    ? UNUSABLE
    : UNKNOWN;
}

const UNKNOWN = { code: 'restore-failed' as FailureCode, reason: 'Moodle could not restore this backup.' };
const UNUSABLE = {
  code: 'restore-command-unusable' as FailureCode,
  reason: "Moodle's restore command does not run on this machine. The administrator finds more in the log.",
};
const HELP = {
  code: 'restore-failed' as FailureCode,
  reason: "Moodle's restore command ended without naming a course: nothing was restored.",
};
const ENDED: Readonly<Record<Exclude<ProgramRun['ended'], 'itself'>, Pick<CourseNotMade, 'code' | 'reason'>>> = {
  'too-long': { code: 'restore-too-long', reason: 'The restore took longer than it may and was ended.' },
  cancelled: { code: 'cancelled', reason: 'The restore was cancelled.' },
  'not-started': UNUSABLE,
};

/** Moodle's sentences as recorded, each with what it means to a teacher. */
const SAYINGS: readonly { readonly pattern: RegExp; readonly code: FailureCode; readonly reason: string }[] = [
  {
    pattern: /requested file could not be found/,
    code: 'restore-command-unusable',
    reason: 'Moodle cannot read the folder in which backups are handed to it. The administrator finds more in the log.',
  },
  {
    pattern: /Incorrect category ID/,
    code: 'category-unknown',
    reason: 'The category is not on the site any more. Choose another one.',
  },
  { pattern: /Error processing archive file/, code: 'restore-failed', reason: 'Moodle could not unpack the backup.' },
];
