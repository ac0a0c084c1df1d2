import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SmallSite } from '../../../../libs/moodle-site/testing/small-site';
import { capabilityName } from '../backups/capability-names';
import { BackupRow } from '../store/backup.entity';
import { Store } from '../store/store';
import { storageKey } from '../storage/storage-key';
import type { Json } from '../testing/client';
import { startService, temporaryFolder, type TestService } from '../testing/service';
import { has, mayEnter } from './testing/moodles-rule';
import {
  arrange,
  freshWorld,
  key,
  persons,
  smallWorldSite,
  token,
  type Capability,
  type Person,
  type World,
} from './testing/small-world';

const backupid = 'b'.repeat(32);
const content = 'a backup of Moodle';
const folder = temporaryFolder();
let small: SmallSite;
let service: TestService;

beforeAll(async () => {
  small = smallWorldSite(content);
  const data = join(folder, 'data');
  mkdirSync(data);
  await putOurBackup(data);
  service = await startService(
    small.configFile,
    data,
    {},
    { COURSEKEEP_TASKS: '0', COURSEKEEP_MOST_WAITING_OF_COURSE: '0' },
  );
});
afterAll(() => small.remove());

/** `o`: let in; `n`: a capability is missing; `c`: the course is closed. In the order of `persons`: guest, student,
 *  non-editing teacher, teacher, manager, administrator, unrelated teacher. Decided by hand, for the plain request for a backup. */
const scenarios: readonly (readonly [name: string, plainBackup: string, change: Partial<World>])[] = [
  ['a fresh site', 'cnnoooc', {}],
  [
    'prevented for teachers in the course',
    'cnnnooc',
    { overrides: [['editingteacher', 'course', 'moodle/backup:backupcourse', 'prevent']] },
  ],
  [
    'prevented at system, allowed again in the category',
    'cnnoooc',
    {
      overrides: [
        ['editingteacher', 'system', 'moodle/backup:backupcourse', 'prevent'],
        ['editingteacher', 'category', 'moodle/backup:backupcourse', 'allow'],
      ],
    },
  ],
  [
    'prohibited at system, allowed in the course',
    'cnnnooc',
    {
      overrides: [
        ['editingteacher', 'system', 'moodle/backup:backupcourse', 'prohibit'],
        ['editingteacher', 'course', 'moodle/backup:backupcourse', 'allow'],
      ],
    },
  ],
  [
    'prohibited for everybody in the category',
    'cnnnnoc',
    { overrides: [['user', 'category', 'moodle/backup:backupcourse', 'prohibit']] },
  ],
  [
    'prohibited for managers in the course',
    'cnnonoc',
    { overrides: [['manager', 'course', 'moodle/backup:backupcourse', 'prohibit']] },
  ],
  [
    'allowed for students in the course',
    'conoooc',
    { overrides: [['student', 'course', 'moodle/backup:backupcourse', 'allow']] },
  ],
  [
    'allowed for non-editing teachers in the category',
    'cnooooc',
    { overrides: [['teacher', 'category', 'moodle/backup:backupcourse', 'allow']] },
  ],
  [
    'a second role that prevents',
    'cnnoooc',
    {
      assignments: [...freshWorld.assignments, ['teacher', 'student', 'course']],
      overrides: [['student', 'course', 'moodle/backup:backupcourse', 'prevent']],
    },
  ],
  [
    'a second role that prohibits',
    'cnnnooc',
    {
      assignments: [...freshWorld.assignments, ['teacher', 'student', 'course']],
      overrides: [['student', 'category', 'moodle/backup:backupcourse', 'prohibit']],
    },
  ],
  [
    'allowed for guests, who may look in',
    'nnnooon',
    { guestsMayLook: true, overrides: [['guest', 'system', 'moodle/backup:backupcourse', 'allow']] },
  ],
  [
    'no downloads in the course',
    'cnnoooc',
    { overrides: [['editingteacher', 'course', 'moodle/backup:downloadfile', 'prevent']] },
  ],
  ['downloads for students', 'cnnoooc', { overrides: [['student', 'system', 'moodle/backup:downloadfile', 'allow']] }],
  [
    'nothing to configure in the category',
    'cnnoooc',
    { overrides: [['editingteacher', 'category', 'moodle/backup:configure', 'prohibit']] },
  ],
  [
    "people's data for teachers",
    'cnnoooc',
    { overrides: [['editingteacher', 'course', 'moodle/backup:userinfo', 'allow']] },
  ],
  [
    "people's data not for managers",
    'cnnoooc',
    { overrides: [['manager', 'system', 'moodle/backup:userinfo', 'prevent']] },
  ],
  [
    'automated backups for teachers',
    'cnnoooc',
    { overrides: [['editingteacher', 'category', 'moodle/restore:userinfo', 'allow']] },
  ],
  ['a hidden course', 'ccnoooc', { hidden: true }],
  [
    'a hidden course, closed to teachers',
    'ccncooc',
    { hidden: true, overrides: [['editingteacher', 'course', 'moodle/course:viewhiddencourses', 'prevent']] },
  ],
  [
    'courses open to teachers elsewhere',
    'cnnoooc',
    { overrides: [['editingteacher', 'system', 'moodle/course:view', 'allow']] },
  ],
  [
    'suspended enrolments',
    'cccoooc',
    { enrolments: { teacher: 'active', noneditor: 'suspended', student: 'suspended' } },
  ],
  [
    'enrolments that are over or to come',
    'cnccooc',
    { enrolments: { teacher: 'over', noneditor: 'to come', student: 'active' } },
  ],
  [
    'a manager of the category',
    'cnnoooc',
    { assignments: [...freshWorld.assignments.slice(1), ['manager', 'manager', 'category']] },
  ],
  [
    'a manager of another course',
    'cnnococ',
    { assignments: [...freshWorld.assignments.slice(1), ['manager', 'manager', 'elsewhere']] },
  ],
  [
    'a teacher of the whole category',
    'cnnoooc',
    { assignments: [...freshWorld.assignments, ['unrelated', 'editingteacher', 'category']] },
  ],
  [
    'a teacher of the whole category, who may look in',
    'nnnoooo',
    { guestsMayLook: true, assignments: [...freshWorld.assignments, ['unrelated', 'editingteacher', 'category']] },
  ],
  ['a frozen category', 'cnnnnnc', { frozen: ['category'] }],
  ['a frozen course elsewhere', 'cnnoooc', { frozen: ['elsewhere'] }],
];

