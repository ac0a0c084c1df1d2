import { RestoreError } from '../restore-error';

/** What the new course is called, and whether people see it. */
export interface CourseLook {
  readonly fullname: string;
  readonly shortname: string;
  readonly visible: boolean;
}

/** What somebody asks for; what is not said is made from the backup. */
export interface WantedLook {
  readonly fullname?: string | undefined;
  readonly shortname?: string | undefined;
  /** Default: hidden. */
  readonly visible?: boolean | undefined;
}

/** The longest names that every version of Moodle keeps. */
const LONGEST = { fullname: 254, shortname: 255 } as const;

/** The names for a restored course: those asked for, else the old ones with the day (`Biology restored 25 November 2026`,
 *  `BIO 2026-11-25`), in UTC. Throws RestoreError for a name that no course can have. */
export function courseLook(old: { fullname: string; shortname: string }, wanted: WantedLook, now: Date): CourseLook {
  const day = `restored ${now.getUTCDate()} ${MONTHS[now.getUTCMonth()]} ${now.getUTCFullYear()}`;
  return {
    fullname:
      wanted.fullname === undefined ? withEnd(old.fullname, ` ${day}`, 254) : checked('fullname', wanted.fullname),
    shortname:
      wanted.shortname === undefined
        ? withEnd(old.shortname, ` ${now.toISOString().slice(0, 10)}`, 255)
        : checked('shortname', wanted.shortname),
    visible: wanted.visible ?? false,
  };
}

/** The first of `name`, `name (2)`, `name (3)` … that is free. */
export async function freeName(name: string, isTaken: (name: string) => Promise<boolean>): Promise<string> {
  for (let number = 1; ; number++) {
    const one = number === 1 ? name : withEnd(name, ` (${number})`, LONGEST.shortname);
    if (!(await isTaken(one))) return one;
  }
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function checked(which: keyof typeof LONGEST, name: string): string {
  const plain = name.trim();
  const what = which === 'fullname' ? 'full name' : 'short name';
  if (plain === '') throw new RestoreError('bad-course-name', `The ${what} of the new course is empty.`);
  if ([...plain].length > LONGEST[which])
    throw new RestoreError(
      'bad-course-name',
      `The ${what} of the new course is longer than ${LONGEST[which]} characters.`,
    );
  if (/[\u0000-\u001f\u007f\ufffe\uffff]|\p{Surrogate}/u.test(plain))
    throw new RestoreError('bad-course-name', `The ${what} of the new course holds a character that no name can have.`);
  return plain;
}

function withEnd(name: string, end: string, longest: number): string {
  const letters = [...name.trim()];
  return (
    letters
      .slice(0, longest - [...end].length)
      .join('')
      .trimEnd() + end
  );
}
