import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from './findings';
import { importBackup } from './import-backup';
import { packFiles } from '../testing/backup-files';
import { emptySite } from '../../embedded-site/testing/empty-site';
import { rowsAdded } from '../../embedded-site/testing/site-content';
import { type FlatParts, smallFlatBackup } from '../testing/small-flat-backup';

const folder = mkdtempSync(join(tmpdir(), 'coursekeep-old-fields-'));
let made = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function imported(parts: Partial<FlatParts>) {
  const site = await emptySite(join(folder, `site-${++made}`));
  const backup = smallFlatBackup({ questions: '', slots: '', ...parts });
  const file = await packFiles(backup, join(folder, `old-${made}.mbz`));
  let findings: readonly Finding[] = [];
  const rows = await rowsAdded(site, async () => ({ findings } = await importBackup(file, site)));
  return { rows, codes: findings.map(({ code }) => code).filter((code) => code !== 'other-release') };
}

const MOODLE_26 = 2013111800;

describe('restrictions of access from before Moodle 2.7', () => {
  const restrictionOf = (row: Record<string, unknown> | undefined) => JSON.parse(String(row?.availability));

  it('become conditions of the module: dates, completion, grades, fields of people, members of a grouping', async () => {
    const { rows, codes } = await imported({
      version: MOODLE_26,
      module: `<groupingid>0</groupingid><groupmembersonly>1</groupmembersonly><availablefrom>1400000000</availablefrom>
<availableuntil>1500000000</availableuntil><showavailability>1</showavailability><availability_info>
<availability id="1"><sourcecmid>7</sourcecmid><requiredcompletion>2</requiredcompletion><gradeitemid>$@NULL@$</gradeitemid>
<grademin>$@NULL@$</grademin><grademax>$@NULL@$</grademax></availability>
<availability id="2"><sourcecmid>$@NULL@$</sourcecmid><requiredcompletion>$@NULL@$</requiredcompletion><gradeitemid>91</gradeitemid>
<grademin>5.50000</grademin><grademax>$@NULL@$</grademax></availability>
<availability_field id="3"><userfield>email</userfield><customfield>$@NULL@$</customfield><customfieldtype>$@NULL@$</customfieldtype>
<operator>endswith</operator><value>@example.org</value></availability_field>
<availability_field id="4"><userfield>$@NULL@$</userfield><customfield>cohort</customfield><customfieldtype>text</customfieldtype>
<operator>isempty</operator><value></value></availability_field></availability_info>`,
    });
    expect(codes).toEqual([]);
    const [module] = rows('course_modules');
    expect(restrictionOf(module)).toEqual({
      op: '&',
      c: [
        { type: 'date', d: '>=', t: 1400000000 },
        { type: 'date', d: '<', t: 1500000000 },
        { type: 'completion', cm: module?.id, e: 2 },
        { type: 'grade', id: 91, min: 5.5 },
        { type: 'profile', sf: 'email', op: 'endswith', v: '@example.org' },
        { type: 'profile', cf: 'cohort', op: 'isempty' },
        { type: 'group' },
      ],
      showc: [true, true, true, true, true, true, false],
    });
  });

  it('become conditions of the section', async () => {
    const { rows, codes } = await imported({
      version: MOODLE_26,
      section: `<availablefrom>1400000000</availablefrom><availableuntil>0</availableuntil><showavailability>0</showavailability>
<groupingid>0</groupingid><availability id="1"><sourcecmid>7</sourcecmid><requiredcompletion>1</requiredcompletion>
<gradeitemid>$@NULL@$</gradeitemid><grademin>$@NULL@$</grademin><grademax>$@NULL@$</grademax></availability>`,
    });
    expect(codes).toEqual([]);
    const section = rows('course_sections').find(({ section }) => section === 1);
    expect(restrictionOf(section)).toEqual({
      op: '&',
      c: [
        { type: 'date', d: '>=', t: 1400000000 },
        { type: 'completion', cm: rows('course_modules')[0]?.id, e: 1 },
      ],
      showc: [false, false],
    });
  });

  it('are none where none was set', async () => {
    const { rows, codes } = await imported({
      version: MOODLE_26,
      module: `<groupmembersonly>0</groupmembersonly><availablefrom>0</availablefrom><availableuntil>0</availableuntil>
<showavailability>1</showavailability><availability_info></availability_info>`,
    });
    expect(codes).toEqual([]);
    expect(rows('course_modules')[0]?.availability).toBeNull();
  });
});

describe('options of a course’s format that stood in <course>', () => {
  const optionsOf = (rows: (table: string) => Record<string, unknown>[]) =>
    rows('course_format_options').map(({ format, sectionid, name, value }) => ({ format, sectionid, name, value }));

  it('become its options', async () => {
    const { rows, codes } = await imported({
      version: MOODLE_26,
      course:
        '<format>topics</format><numsections>12</numsections><hiddensections>1</hiddensections><modinfo></modinfo>',
    });
    expect(codes).toEqual(['unknown-column']);
    expect(optionsOf(rows)).toEqual([
      { format: 'topics', sectionid: 0, name: 'numsections', value: '12' },
      { format: 'topics', sectionid: 0, name: 'hiddensections', value: '1' },
    ]);
  });

  it('are taken from the list where the course has one', async () => {
    const { rows } = await imported({
      version: MOODLE_26,
      course: `<format>topics</format><coursedisplay>0</coursedisplay><courseformatoptions><courseformatoption>
<format>topics</format><sectionid>0</sectionid><name>coursedisplay</name><value>1</value></courseformatoption></courseformatoptions>`,
    });
    expect(optionsOf(rows)).toEqual([{ format: 'topics', sectionid: 0, name: 'coursedisplay', value: '1' }]);
  });

  it('are unknown columns in a backup of Moodle 4.1 or later', async () => {
    const { rows, codes } = await imported({
      version: 2022112800,
      course: '<format>topics</format><numsections>12</numsections>',
    });
    expect(codes).toEqual(['unknown-column']);
    expect(optionsOf(rows)).toEqual([]);
  });
});
