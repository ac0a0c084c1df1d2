import { openSite } from '@coursekeep/moodle-site';
import { describeWithServers, describeWithProgram } from '../../../../../tools/testing/shared';
import { backUp } from '../../../testing/course-site';
import { SampleCopy } from '../../../testing/sample-copy';

// A copy of a whole site.
jest.setTimeout(120_000);

/** What is of the site's course 2: the column of a table, and the id there. */
const TIES: Readonly<Record<string, number>> = {
  ...{ cm: 5, cmid: 5, cm_id: 5, coursemodule: 5, coursemoduleid: 5, moduleid: 5 },
  ...{ course: 2, courseid: 2, course_id: 2, contextid: 18, sectionid: 5, gradeitemid: 7, groupid: 1, submissionid: 1 },
};
const ELSEWHERE = 987_654;
/** What an item id is the id of, by what the column beside it says. */
const AREAS: readonly (readonly [column: string, area: string, id: number])[] = [
  ['itemtype', 'course', 2],
  ['area', 'course_module', 5],
  ['component', 'core_course', 2],
  ['filearea', 'submission', 1],
  ['tablename', 'question', 1],
];

/** A table for each tie with two rows of the course and one of another, one for each area, and children of children. */
function* tablesOf(plugin: string): Generator<string> {
  const create = (name: string, columns: string) =>
    `CREATE TABLE mdl_${plugin}_${name} (id BIGSERIAL PRIMARY KEY, ${columns}, userid BIGINT DEFAULT 2, score NUMERIC(10,5))`;
  const insert = (name: string, columns: string, ...rows: string[]) =>
    `INSERT INTO mdl_${plugin}_${name} (${columns}) VALUES ${rows.map((row) => `(${row})`).join(', ')}`;
  yield `INSERT INTO mdl_config_plugins (plugin, name, value) VALUES ('${plugin}', 'version', '2025010100')`;
  for (const [column, id] of Object.entries(TIES)) {
    yield create(`by_${column}`, `${column} BIGINT NOT NULL`);
    yield insert(`by_${column}`, column, `${id}`, `${id}`, `${ELSEWHERE}`);
  }
  for (const [column, area, id] of AREAS) {
    yield create(`in_${column}`, `${column} VARCHAR(100) NOT NULL, itemid BIGINT NOT NULL`);
    yield insert(`in_${column}`, `${column}, itemid`, `'${area}', ${id}`, `'${area}', ${ELSEWHERE}`, `'user', ${id}`);
  }
  yield create('tasks', 'cmid BIGINT');
  yield insert('tasks', 'cmid', '5', `${ELSEWHERE}`);
  yield create('scans', 'taskid BIGINT');
  yield insert('scans', 'taskid', '1', '1', '2');
  yield create('matches', 'scan_id BIGINT');
  yield insert('matches', 'scan_id', '1', '2', '2', '3');
}

const EXPECTED = {
  ...Object.fromEntries(Object.keys(TIES).map((column) => [`by_${column}`, 2])),
  ...Object.fromEntries(AREAS.map(([column]) => [`in_${column}`, 1])),
  ...{ tasks: 1, scans: 2, matches: 3 },
};

const FORM = [
  "UPDATE mdl_grading_definitions SET method = 'kiln' WHERE method = 'harvest'",
  'CREATE TABLE mdl_gradingform_kiln_parts (id BIGSERIAL PRIMARY KEY, definitionid BIGINT NOT NULL)',
  'CREATE TABLE mdl_gradingform_kiln_marks (id BIGSERIAL PRIMARY KEY, instanceid BIGINT NOT NULL, partid BIGINT NOT NULL)',
  `INSERT INTO mdl_gradingform_kiln_parts (definitionid) VALUES (1), (1), (${ELSEWHERE})`,
  `INSERT INTO mdl_gradingform_kiln_marks (instanceid, partid) VALUES (1, 1), (${ELSEWHERE}, 3)`,
];

describeWithProgram('psql', 'plugins of a real site whose code is not there', () =>
  describeWithServers(
    'on a copy of it',
    (shared) => {
      let copy: SampleCopy;
      let warnings: readonly { readonly code: string; readonly message: string }[];
      beforeAll(async () => {
        copy = await SampleCopy.create(shared, 'plugins/more/site');
        await copy.run([...tablesOf('plagiarism_sniff'), ...tablesOf('local_shelf'), ...FORM]);
        const site = await openSite(copy.configFile, { env: {} });
        ({ warnings } = await backUp(site, { courseId: 2 }));
        await site.close();
      });
      afterAll(() => copy.remove());

      const countsOf = (plugin: string) => {
        const [found] = warnings.filter(({ message }) => message.includes(`"${plugin}"`));
        const counts = [...(found?.message ?? '').matchAll(/(\w+) (\d+)(?=[,)])/g)];
        return Object.fromEntries(counts.map(([, table = '', n]) => [table.slice(plugin.length + 1), Number(n)]));
      };

      it.each(['plagiarism_sniff', 'local_shelf'])(
        'each tie to the course names and counts the rows of %s',
        (plugin) => {
          expect(countsOf(plugin)).toEqual(EXPECTED);
        },
      );

      it('a grading form is counted by its definition and by what graders filled in', () => {
        expect(countsOf('gradingform_kiln')).toEqual({ parts: 2, marks: 1 });
      });

      it('a kind of restriction is named, and the activity that it points at', () => {
        const said = warnings
          .map(({ code, message }) => `${code} ${message}`)
          .filter((text) => !text.includes('not known'));
        expect(said).toEqual([
          expect.stringMatching(
            /^refers-to-left-out .* A restriction of the page "About" .* points at the orchard "Main orchard" /,
          ),
          expect.stringMatching(/^plugin-needed .* Restriction of access "availability_tide": 1 in this course\.$/),
        ]);
      });
    },
    { pgsql: true },
  ),
);
