import { openSite, tableDescriptions } from '@coursekeep/moodle-site';
import { checkSchedule } from '@coursekeep/schedules';
import { sampleSite } from '../../../../tools/testing/samples';
import { describeWithServers } from '../../../../tools/testing/shared';
import { SiteHolder } from '../site/site-holder';
import { courseTables } from './course-tables';
import { Fingerprints } from './fingerprints';

describeWithServers('the fingerprints of courses', (shared) => {
  it.each(['moodle45-pgsql', 'moodle51-mariadb'])(
    'stay while nothing changes, and are of each course alone: %s',
    async (name) => {
      const { configFile, env } = sampleSite(shared, name);
      const site = await openSite(configFile, { env });
      const holder = new SiteHolder(async () => site);
      const ids = (await site.database.all({ text: 'SELECT id FROM {course} WHERE category <> 0' })).map(({ id }) =>
        Number(id),
      );
      const tables = courseTables(tableDescriptions, site.schema).map(({ table }) => table);
      // Of a column of their own, over one table, over two, by a context.
      for (const table of [
        'course_modules',
        'choice_options',
        'forum_posts',
        'user_enrolments',
        'files',
        'grade_grades',
      ]) {
        expect(tables).toContain(table);
      }
      for (const table of ['user', 'logstore_standard_log', 'course_categories']) expect(tables).not.toContain(table);
      const fingerprints = new Fingerprints(holder);
      const schedule = checkSchedule({ name: 'a', courses: { all: true }, when: { cron: '0 1 * * *' } });
      const first = await fingerprints.of(ids, schedule);
      expect([...first.keys()]).toEqual(ids);
      expect(new Set(first.values()).size).toBe(ids.length);
      expect(await fingerprints.of(ids, schedule)).toEqual(first);
      const others = await fingerprints.of(ids, { ...schedule, preset: 'content' });
      for (const id of ids) expect(others.get(id)).not.toBe(first.get(id));
      await holder.close();
    },
  );
});
