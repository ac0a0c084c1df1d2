import { openSite, tablesOf, type Site } from '@coursekeep/moodle-site';
import { describeWithServers } from '../../../../tools/testing/shared';
import { backUp, COURSE, CourseSite, texts, type MadeBackup } from '../../testing/course-site';
import { lots } from '../../testing/lots';
import { parseXml } from '../../testing/reference/parse-xml';
import { referenceSchema } from '../../testing/reference/structure';
import { copyToServer } from '../../testing/server-copy';
import { VERIFIED_BRANCHES } from '@coursekeep/definitions';
import { ViewSite, type ViewSiteOptions } from '../../testing/view-site';
import fc from 'fast-check';

const request = {
  backupId: 'c0ffee'.repeat(5) + '00',
  settings: { logs: 1, grade_histories: 1, filename: 'same.mbz' },
};

const documentsOf = (backup: MadeBackup) => Object.fromEntries(backup.documents);

/** What every Moodle since 4.0 has and no backup can be made without. */
const NEEDED_TABLES = new Set(
  `block_instances capabilities config config_plugins context course course_categories course_modules course_sections
    customfield_category customfield_field enrol files files_reference grade_items grade_outcomes grade_settings groupings
    groupings_groups groups modules question question_bank_entries question_categories question_references
    question_set_references question_versions role role_assignments role_capabilities user`.split(/\s+/),
);

/** PostgreSQL takes no empty text for a number; the site of somebody of another host is not known as its own. */
function siteWithAStranger(): CourseSite {
  const site = new CourseSite();
  site.run("UPDATE mdl_config SET value = '' WHERE name = 'mnet_localhost_id'");
  site.insert('mnet_host', { id: 2, wwwroot: 'https://partner.example', name: 'partner' });
  site.user(100, { mnethostid: 2 });
  site.insert('role_assignments', { roleid: 5, contextid: 100, userid: 100 });
  return site;
}

const emptyDocuments = (backups: readonly MadeBackup[]) =>
  backups.flatMap(({ documents }) => [...documents].filter(([, xml]) => parseXml(xml) === null).map(([path]) => path));

describeWithServers(
  'the sample site seen in another way',
  (shared) => {
    const courses = ['everything', 'quizbank'];

    async function made(configFile: string): Promise<MadeBackup[]> {
      const site: Site = await openSite(configFile);
      try {
        const backups: MadeBackup[] = [];
        for (const shortname of courses) {
          const { id } = (await site.access.courseByShortname(shortname))!;
          backups.push(await backUp(site, { ...request, courseId: id }));
        }
        return backups;
      } finally {
        await site.close();
      }
    }

    async function madeThrough(options: ViewSiteOptions): Promise<MadeBackup[]> {
      const site = await ViewSite.create(shared, options);
      try {
        return await made(site.configFile);
      } finally {
        await site.remove();
      }
    }

    it.each(['', 'm2_'])('with the prefix "%s" gives the same documents', async (prefix) => {
      const original = await made(`${shared}/moodle/moodle45-mariadb/config.php`);
      const other = await madeThrough({ prefix });
      for (const [at, backup] of other.entries()) {
        expect(backup.warnings).toEqual(original[at]!.warnings);
        expect(documentsOf(backup)).toEqual(documentsOf(original[at]!));
      }
    });

    it('that does not know its own place in a Moodle network is backed up, and nobody is from elsewhere', async () => {
      const original = siteWithAStranger();
      const copy = await copyToServer(original, 'pgsql');
      const site = await openSite(copy.configFile, { env: {} });
      try {
        const { documents } = await backUp(site, { courseId: COURSE });
        expect(texts(documents.get('users.xml'), 'username')).toEqual(['user100']);
        expect(texts(documents.get('users.xml'), 'mnethosturl')).toEqual([]);
        expect(texts(documents.get('moodle_backup.xml'), 'mnet_remoteusers')).toEqual(['0']);
      } finally {
        await site.close();
        await copy.remove();
        original.remove();
      }
    });

    it.each([1, 2, 3])(
      'without a third of all tables that a version or a plugin may lack is backed up (seed %d)',
      async (seed) => {
        const lot = lots(seed);
        const withoutTables = referenceSchema(shared, 'moodle45').tables.filter(
          (table) => !NEEDED_TABLES.has(table) && lot() < 1 / 3,
        );
        const backups = await madeThrough({ prefix: 'mdl_', withoutTables });
        expect(backups.map(({ status }) => status)).toEqual([1000, 1000]);
        expect(emptyDocuments(backups)).toEqual([]);
      },
    );

    it('with the tables and columns of Moodle 4.1 is backed up without what they do not have', async () => {
      const [everything, quizbank] = await madeThrough({
        prefix: 'mdl_',
        release: '4.1.19 (Build: 20250613)',
        branch: '401',
        withoutTables: ['xapi_states', 'quiz_grade_items', 'subsection', 'lti_coursevisible'],
        withoutColumns: {
          assign: ['markinganonymous'],
          course_completion_defaults: ['completionpassgrade'],
          course_modules: ['lang'],
          course_sections: ['component', 'itemid'],
          customfield_data: ['valuetrust'],
          groups: ['visibility', 'participation'],
          quiz_slots: ['displaynumber', 'quizgradeitemid'],
        },
      });
      const codes = (backup: MadeBackup | undefined) => backup?.warnings.map(({ code }) => code);
      // The sample's subsection is of a kind that this site does not have.
      expect(codes(everything)).toEqual(['part-broken']);
      expect(codes(quizbank)).toEqual([]);
      const main = everything!.documents.get('moodle_backup.xml');
      expect(texts(main, 'moodle_release')).toEqual(['4.1.19 (Build: 20250613)']);
      expect(texts(main, 'backup_release')).toEqual(['4.1']);
      const groups = everything!.documents.get('groups.xml');
      expect(texts(groups, 'enrolmentkey').length).toBeGreaterThan(0);
      expect([texts(groups, 'visibility'), texts(groups, 'valuetrust')]).toEqual([[], []]);
      expect(texts(groups, 'shortname').length).toBeGreaterThan(0);
    });
  },
  { mariadb: true, pgsql: true },
);

