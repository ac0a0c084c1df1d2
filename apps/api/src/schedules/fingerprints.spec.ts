import { join } from 'node:path';
import Database from 'better-sqlite3';
import { apiClient } from '../testing/api-client';
import { client, type Json } from '../testing/client';
import { demoSite, startService, temporaryFolder, until } from '../testing/service';

const folder = temporaryFolder();

describe('a schedule without unchanged courses', () => {
  it('takes those in which something changed, and every so manieth time all', async () => {
    const site = await demoSite(folder);
    const [one, other] = site.courses.map(({ id }) => id) as [number, number];
    const service = await startService(site.config, join(folder, 'data'));
    const call = await apiClient(service.url, site.token('admin'));
    const nightly = {
      name: 'nightly',
      courses: { ids: [one, other] },
      without: { unchanged: true },
      allEvery: 5,
      preset: 'content',
      when: { cron: '0 0 29 2 1' },
      atOnce: 2,
    };
    await call('POST', '/schedules', nightly);
    const chosen = async () =>
      (await call('GET', '/schedules/nightly/preview')).body.chosen
        .map(({ courseid }: Json) => courseid)
        .sort((a: number, b: number) => a - b);
    const run = async () => {
      const { runid } = (await call('POST', '/schedules/nightly/run')).body;
      return until(
        async () => (await call('GET', `/schedule-runs/${runid}`)).body,
        ({ run }) => run.status === 'done',
      );
    };
    const change = (sql: string) => {
      const database = new Database(join(site.folder, 'site.sqlite'));
      const { changes } = database.prepare(sql).run();
      database.close();
      expect(changes).toBeGreaterThan(0);
    };
    expect(await chosen()).toEqual([one, other]);
    await run();
    expect((await call('GET', '/schedules/nightly/preview')).body).toMatchObject({
      chosen: [],
      skipped: [one, other].map((courseid) => expect.objectContaining({ courseid, why: 'unchanged' })),
    });

    // Nothing that a backup is for.
    change(`UPDATE mdl_course SET cacherev = cacherev + 1`);
    expect(await chosen()).toEqual([]);
    // A row of the course, one below a module, one that hangs on a context, one over two tables.
    change(`UPDATE mdl_course SET timemodified = timemodified + 1 WHERE id = ${other}`);
    expect(await chosen()).toEqual([other]);
    expect((await run()).run.counts).toMatchObject({ skipped: 1, queued: 0 });
    expect(await chosen()).toEqual([]);
    change(`UPDATE mdl_course_modules SET visible = 1 - visible
             WHERE id = (SELECT MIN(id) FROM mdl_course_modules WHERE course = ${one})`);
    expect(await chosen()).toEqual([one]);
    await run();
    change(`UPDATE mdl_files SET timemodified = timemodified + 1 WHERE id = (SELECT MIN(f.id) FROM mdl_files f
              JOIN mdl_context x ON x.id = f.contextid AND x.contextlevel = 70
              JOIN mdl_course_modules m ON m.id = x.instanceid AND m.course = ${other})`);
    expect(await chosen()).toEqual([other]);
    await run();
    change(`UPDATE mdl_grade_grades SET timemodified = 7 WHERE id = (SELECT MIN(g.id) FROM mdl_grade_grades g
              JOIN mdl_grade_items i ON i.id = g.itemid AND i.courseid = ${one})`);
    // The fifth run takes all.
    expect((await call('GET', '/schedules/nightly/preview')).body).toMatchObject({ takesall: true, skipped: [] });
    expect((await run()).results).toHaveLength(2);
    expect(await chosen()).toEqual([]);

    // What goes into a backup is asked for otherwise, or the backup is gone: there is none such any more.
    await call('PUT', '/schedules/nightly', { ...nightly, format: 'zip' });
    expect(await chosen()).toEqual([one, other]);
    await call('PUT', '/schedules/nightly', nightly);
    expect(await chosen()).toEqual([]);
    const [{ backupid }] = (await call('GET', `/courses/${one}/backups`)).body.backups;
    await call('POST', `/backups/${backupid}/remove`, { why: 'To see' });
    expect(await chosen()).toEqual([one]);
    expect(await client(service.url, site.token('admin')).list(one)).not.toEqual([]);
    await service.close();
  }, 180_000);
});
