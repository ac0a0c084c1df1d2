import type { Site } from '@coursekeep/moodle-site';

/** An option of a course's format. */
export interface FormatOption {
  readonly name: string;
  readonly value: string | number;
}

/** A course, as far as its format counts. */
export interface FormattedCourse {
  readonly id: number;
  readonly format: string;
}

/** What each course's format says about it. */
export interface CourseFormat {
  readonly options: FormatOption[];
  /** The number of the last section. */
  readonly sections: number;
}

/** The options that Moodle's own formats have in any case, in their order, with the setting of `moodlecourse` or the value
 *  that counts where a course has none of its own. */
const known: Readonly<Record<string, readonly (readonly [string, { setting?: string; value: number }])[]>> = {
  topics: [
    ['hiddensections', { setting: 'hiddensections', value: 0 }],
    ['coursedisplay', { setting: 'coursedisplay', value: 0 }],
  ],
  weeks: [
    ['hiddensections', { setting: 'hiddensections', value: 0 }],
    ['coursedisplay', { setting: 'coursedisplay', value: 0 }],
    ['automaticenddate', { value: 1 }],
  ],
  site: [['numsections', { value: 1 }]],
};

/** Reads the formats of courses with three queries, however many they are. */
export async function readFormats(
  site: Site,
  courses: readonly FormattedCourse[],
): Promise<(course: FormattedCourse) => CourseFormat> {
  const ids = courses.map(({ id }) => id);
  if (ids.length === 0) return () => ({ options: [], sections: 0 });
  const [stored, sections] = await Promise.all([readOptions(site, ids), lastSections(site, ids)]);
  const hiddensections = await site.setting('moodlecourse', 'hiddensections');
  const coursedisplay = await site.setting('moodlecourse', 'coursedisplay');
  const settings: Readonly<Record<string, string | null>> = { hiddensections, coursedisplay };
  return ({ id, format }) => {
    const own = stored.get(`${id} ${format}`) ?? new Map<string, string>();
    const names = (known[format] ?? []).map(([name]) => name);
    const standard = new Map(
      (known[format] ?? []).map(([name, { setting, value }]) => [name, (setting && settings[setting]) ?? value]),
    );
    const all = [...names, ...[...own.keys()].filter((name) => !names.includes(name))];
    const options = all.map((name) => ({ name, value: asNumber(own.get(name) ?? standard.get(name) ?? '') }));
    const counted = options.find(({ name }) => name === 'numsections')?.value;
    return { options, sections: typeof counted === 'number' ? counted : (sections.get(id) ?? 0) };
  };
}

async function readOptions({ database }: Site, ids: readonly number[]): Promise<Map<string, Map<string, string>>> {
  const rows = await database.all({
    text: `SELECT courseid, format, name, "value" FROM {course_format_options}
            WHERE sectionid = 0 AND courseid IN (?) ORDER BY id`,
    parameters: [ids],
  });
  const found = new Map<string, Map<string, string>>();
  for (const { courseid, format, name, value } of rows) {
    const key = `${courseid} ${format}`;
    found.set(key, (found.get(key) ?? new Map<string, string>()).set(name ?? '', value ?? ''));
  }
  return found;
}

async function lastSections({ database }: Site, ids: readonly number[]): Promise<Map<number, number>> {
  const rows = await database.all({
    text: 'SELECT course, MAX(section) AS last FROM {course_sections} WHERE course IN (?) GROUP BY course',
    parameters: [ids],
  });
  return new Map(rows.map(({ course, last }) => [Number(course), Number(last)]));
}

function asNumber(value: string | number): string | number {
  return typeof value === 'string' && /^(0|-?[1-9]\d{0,14})$/.test(value) ? Number(value) : value;
}
