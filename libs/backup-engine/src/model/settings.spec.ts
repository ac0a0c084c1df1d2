import fc from 'fast-check';
import {
  BackupModelError,
  BadSettingValue,
  buildSettings,
  MODES,
  SettingLocked,
  UnknownMode,
  UnknownSetting,
  walkOutline,
  partName,
  type BackupModeName,
  type BackupSettings,
  type CourseOutline,
  type SettingsContext,
} from '.';
import { anyOutline, bareActivity, bareCourse } from '../../testing/outlines';

const all = { userinfo: true, anonymise: true, configure: true };
const general: SettingsContext = { version: { branch: 405 }, mode: 'general', permissions: all };

const inside = { id: 30, number: 2, name: '', activities: [bareActivity(7, 'page')] };
const course: CourseOutline = {
  ...bareCourse,
  sections: [
    {
      id: 10,
      number: 0,
      name: '',
      activities: [bareActivity(5, 'quiz'), { ...bareActivity(6, 'subsection'), delegated: inside }],
    },
    { id: 20, number: 1, name: '', activities: [bareActivity(8, 'page')] },
  ],
};

function build(context: Partial<SettingsContext> = {}, values: Record<string, unknown> = {}): BackupSettings {
  const settings = buildSettings(course, { ...general, ...context });
  settings.setAll(values);
  return settings;
}

/** The root settings as the reference lists them: value and lock of those that differ from the base case. */
function differences(context: Partial<SettingsContext>): Record<string, string> {
  const base = build();
  const settings = build(context);
  const rows = settings.root().map(({ name, value }) => {
    const lock = settings.lock(name).state;
    return [name, lock === 'NOT_LOCKED' ? String(value) : `${value} ${lock}`] as const;
  });
  return Object.fromEntries(rows.filter(([name, text]) => !base.has(name) || text !== String(base.value(name))));
}

const withoutUsers = {
  role_assignments: '0 LOCKED_BY_HIERARCHY',
  comments: '0 LOCKED_BY_HIERARCHY',
  userscompletion: '0 LOCKED_BY_HIERARCHY',
  logs: '0 LOCKED_BY_HIERARCHY',
  grade_histories: '0 LOCKED_BY_HIERARCHY',
  xapistate: '0 LOCKED_BY_HIERARCHY',
};
const teacher = { userinfo: false, anonymise: false, configure: true };

describe('the settings that a backup starts with', () => {
  it.each<[string, Partial<SettingsContext>, Record<string, string>]>([
    ['async', { mode: 'async' }, {}],
    ['automated', { mode: 'automated' }, {}],
    ['samesite', { mode: 'samesite' }, { logs: '1', grade_histories: '1' }],
    ['copy', { mode: 'copy' }, { logs: '1', grade_histories: '1' }],
    [
      'import',
      { mode: 'import' },
      {
        users: '0 LOCKED_BY_PERMISSION',
        anonymize: '0 LOCKED_BY_HIERARCHY',
        permissions: '0',
        badges: '0',
        ...withoutUsers,
      },
    ],
    [
      'a teacher without userinfo and anonymise',
      { permissions: teacher },
      { users: '0 LOCKED_BY_PERMISSION', anonymize: '0 LOCKED_BY_PERMISSION', ...withoutUsers },
    ],
    [
      'import by such a teacher',
      { mode: 'import', permissions: teacher },
      {
        users: '0 LOCKED_BY_PERMISSION',
        anonymize: '0 LOCKED_BY_PERMISSION',
        permissions: '0',
        badges: '0',
        ...withoutUsers,
      },
    ],
  ])('%s', (_, context, expected) => {
    expect(differences(context)).toEqual(expected);
  });

  it('knows which mode packs files', () => {
    const packing = Object.keys(MODES).filter((mode) => build({ mode: mode as BackupModeName }).includeFiles);
    expect(packing).toEqual(['general', 'hub', 'automated', 'converted', 'async']);
    expect(build({}, { files: 0 }).includeFiles).toBe(false);
  });

  it('takes the site’s own defaults, and its locks except in automated backups', () => {
    const siteDefaults = {
      backup_general_histories: '1',
      backup_general_badges: '0',
      backup_general_badges_locked: '1',
      backup_auto_badges: '0',
      backup_auto_badges_locked: '1',
    };
    const settings = build({ siteDefaults });
    expect(settings.value('grade_histories')).toBe(1);
    expect(settings.lock('badges')).toMatchObject({ state: 'LOCKED_BY_CONFIG' });
    expect(() => settings.set('badges', 1)).toThrow(
      'The setting "badges" cannot be changed to 1: the site\'s administrator fixed it (backup_general_badges_locked).',
    );
    settings.set('badges', 0);
    expect(build({ siteDefaults, mode: 'automated' }, { badges: 1 }).value('badges')).toBe(1);
  });

  it('locks everything but the name for those who may not configure', () => {
    const settings = build({ permissions: { ...all, configure: false } }, { filename: 'mine.mbz' });
    expect(settings.filename).toBe('mine.mbz');
    expect(() => settings.set('page_8_included', 0)).toThrow('moodle/backup:configure');
    expect(settings.root().filter(({ name }) => settings.lock(name).state !== 'LOCKED_BY_PERMISSION')).toHaveLength(1);
    const importing = build({ mode: 'import', permissions: { ...all, configure: false } }, { blocks: 0 });
    expect(importing.value('blocks')).toBe(0);
  });

  it('has no question bank and no hub from 5.0 on', () => {
    const settings = build({ version: { branch: 501 } }, { questionbank: 0 });
    expect(settings.has('questionbank')).toBe(false);
    expect(settings.isOn('questionbank')).toBe(false);
    expect(settings.notHere()).toEqual([{ name: 'questionbank', requested: 0, matters: true }]);
    expect(settings.included(bareActivity(5, 'quiz'))).toBe(true);
    expect(() => build({ version: { branch: 501 }, mode: 'hub' })).toThrow(UnknownMode);
    expect(() => buildSettings(course, { ...general, mode: 'nightly' as never })).toThrow(
      'There is no backup mode "nightly"',
    );
  });
});

