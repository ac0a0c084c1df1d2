import { type Verdict, verifyBackup, type VerifyReport } from '@coursekeep/backup-reader';
import { chosenDefinitions } from '../chosen-definitions';
import { ExitStatus } from '../exit-status';
import { givenLimits } from './given-limits';
import { recordedWarnings } from './print-warnings';
import { bytes, counted, date, line } from './printable';
import { tellTrouble } from './tell-trouble';

export interface VerifyArguments {
  readonly json?: boolean;
  readonly limit: Readonly<Record<string, string>>;
}

const STATUS: Readonly<Record<Verdict, ExitStatus>> = {
  whole: ExitStatus.done,
  'whole-with-gaps': ExitStatus.done,
  damaged: ExitStatus.failed,
  unreadable: ExitStatus.usage,
};

/** `coursekeep verify`: is a backup whole? Exit status 0 whole (also with gaps of the course itself), 1 damaged, 2 not readable at all. */
export async function runVerify(file: string, given: VerifyArguments): Promise<ExitStatus> {
  try {
    const registry = await chosenDefinitions();
    const report = await verifyBackup(file, { limits: givenLimits(given.limit), registry });
    process.stdout.write(given.json ? `${JSON.stringify(report)}\n` : printReport(file, report));
    return STATUS[report.verdict];
  } catch (error) {
    return tellTrouble(error, given.json ?? false);
  }
}

const VERDICTS: Readonly<Record<Verdict, string>> = {
  whole: 'is whole',
  'whole-with-gaps': 'is whole, with gaps that the course itself has',
  damaged: 'is damaged',
  unreadable: 'cannot be read as a backup',
};

function printReport(file: string, { verdict, problems, warnings, information, checked }: VerifyReport): string {
  const losses = warnings.filter(({ kind }) => kind === 'loss').length;
  const but = verdict === 'whole' && losses > 0 ? ' as it was made, and was made without some things (below)' : '';
  const lines = [`${file} ${VERDICTS[verdict]}${but}.`];
  if (information) {
    const { course } = information;
    lines.push(`  ${line(course.fullname)} (${line(course.shortname)}), ${date(information.date)}`);
  }
  const numbers = [
    `${checked.entries} ${checked.entries === 1 ? 'entry' : 'entries'}`,
    counted(checked.documents, 'document'),
    counted(checked.contents, 'file content'),
    bytes(checked.bytes),
  ];
  lines.push(`  checked: ${numbers.join(', ')}`);
  for (const { message, consequence } of problems) lines.push(`- ${line(message)}`, `  ${line(consequence)}`);
  // The gaps that were known when the backup was made are those found now, listed above.
  lines.push(...recordedWarnings(warnings.filter(({ code }) => code !== 'course-gap')));
  return `${lines.join('\n')}\n`;
}
