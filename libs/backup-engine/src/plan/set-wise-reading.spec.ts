import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { openSite } from '@coursekeep/moodle-site';
import { describeEachServer, describeWithServers } from '../../../../tools/testing/shared';
import { backUp, CourseSite, COURSE, attributes, texts, type MadeBackup } from '../../testing/course-site';
import { copyToServer } from '../../testing/server-copy';

const KINDS = ['choice', 'page', 'forum', 'assign', 'quiz', 'glossary', 'book', 'data', 'wiki', 'feedback', 'lesson'];

/** A course with `count` activities, as many of each kind, each with people's data and a file. */
function courseOf(count: number): CourseSite {
  const site = new CourseSite();
  site.run('BEGIN');
  for (let user = 100; user < 110; user++) site.user(user);
  for (let made = 0; made < count; made++) {
    const modname = KINDS[made % KINDS.length]!;
    const { instanceId, contextId } = site.activity(modname, { intro: 'Intro' });
    site.file({
      contextid: contextId,
      component: `mod_${modname}`,
      filearea: 'intro',
      itemid: 0,
      filename: `${made}.txt`,
    });
    if (modname === 'choice') {
      site.insert('choice_options', { choiceid: instanceId, text: `Option ${made}` });
      site.insert('choice_answers', { choiceid: instanceId, userid: 100 + (made % 10), optionid: 1 });
    }
    if (modname === 'forum') {
      site.insert('forum_discussions', {
        id: instanceId,
        course: COURSE,
        forum: instanceId,
        name: `D ${made}`,
        userid: 101,
      });
      site.insert('forum_posts', { discussion: instanceId, userid: 101, subject: `P ${made}`, message: 'Text' });
    }
  }
  site.run('COMMIT');
  return site;
}

const settings = { logs: 1, grade_histories: 1 };

describeWithServers('reading set by set from a server', () => {
  describeEachServer((kind) =>
    it('takes as many queries for 1,100 activities as for 11', async () => {
      const made: MadeBackup[] = [];
      for (const count of [11, 1100]) {
        const original = courseOf(count);
        const copy = await copyToServer(original, kind);
        const site = await openSite(copy.configFile, { env: {} });
        try {
          made.push(await backUp(site, { courseId: COURSE, settings }));
        } finally {
          await site.close();
          await copy.remove();
          original.remove();
        }
      }
      const [few, many] = made as [MadeBackup, MadeBackup];
      expect(many.queries).toBe(few.queries);
      expect(many.queries).toBeLessThan(400);
      expect(texts(many.documents.get('moodle_backup.xml'), 'moduleid')).toHaveLength(1100);
      expect(many.contents).toHaveLength(1100);
    }, 300_000),
  );
});

describe('reading set by set', () => {
  it('takes as many queries for 1,100 activities as for 11', async () => {
    const made = [];
    for (const count of [11, 1100]) {
      const site = courseOf(count);
      made.push(await site.backup({ settings }));
      site.remove();
    }
    const [few, many] = made as [(typeof made)[0], (typeof made)[0]];
    expect(many.queries).toBe(few.queries);
    expect(many.queries).toBeLessThan(400);
    const main = many.documents.get('moodle_backup.xml');
    expect(attributes(many.documents.get('users.xml'), 'user', 'id')).toEqual(
      Array.from({ length: 10 }, (_, at) => String(100 + at)),
    );
    expect(texts(main, 'moduleid')).toHaveLength(1100);
    expect([...many.documents.keys()].filter((path) => path.endsWith('/choice.xml'))).toHaveLength(100);
    expect(many.contents).toHaveLength(1100);
  });

  it('gives each activity its own rows, whatever order they were made in', async () => {
    const site = new CourseSite();
    site.user(100);
    const choices = [1, 2, 3].map(() => site.activity('choice', { intro: '' }));
    for (const [at, { instanceId }] of [...choices, ...choices].reverse().entries()) {
      site.insert('choice_options', { choiceid: instanceId, text: `${instanceId} ${at}` });
    }
    const { documents } = await site.backup();
    for (const { moduleId, instanceId } of choices) {
      const options = texts(documents.get(`activities/choice_${moduleId}/choice.xml`), 'text');
      expect(options).toHaveLength(2);
      expect(options.every((text) => text.startsWith(`${instanceId} `))).toBe(true);
    }
    site.remove();
  });

  it('holds a table of 100 MB in a process that has 48', () => {
    const site = new CourseSite();
    site.user(100);
    site.activity('page');
    site.run(`
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
      INSERT INTO mdl_logstore_standard_log (id, eventname, component, action, target, crud, contextid, userid, courseid, other, timecreated)
      SELECT i, 'event', 'core', 'viewed', 'course', 'r', 100, 100, ${COURSE}, hex(randomblob(1000)), i FROM n`);
    const root = resolve(__dirname, '../../../..');
    const run = spawnSync(
      process.execPath,
      [
        '--max-old-space-size=48',
        '-r',
        join(root, 'tools/testing/run-sources.cjs'),
        join(root, 'libs/backup-engine/testing/back-up.ts'),
        site.small.configFile,
        String(COURSE),
      ],
      { encoding: 'utf8', cwd: root },
    );
    site.remove();
    expect(run.stderr).toBe('');
    expect(JSON.parse(run.stdout)).toMatchObject({ status: 1000, warnings: [] });
  });
});
