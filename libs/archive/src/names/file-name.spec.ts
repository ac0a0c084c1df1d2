import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describeWithShared } from '../../../../tools/testing/shared';
import { backupDate, type BackupFileName, buildFileName, numberedFileName, parseFileName } from './file-name';
import { cleanNamePart, formatShortname } from './file-name-part';

const plain: BackupFileName = {
  type: 'course',
  id: 4,
  name: 'small_test',
  date: '20190211-1352',
  users: 'included',
  files: true,
};

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
const date = fc.tuple(digits(8), digits(4)).map((parts) => parts.join('-'));
const parts: fc.Arbitrary<BackupFileName> = fc.record(
  {
    type: fc.constantFrom('course' as const, 'section' as const, 'activity' as const),
    id: fc.maxSafeNat(),
    name: fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.string({ unit: 'binary', maxLength: 20 }),
      // Names that look like other parts of the pattern.
      fc
        .array(fc.constantFrom('-nu', '-nf', '-2', '-', '20190211-1352', 'moodle2-course-3', '.mbz', 'a'), {
          maxLength: 6,
        })
        .map((all) => all.join('')),
    ),
    date,
    users: fc.constantFrom('included' as const, 'anonymised' as const, 'none' as const),
    files: fc.boolean(),
    number: fc.integer({ min: 2, max: 999_999_999 }),
    word: fc.constantFrom('sicherung', 'copia_de_seguridad', 'säkerhetskopia', 'copie-2'),
  },
  { requiredKeys: ['type', 'id', 'name', 'date', 'users', 'files'] },
);

describe('buildFileName and parseFileName', () => {
  it('go both ways', () => {
    fc.assert(
      fc.property(parts, (input) => {
        const fileName = buildFileName(input);
        expect(parseFileName(fileName)).toEqual({ ...input, name: cleanNamePart(input.name) });
        expect(buildFileName(parseFileName(fileName) as BackupFileName)).toBe(fileName);
      }),
      { numRuns: 500 },
    );
  });

  it('make names that are safe as such', () => {
    fc.assert(
      fc.property(parts, (input) => {
        expect(buildFileName(input)).not.toMatch(/[/\\<>"|`':&\p{Cc}]/u);
      }),
    );
  });

  it.each<[string, Partial<BackupFileName>]>([
    ['backup-moodle2-course-4-small_test-20190211-1352.mbz', {}],
    ['backup-moodle2-course-4-small_test-20190211-1352-nu.mbz', { users: 'none' }],
    ['backup-moodle2-course-4-small_test-20190211-1352-an-nf.mbz', { users: 'anonymised', files: false }],
    ['backup-moodle2-course-4-20190211-1352-nf.mbz', { name: '', files: false }],
    [
      'backup-moodle2-activity-42-page42-20190211-1352-nu-3.mbz',
      { type: 'activity', id: 42, name: 'page42', users: 'none', number: 3 },
    ],
  ])('%s', (fileName, changed) => {
    expect(buildFileName({ ...plain, ...changed })).toBe(fileName);
    expect(parseFileName(fileName)).toEqual({ ...plain, ...changed });
  });

  it.each([
    '',
    'backup.mbz',
    '../backup-moodle2-course-4-20190211-1352.mbz',
    'backup-moodle2-course-4-a/b-20190211-1352.mbz',
    'backup-moodle2-course-04-20190211-1352.mbz',
    'backup-moodle2-course-4-20190211-1352-1.mbz',
    'backup-moodle2-course-4-20190211-1352.zip',
    'backup-moodle2-course-9999999999999999-20190211-1352.mbz',
    `backup-moodle2-course-4-${'-20190211-1352'.repeat(5000)}`,
  ])('does not take %.80s for a backup of the pattern', (fileName) => expect(parseFileName(fileName)).toBeNull());

  it('cut a name that no file system would take, never within a character', () => {
    const fileName = buildFileName({ ...plain, name: '日本😀'.repeat(100), number: 12 });
    expect(Buffer.byteLength(fileName)).toBeLessThanOrEqual(255);
    expect(Buffer.byteLength(fileName)).toBeGreaterThan(250);
    expect(parseFileName(fileName)).toMatchObject({ id: 4, number: 12 });
    expect(fileName).not.toContain('\ufffd');
  });

  it('refuse parts that cannot stand in a name', () => {
    expect(() => buildFileName({ ...plain, id: 1.5 })).toThrow(/the id 1.5/);
    expect(() => buildFileName({ ...plain, date: '../x' })).toThrow(/the date/);
    expect(() => buildFileName({ ...plain, number: 1 })).toThrow(/the number 1/);
  });

  it('number a second backup of the same minute', () => {
    expect(numberedFileName(buildFileName(plain), 2)).toBe('backup-moodle2-course-4-small_test-20190211-1352-2.mbz');
    expect(numberedFileName('mine.mbz', 2)).toBe('mine-2.mbz');
    expect(numberedFileName('mine', 3)).toBe('mine-3');
  });
});

describe('backupDate', () => {
  it.each([
    ['UTC', '20190211-1352'],
    ['Europe/Berlin', '20190211-1452'],
    ['Asia/Kathmandu', '20190211-1937'],
    ['Pacific/Auckland', '20190212-0252'],
  ])('shows the clock of %s', (zone, text) => expect(backupDate(1549893120, zone)).toBe(text));

  it('counts midnight as 00', () => expect(backupDate(0, 'UTC')).toBe('19700101-0000'));

  it('names an unknown zone', () =>
    expect(() => backupDate(0, 'Mars/Olympus')).toThrow('Unknown time zone Mars/Olympus'));
});

describeWithShared("Moodle's own file names", (shared) => {
  const vectors = (version: string) =>
    JSON.parse(readFileSync(join(shared, 'moodle/reference', version, 'vectors.json'), 'utf8')).filename_shortname as {
      in: string;
      out: string;
    }[];

  it.each([...vectors('moodle45'), ...vectors('moodle51')])('short name $in', ({ in: shortname, out }) => {
    expect(cleanNamePart(formatShortname(shortname))).toBe(out);
  });
});