/** What each door asks for, beside entering the course; the first capability that is missing is named. */
interface Door {
  readonly needs: readonly Capability[];
  readonly ask: (person: Person) => Promise<Json>;
  /** A closed course is refused as a missing capability, so that nobody learns whose backup it is. */
  readonly closedNeeds?: Capability;
  readonly open?: boolean;
}

const backupcourse = 'moodle/backup:backupcourse';
const doors: Readonly<Record<string, Door>> = {
  'a plain backup': { needs: [backupcourse], ask: call('core_course_backup_async', 'courseid=10') },
  'a backup with the defaults': {
    needs: [backupcourse],
    ask: call('core_course_backup_async', 'courseid=10&users=0&blocks=1'),
  },
  'a backup without blocks': {
    needs: [backupcourse, 'moodle/backup:configure'],
    ask: call('core_course_backup_async', 'courseid=10&options[blocks]=0'),
  },
  'a backup with people': {
    needs: [backupcourse, 'moodle/backup:userinfo', 'moodle/backup:configure'],
    ask: call('core_course_backup_async', 'courseid=10&users=1'),
  },
  'the list': { needs: [backupcourse], ask: call('core_course_backup_list_backups', 'courseid=10') },
  'the status': {
    needs: [backupcourse],
    ask: call('core_course_backup_async_get_status', `backupid=${backupid}`),
    closedNeeds: backupcourse,
  },
  'the warnings': {
    needs: [backupcourse],
    ask: call('coursekeep_backup_get_warnings', `backupid=${backupid}`),
    closedNeeds: backupcourse,
  },
  'the progress': {
    needs: [backupcourse],
    ask: call('core_backup_get_async_backup_progress', `contextid=110&backupids[0]=${backupid}`),
  },
  'the links': {
    needs: [backupcourse],
    ask: call('core_backup_get_async_backup_links_backup', `contextid=110&backupid=${backupid}&filename=ours.mbz`),
  },
  'the course': { needs: ['moodle/course:view'], ask: call('core_course_get_courses', 'options[ids][0]=10') },
  'the site': { needs: [], ask: call('core_webservice_get_site_info', ''), open: true },
  'the file of ours': { needs: ['moodle/backup:downloadfile'], ask: download('course/ours.mbz', 'ours') },
  'a file of Moodle': { needs: ['moodle/backup:downloadfile'], ask: download('course/moodle.mbz', content) },
  'an automated backup': {
    needs: ['moodle/backup:downloadfile', 'moodle/restore:userinfo'],
    ask: download('automated/moodle.mbz', content),
  },
  'the file of ours by key': { needs: ['moodle/backup:downloadfile'], ask: downloadByKey('course/ours.mbz', 'ours') },
  'an automated backup by key': {
    needs: ['moodle/backup:downloadfile', 'moodle/restore:userinfo'],
    ask: downloadByKey('automated/moodle.mbz', content),
  },
};

