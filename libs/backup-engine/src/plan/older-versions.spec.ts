import { VERIFIED_BRANCHES } from '@coursekeep/definitions';
import { openSite } from '@coursekeep/moodle-site';
import { backUp } from '../../testing/course-site';
import { OLD_TRACKS, OLD_TRACKS_FILLED, WITHOUT_NEW_TRACKS } from '../../testing/old-scorm-tracks';
import { describeWithCopies, SampleCopy } from '../../testing/sample-copy';

// A copy of a whole site, and a backup of it in every version.
jest.setTimeout(180_000);

type Documents = Readonly<Record<string, string>>;

/** What makes a site one of the version before, and what its backups then have no longer. */
interface Step {
  readonly release: string;
  readonly version: string;
  readonly branch: string;
  readonly format: readonly [version: string, release: string];
  readonly sql: readonly string[];
  /** Elements by the documents that had them. */
  readonly elements?: readonly (readonly [document: RegExp, names: string])[];
  readonly documents?: RegExp;
  readonly settings?: string;
}

const drop = (table: string, columns: string) =>
  columns.split(' ').map((column) => `ALTER TABLE mdl_${table} DROP COLUMN "${column}"`);

/** Subsections with all that is in them. */
const DELEGATED = 'SELECT id FROM mdl_course_sections WHERE component IS NOT NULL';
const SUBSECTIONS = "SELECT id FROM mdl_modules WHERE name = 'subsection'";
const WITHOUT_SUBSECTIONS = [
  `DELETE FROM mdl_context WHERE contextlevel = 70 AND instanceid IN
    (SELECT id FROM mdl_course_modules WHERE section IN (${DELEGATED}) OR module IN (${SUBSECTIONS}))`,
  `DELETE FROM mdl_course_modules WHERE section IN (${DELEGATED}) OR module IN (${SUBSECTIONS})`,
  'DELETE FROM mdl_course_sections WHERE component IS NOT NULL',
];

/** What backups of 4.1 do not take, though its tables may have it. */
const UNKNOWN_TO_4_1 = [
  "DELETE FROM mdl_files WHERE component = 'mod_assign' AND filearea = 'activityattachment'",
  'DELETE FROM mdl_question_calculated_options',
];

/** Backwards from Moodle 4.5, as far as is known. Not certain is the very version that brought `valuetrust`, `lang`,
 *  `markinganonymous`, `completionpassgrade` of the defaults and the owner of a section; the engine asks the schema. */
const BEFORE_4_5: readonly Step[] = [
  {
    release: '4.4.9 (Build: 20250613)',
    version: '2024042209.00',
    branch: '404',
    format: ['2024042200', '4.4'],
    sql: ['DROP TABLE mdl_subsection', "DELETE FROM mdl_modules WHERE name = 'subsection'"],
    elements: [[/moodle_backup\.xml/, 'insubsection parentcmid modname']],
  },
  {
    release: '4.3.12 (Build: 20241209)',
    version: '2023100912.00',
    branch: '403',
    format: ['2023100900', '4.3'],
    sql: [
      ...drop('course_sections', 'component itemid'),
      ...drop('quiz_slots', 'quizgradeitemid'),
      'DROP TABLE mdl_quiz_grade_items',
    ],
    elements: [
      [/section\.xml/, 'component itemid'],
      [/quiz\.xml/, 'quiz_grade_items quizgradeitemid'],
    ],
  },
  {
    release: '4.2.11 (Build: 20241007)',
    version: '2023042411.00',
    branch: '402',
    format: ['2023042400', '4.2'],
    sql: [
      ...OLD_TRACKS,
      ...OLD_TRACKS_FILLED,
      ...WITHOUT_NEW_TRACKS,
      'DROP TABLE mdl_lti_coursevisible',
      ...drop('customfield_data', 'valuetrust'),
    ],
    elements: [
      [/lti\.xml/, 'lticoursevisible'],
      [/course\.xml|groups\.xml|questions\.xml/, 'valuetrust'],
      [/groups\.xml/, 'groupcustomfields groupingcustomfields'],
      [/badges\.xml/, 'tags'],
    ],
  },
  {
    release: '4.1.19 (Build: 20250613)',
    version: '2022112819.00',
    branch: '401',
    format: ['2022112800', '4.1'],
    sql: [
      'DROP TABLE mdl_xapi_states',
      ...drop('groups', 'visibility participation'),
      ...drop('quiz_slots', 'displaynumber'),
      ...drop('course_modules', 'lang'),
      ...drop('assign', 'markinganonymous'),
      ...drop('course_completion_defaults', 'completionpassgrade'),
    ],
    elements: [
      [/groups\.xml/, 'visibility participation'],
      [/quiz\.xml/, 'displaynumber'],
      [/module\.xml/, 'lang'],
      [/assign\.xml/, 'markinganonymous'],
      [/completiondefaults\.xml/, 'completionpassgrade'],
    ],
    documents: /xapistate\.xml$/,
    settings: 'xapistate',
  },
];

