import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../workspace/repository.mjs';

/**
 * The sample sites, each with the server and the database that `shared/tools/load-sites.sh` gives it, and the folder with
 * Moodle's backups of it. Those on MySQL are the sites of MariaDB once more; they may be absent.
 */
export const sites = [
  { name: 'moodle45-pgsql', server: 'pgsql', database: 'coursekeep_moodle45', folder: 'moodle45-pgsql' },
  { name: 'moodle45-mariadb', server: 'mariadb', database: 'coursekeep_moodle45', folder: 'moodle45-mariadb' },
  { name: 'moodle51-mariadb', server: 'mariadb', database: 'coursekeep_moodle51', folder: 'moodle51-mariadb' },
  { name: 'moodle41-mariadb', server: 'mariadb', database: 'coursekeep_moodle41', folder: 'moodle41-mariadb' },
  { name: 'moodle515-mariadb', server: 'mariadb', database: 'coursekeep_moodle515', folder: 'moodle515-mariadb' },
  // With plugins that no definition is known for: `code` is the folder with their code.
  {
    ...{ name: 'plugins45', server: 'pgsql', database: 'coursekeep_plugins45', folder: 'plugins/site' },
    ...{ loadedAs: 'plugins45', code: 'plugins/code' },
  },
  {
    ...{ name: 'plugins45more', server: 'pgsql', database: 'coursekeep_plugins45more', folder: 'plugins/more/site' },
    ...{ loadedAs: 'plugins45more', code: 'plugins/more/code' },
  },
  { name: 'moodle45-mysql', server: 'mysql', database: 'coursekeep_moodle45', folder: 'moodle45-mariadb' },
  { name: 'moodle51-mysql', server: 'mysql', database: 'coursekeep_moodle51', folder: 'moodle51-mariadb' },
];

/** The sites of the releases that an embedded site can be: their backups come back from an import as they were. */
export const importable = sites.filter(({ folder }) => /^moodle(45|51)-/.test(folder));

/** Without the copies on MySQL: where only Moodle's own backups matter, and not the server. */
export const originals = sites.filter(({ server }) => server !== 'mysql');

/** The courses that are held against Moodle's own backups where none is named; each site has some of them. */
export const courses = [
  ...['plain', 'grades', 'quizbank', 'everything'],
  ...['plainf', 'socialf', 'singlef', 'richf', 'lab41', 'lab51'],
  ...['garden', 'orchards', 'plot', 'shed'],
];

/** The same for the copies on MySQL. */
export const coursesOnMysql = ['quizbank', 'everything'];

/** The folder with the sample sites, or null where there is none. */
export function sharedFolder() {
  const folder = process.env.COURSEKEEP_SHARED ?? join(repository, '..', 'shared');
  return existsSync(join(folder, 'moodle')) ? folder : null;
}

/**
 * Moodle's own backups of a site: one for each settings file of the courses chosen.
 * @returns {{ site, course, combination, courseId, userId, format, requested, interactive, settingsFile, golden }[]}
 */
export function goldens(shared, site, chosen) {
  const folder = join(shared, 'moodle', site.folder, 'backups');
  const names = readdirSync(folder).filter((name) => name.endsWith('.settings.json'));
  return names
    .map((name) => describeGolden(folder, site, name.replace(/\.settings\.json$/, '')))
    .filter(({ course }) => chosen.includes(course))
    .sort((a, b) => chosen.indexOf(a.course) - chosen.indexOf(b.course));
}

function describeGolden(folder, site, name) {
  const [course, combination] = name.split('.');
  const settingsFile = join(folder, `${name}.settings.json`);
  const { courseid, userid, requested, interactive } = JSON.parse(readFileSync(settingsFile, 'utf8'));
  return {
    site: site.name,
    course,
    combination,
    courseId: courseid,
    userId: userid,
    format: combination.endsWith('_zip') ? 'zip' : 'tgz',
    requested,
    interactive: interactive === undefined ? undefined : Boolean(interactive),
    settingsFile,
    golden: join(folder, `${name}.mbz`),
  };
}