describe('setting values', () => {
  it('switches off what hangs on users, and says which request was overruled', () => {
    const settings = build({}, { logs: 1, users: 0 });
    expect(settings.value('logs')).toBe(0);
    expect(settings.overruled()).toEqual([
      {
        name: 'logs',
        requested: 1,
        value: 0,
        lock: { state: 'LOCKED_BY_HIERARCHY', by: 'users', forced: true, why: '"users" is off' },
      },
    ]);
    settings.set('users', 1);
    expect(settings.value('logs')).toBe(1);
    expect(settings.value('comments')).toBe(1);
    expect(settings.overruled()).toEqual([]);
  });

  it('leaves a delegated section out with its activity, and lists no rows for it', () => {
    const settings = build({}, { subsection_6_included: 0 });
    expect(settings.included(inside)).toBe(false);
    expect(settings.value('page_7_included')).toBe(0);
    expect(settings.rows().map(({ name }) => name)).toEqual(
      settings
        .root()
        .map(({ name }) => name)
        .concat('section_10_included', 'section_10_userinfo', 'quiz_5_included', 'quiz_5_userinfo')
        .concat('section_20_included', 'section_20_userinfo', 'page_8_included', 'page_8_userinfo'),
    );
  });

  it('leaves quizzes out with the question bank of 4.5', () => {
    const settings = build({}, { questionbank: 0 });
    expect(settings.included(bareActivity(5, 'quiz'))).toBe(false);
    expect(settings.included(bareActivity(8, 'page'))).toBe(true);
  });

  it('does not anonymise because the site always includes users', () => {
    const siteDefaults = { backup_general_users: '1', backup_general_users_locked: '1' };
    const settings = build({ siteDefaults }, { anonymize: 1 });
    expect(settings.value('anonymize')).toBe(0);
    expect(settings.value('logs')).toBe(0);
    expect(settings.overruled()).toMatchObject([{ name: 'anonymize', lock: { by: 'users', forced: false } }]);
  });

  it('takes settings of activities of unsupported kinds, which are left out anyway', () => {
    const certificate = { modname: 'certificate', moduleId: 99, instanceId: 1, name: '', contextId: 7, sectionId: 1 };
    const outline = { ...course, unsupported: [certificate] };
    const settings = buildSettings(outline, general);
    settings.set('certificate_99_included', 1);
    expect(settings.notHere()).toEqual([{ name: 'certificate_99_included', requested: 1, matters: false }]);
    expect(() => settings.set('certificate_98_included', 1)).toThrow(UnknownSetting);
  });

  it.each<[string, unknown, typeof BackupModelError.prototype.constructor, string]>([
    ['user', 1, UnknownSetting, 'This backup has no setting "user". The nearest is "users".'],
    ['page_9_included', 0, UnknownSetting, 'no setting "page_9_included". The nearest is "page_7_included".'],
    ['__proto__', 0, UnknownSetting, 'no setting "__proto__"'],
    ['x'.repeat(100_000), 0, UnknownSetting, 'This backup has no setting "xxx'],
    ['users', 2, BadSettingValue, 'The setting "users" must be 0 or 1, not 2.'],
    ['users', undefined, BadSettingValue, 'not nothing'],
    ['users', 'yes\u0000', BadSettingValue, 'not "yes\\u0000"'],
    ['users', { toString: null }, BadSettingValue, 'not a structure'],
    ['imscc11', 1, BadSettingValue, 'Common Cartridge'],
    ['filename', '../../etc/passwd', BadSettingValue, 'plain file name'],
    ['filename', '.hidden', BadSettingValue, 'plain file name'],
    ['filename', 'é'.repeat(200), BadSettingValue, 'at most 255 bytes'],
    ['filename', 'a\nb', BadSettingValue, 'plain file name'],
    ['permissions', 'x', BadSettingValue, 'must be 0 or 1'],
  ])('refuses %.20s = %p', (name, value, kind, message) => {
    const settings = build();
    expect(() => settings.set(name, value)).toThrow(kind as never);
    expect(() => settings.set(name, value)).toThrow(message);
  });

  it('refuses users where the capability is missing, naming it', () => {
    const settings = build({ permissions: teacher });
    expect(() => settings.set('users', 1)).toThrow(SettingLocked);
    expect(() => settings.set('users', 1)).toThrow('moodle/backup:userinfo');
  });
});