/** Backwards from Moodle 5.1; that these came with 5.1 and not with 5.0 is a guess. */
const BEFORE_5_1: readonly Step[] = [
  {
    release: '5.0.3 (Build: 20251006)',
    version: '2025041403.00',
    branch: '500',
    format: ['2025041400', '5.0'],
    sql: [
      'DROP TABLE mdl_customfield_shared',
      ...drop('customfield_category', 'shared'),
      // MariaDB drops no column that a unique index has.
      'DROP INDEX mdl_custdata_insfiecomarei_uix ON mdl_customfield_data',
      ...drop('customfield_data', 'component area itemid'),
      ...drop('bigbluebuttonbn', 'grade'),
      ...drop('quiz', 'precreateattempts'),
      ...drop('course', 'enableaitools'),
      ...drop('course_modules', 'enableaitools enabledaiactions'),
      ...drop('qtype_ddimageortext', 'dropzonevisibility'),
    ],
    elements: [
      [/bigbluebuttonbn\.xml/, 'grade'],
      [/quiz\.xml/, 'precreateattempts'],
      [/course\.xml|module\.xml/, 'enableaitools enabledaiactions'],
      [/questions\.xml/, 'dropzonevisibility'],
    ],
  },
];

describeWithCopies('a site of an older Moodle gives what its version has', (shared) => {
  it.each([
    ['moodle45-pgsql', BEFORE_4_5],
    ['moodle45-mariadb', BEFORE_4_5],
    ['moodle51-mariadb', BEFORE_5_1],
  ] as const)('%s', async (sample, steps) => {
    const copy = await SampleCopy.create(shared, sample);
    try {
      if (sample !== 'moodle51-mariadb') await copy.run([...WITHOUT_SUBSECTIONS, ...UNKNOWN_TO_4_1]);
      let { documents } = await made(copy.configFile);
      for (const step of steps) {
        await copy.run([...step.sql, ...versionOf(step)]);
        const older = await made(copy.configFile);
        expect(older.codes).toEqual(VERIFIED_BRANCHES.includes(Number(step.branch)) ? [] : ['version-not-verified']);
        const { expected, found } = without(documents, step);
        expect([...found].sort()).toEqual(
          [...new Set((step.elements ?? []).flatMap(([, names]) => names.split(' ')))].sort(),
        );
        expect(Object.keys(older.documents).sort()).toEqual(Object.keys(expected).sort());
        for (const path of Object.keys(expected)) {
          expect([step.branch, path, older.documents[path]]).toEqual([step.branch, path, expected[path]]);
        }
        ({ documents } = older);
      }
    } finally {
      await copy.remove();
    }
  });
});

async function made(configFile: string): Promise<{ documents: Documents; codes: string[] }> {
  const site = await openSite(configFile);
  try {
    const { id } = (await site.access.courseByShortname('everything'))!;
    const { documents, warnings } = await backUp(site, {
      courseId: id,
      backupId: 'c0ffee'.repeat(5) + '00',
      settings: { logs: 1, grade_histories: 1, filename: 'same.mbz' },
    });
    return { documents: Object.fromEntries(documents), codes: warnings.map(({ code }) => code) };
  } finally {
    await site.close();
  }
}

const versionOf = ({ release, version, branch, format: [backup_version, backup_release] }: Step) =>
  Object.entries({ release, version, branch, backup_version, backup_release }).map(
    ([name, value]) => `UPDATE mdl_config SET value = '${value}' WHERE name = '${name}'`,
  );

/** The documents as the older version writes them. */
function without(documents: Documents, step: Step): { expected: Documents; found: Set<string> } {
  const found = new Set<string>();
  const kept = Object.entries(documents).filter(([path]) => !step.documents?.test(path));
  const expected = kept.map(([path, xml]) => [path, withoutElements(path, xml, step, found)]);
  return { expected: Object.fromEntries(expected) as Documents, found };
}

/** `found`: the names of the elements that were there. */
function withoutElements(path: string, xml: string, step: Step, found: Set<string>): string {
  let text = xml;
  for (const [document, names] of step.elements ?? []) {
    if (!document.test(path)) continue;
    for (const name of names.split(' ')) {
      if (text.includes(`<${name}`)) found.add(name);
      text = text.replace(new RegExp(`\\n *<${name}(?: [^>]*)?>[^]*?</${name}>`, 'g'), '');
    }
  }
  if (path !== 'moodle_backup.xml') return text;
  const facts = {
    moodle_version: step.version,
    moodle_release: step.release,
    backup_version: step.format[0],
    backup_release: step.format[1],
  };
  for (const [name, value] of Object.entries(facts)) {
    text = text.replace(new RegExp(`(<${name}>)[^<]*`), `$1${value}`);
  }
  return text.replace(
    new RegExp(`\\n *<setting>\\s*<level>root</level>\\s*<name>${step.settings}</name>[^]*?</setting>`),
    '',
  );
}