describe('the version of a site', () => {
  const siteOf = (release: string, branch: string) => {
    const site = new CourseSite(Number(branch) > 500 ? '5.1' : '4.5');
    site.run(`UPDATE mdl_config SET value = '${release}' WHERE name = 'release'`);
    site.run(`UPDATE mdl_config SET value = '${branch}' WHERE name = 'branch'`);
    return site;
  };
  const openWith = async (release: string, branch: string) => {
    const site = siteOf(release, branch);
    try {
      const { warnings, documents } = await site.backup();
      return [warnings.map(({ code }) => code), texts(documents.get('moodle_backup.xml'), 'backup_release')];
    } finally {
      site.remove();
    }
  };

  it.each([
    ['4.1.2', '401', '4.1'],
    ['4.4', '404', '4.4'],
    ['4.5.5+ (Build: 20250613)', '405', '4.5'],
    ['5.0.1', '500', '5.0'],
    ['5.1', '501', '5.1'],
    ['5.2dev', '502', '5.2'],
    ['5.3', '503', '5.3'],
    ['6.0', '600', '6.0'],
  ])('%s is backed up, and a notice says where it was not compared', async (release, branch, format) => {
    const codes = VERIFIED_BRANCHES.includes(Number(branch)) ? [] : ['version-not-verified'];
    expect(await openWith(release, branch)).toEqual([codes, [format]]);
  });

  it.each([
    ['4.0.9', '400', 'site-too-old'],
    ['3.11.2', '311', 'site-too-old'],
  ])('%s is refused before anything is read', async (release, branch, code) => {
    await expect(openWith(release, branch)).rejects.toMatchObject({ code });
  });

  it('a newer one is backed up without what it no longer has, which is named where this course has it', async () => {
    const site = siteOf('5.3', '503');
    try {
      site.activity('page', { intro: 'Still here' });
      site.activity('choice');
      for (const sql of [
        'ALTER TABLE mdl_page DROP COLUMN revision',
        'ALTER TABLE mdl_choice_options DROP COLUMN choiceid',
        'DROP TABLE mdl_badge',
        'ALTER TABLE mdl_book DROP COLUMN numbering',
        'DROP TABLE mdl_qtype_ddmarker',
      ]) {
        site.run(sql);
      }
      const { warnings, documents } = await site.backup();
      expect(warnings.map(({ code }) => code)).toEqual(['version-not-verified', 'version-lacks']);
      expect(warnings[1]?.message).toMatch(/They are badge, choice_options\.choiceid, page\.revision\.$/);
      const page = [...documents].find(([path]) => path.endsWith('page.xml'))?.[1];
      expect([texts(page, 'intro'), texts(page, 'revision')]).toEqual([['Still here'], []]);
    } finally {
      site.remove();
    }
  });

  it.each([
    ['ALTER TABLE mdl_course_modules RENAME COLUMN instance TO target', 'course_modules.instance'],
    ['DROP TABLE mdl_role_assignments', 'the table role_assignments'],
  ])('a newer one that cannot be understood is refused with what is missing (%s)', async (sql, missing) => {
    const site = siteOf('6.0', '600');
    try {
      site.run(sql);
      await expect(site.open()).rejects.toMatchObject({
        code: 'site-not-understood',
        message: `The site runs Moodle 6.0, and its database does not have what every backup begins with: ${missing}.`,
      });
    } finally {
      site.remove();
    }
  });

  it('whatever column a newer one lacks, the backup is made or refused with its name', async () => {
    const tables = tablesOf('5.1');
    const anyColumn = fc
      .nat(tables.length - 1)
      .map((at) => tables[at]!)
      .chain(({ name, columns }) => fc.nat(columns.length - 1).map((at) => [name, columns[at]!.name] as const));
    await fc.assert(
      fc.asyncProperty(anyColumn, async ([table, column]) => {
        const site = siteOf('5.3', '503');
        try {
          site.activity('quiz');
          site.activity('forum');
          site.run(`ALTER TABLE mdl_${table} RENAME COLUMN "${column}" TO renamed`);
          const { status } = await site.backup().catch((error: { code: string; message: string }) => {
            expect(error.code).toMatch(/^(site-not-understood|database-lacks)$/);
            expect(error.message).toContain(column);
            return { status: 1000 };
          });
          expect(status).toBe(1000);
        } finally {
          site.remove();
        }
      }),
      { numRuns: 25 },
    );
  });
});