describe('laws of the settings', () => {
  const context = fc.record({
    version: fc.record({ branch: fc.constantFrom(405, 501) }),
    mode: fc.constantFrom<BackupModeName>('general', 'import', 'samesite', 'automated', 'async', 'copy'),
    permissions: fc.record({ userinfo: fc.boolean(), anonymise: fc.boolean(), configure: fc.boolean() }),
    siteDefaults: fc.dictionary(
      fc.constantFrom(
        ...['users', 'anonymize', 'logs', 'activities', 'questionbank', 'histories'].flatMap((name) => [
          `backup_general_${name}`,
          `backup_general_${name}_locked`,
          `backup_import_${name}`,
        ]),
      ),
      fc.constantFrom('0', '1', ''),
    ),
  });
  const cases = fc.tuple(anyOutline, context).chain(([outline, made]) =>
    fc.tuple(
      fc.constant(outline),
      fc.constant(made),
      fc
        .subarray(namesOf(buildSettings(outline, made)))
        .chain((names) =>
          fc
            .tuple(...names.map((name) => fc.tuple(fc.constant(name), fc.constantFrom(0, 1))))
            .chain((requests) =>
              fc.tuple(fc.constant(requests), fc.shuffledSubarray(requests, { minLength: requests.length })),
            ),
        ),
    ),
  );

  it('does not depend on the order of the requests', () => {
    fc.assert(
      fc.property(cases, ([outline, made, [requests, shuffled]]) => {
        const one = apply(buildSettings(outline, made), requests);
        const other = apply(buildSettings(outline, made), shuffled);
        expect(other.rows()).toEqual(one.rows());
        expect([...other.root(), ...other.parts()]).toEqual([...one.root(), ...one.parts()]);
      }),
    );
  });

  it('never has a value that contradicts a lock', () => {
    fc.assert(
      fc.property(cases, ([outline, made, [requests]]) => {
        const fresh = buildSettings(outline, made);
        const settings = apply(buildSettings(outline, made), requests);
        const on = (name: string) => settings.value(name) === 1;
        if (!made.permissions.userinfo) expect(on('users')).toBe(false);
        if (!on('users')) {
          for (const name of [
            'anonymize',
            'role_assignments',
            'comments',
            'userscompletion',
            'logs',
            'grade_histories',
          ]) {
            expect(on(name)).toBe(false);
          }
        }
        for (const { name, value } of [...settings.root(), ...settings.parts()]) {
          const lock = settings.lock(name);
          if (lock.state === 'LOCKED_BY_CONFIG') expect(value).toBe(fresh.value(name));
          if (lock.state === 'LOCKED_BY_HIERARCHY' && lock.forced) expect(value).toBe(settings.value(lock.by));
        }
        for (const stop of walkOutline(outline)) {
          const part = partName(stop.kind === 'section' ? stop.section : stop.activity);
          if (on(`${part}_userinfo`)) expect(on('users') && on(`${part}_included`)).toBe(true);
          if (stop.kind === 'activity' && on(`${part}_included`)) {
            expect(on('activities') && settings.included(stop.section)).toBe(true);
          }
          if (stop.kind === 'section' && stop.delegatedBy && settings.included(stop.section)) {
            expect(settings.included(stop.delegatedBy)).toBe(true);
          }
        }
      }),
    );
  });

  function namesOf(settings: BackupSettings): string[] {
    return [...settings.root(), ...settings.parts()].map(({ name }) => name).filter((name) => !ownTyped.includes(name));
  }

  /** Applies what may be applied; refusals by locks are part of the law. */
  function apply(settings: BackupSettings, requests: readonly (readonly [string, number])[]): BackupSettings {
    for (const [name, value] of requests) {
      try {
        settings.set(name, value);
      } catch (error) {
        if (!(error instanceof SettingLocked)) throw error;
      }
    }
    return settings;
  }

  const ownTyped = ['filename', 'imscc11'];
});