describe('who may do what', () => {
  it.each(scenarios)('%s', async (_name, plainBackup, change) => {
    const world = { ...freshWorld, ...change };
    arrange(small, world);
    const outcomes: Record<string, string[]> = {};
    const expected: Record<string, string[]> = {};
    for (const [name, door] of Object.entries(doors)) {
      outcomes[name] = (await Promise.all(persons.map(door.ask))).map(outcomeOf);
      expected[name] = persons.map((person) => byRule(world, person, door));
    }
    expect(outcomes).toEqual(expected);
    const letters = { ok: 'o', closed: 'c' } as Readonly<Record<string, string>>;
    expect(outcomes['a plain backup']!.map((outcome) => letters[outcome] ?? 'n').join('')).toBe(plainBackup);
  });
});

function byRule(world: World, person: Person, { needs, closedNeeds, open }: Door): string {
  if (open) return 'ok';
  if (!mayEnter(world, person)) return closedNeeds ? `needs ${capabilityName(closedNeeds)}` : 'closed';
  const missing = needs.find((capability) => !has(world, person, capability));
  return missing ? `needs ${capabilityName(missing)}` : 'ok';
}

function outcomeOf(answer: Json): string {
  if (answer.errorcode === undefined) return 'ok';
  if (answer.errorcode === 'errorcoursecontextnotvalid') return 'closed';
  const named = /permissions to do that \((.*)\)\.$/.exec(answer.message ?? answer.error)?.[1];
  return answer.errorcode === 'nopermissions' ? `needs ${named}` : answer.errorcode;
}

function call(name: string, parameters: string): Door['ask'] {
  return async (person) => {
    const query = `wstoken=${token(person)}&wsfunction=${name}&moodlewsrestformat=json&${parameters}`;
    return (await fetch(`${service.url}/webservice/rest/server.php?${query}`)).json();
  };
}

function download(file: string, expected: string): Door['ask'] {
  return (person) => fetched(`/webservice/pluginfile.php/110/backup/${file}?token=${token(person)}`, expected);
}

function downloadByKey(file: string, expected: string): Door['ask'] {
  return (person) => fetched(`/tokenpluginfile.php/${key(person)}/110/backup/${file}`, expected);
}

async function fetched(path: string, expected: string): Promise<Json> {
  const answer = await fetch(service.url + path);
  const text = await answer.text();
  return text === expected ? {} : JSON.parse(text);
}

/** A finished backup of the course 10; nobody knows any more who asked for it. */
async function putOurBackup(data: string): Promise<void> {
  const site = createHash('sha256').update('http://localhost').digest('hex').slice(0, 16);
  const storagekey = storageKey({ site, courseid: 10, backupid, filename: 'ours.mbz' });
  mkdirSync(join(data, 'backups', storagekey, '..'), { recursive: true });
  writeFileSync(join(data, 'backups', storagekey), 'ours');
  const store = await Store.open(join(data, 'store.sqlite'));
  await store.write((manager) =>
    manager.insert(BackupRow, {
      backupid,
      site,
      courseid: 10,
      contextid: 110,
      userid: 0,
      mode: 'async',
      format: 'tgz',
      options: {},
      settings: null,
      status: 1000,
      progress: 1,
      step: '',
      filename: 'ours.mbz',
      filesize: 4,
      contenthash: createHash('sha1').update('ours').digest('hex'),
      storagekey,
      warnings: [],
      timecreated: 1000,
      timefinished: 2000,
    }),
  );
  await store.close();
}
