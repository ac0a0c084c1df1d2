import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../workspace/repository.mjs';

/** The sample sites, each with the server and the database that `shared/tools/load-sites.sh` gives it. */
export const sites = [
  { name: 'moodle45-pgsql', server: 'pgsql', database: 'coursekeep_moodle45' },
  { name: 'moodle45-mariadb', server: 'mariadb', database: 'coursekeep_moodle45' },
  { name: 'moodle51-mariadb', server: 'mariadb', database: 'coursekeep_moodle51' },
];

/** The courses that are held against Moodle's own backups where none is named. */
export const courses = ['plain', 'grades', 'quizbank', 'everything'];

/** The folder with the sample sites, or null where there is none. */
export function sharedFolder() {
  const folder = process.env.COURSEKEEP_SHARED ?? join(repository, '..', 'shared');
  return existsSync(join(folder, 'moodle')) ? folder : null;
}

/**
 * Moodle's own backups of a site: one for each settings file of the courses chosen.
 * @returns {{ site, course, combination, courseId, userId, format, requested, settingsFile, golden }[]}
 */
export function goldens(shared, site, chosen) {
  const folder = join(shared, 'moodle', site.name, 'backups');
  const names = readdirSync(folder).filter((name) => name.endsWith('.settings.json'));
  return names
    .map((name) => describeGolden(folder, site, name.replace(/\.settings\.json$/, '')))
    .filter(({ course }) => chosen.includes(course))
    .sort((a, b) => chosen.indexOf(a.course) - chosen.indexOf(b.course));
}

function describeGolden(folder, site, name) {
  const [course, combination] = name.split('.');
  const settingsFile = join(folder, `${name}.settings.json`);
  const { courseid, userid, requested } = JSON.parse(readFileSync(settingsFile, 'utf8'));
  return {
    site: site.name,
    course,
    combination,
    courseId: courseid,
    userId: userid,
    format: combination.endsWith('_zip') ? 'zip' : 'tgz',
    requested,
    settingsFile,
    golden: join(folder, `${name}.mbz`),
  };
}
