import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { assertAccessible, closeBrowser, openBrowser, signIn, until, visit } from './harness';

interface DemoUser {
  readonly username: string;
  readonly password: string;
  readonly token: string;
}

interface Demo {
  readonly users: readonly DemoUser[];
}

const demo = JSON.parse(readFileSync(join(process.env.E2E_DATA ?? '', 'demo.json'), 'utf8')) as Demo;
const [teacher, manager, student] = ['teacher', 'manager', 'student'].map((name) => {
  const user = demo.users.find(({ username }) => username === name);
  assert(user, `demo.json names no ${name}.`);
  return user;
}) as [DemoUser, DemoUser, DemoUser];

before(openBrowser);
after(closeBrowser);

it('a manager signs in, backs up a course with everyone’s work, watches it and downloads it', () =>
  visit(async ({ page }) => {
    await signIn(page, manager.username, manager.password);
    await assertAccessible(page);
    const course = await page.getByRole('rowheader').first().getByRole('link').innerText();
    await page.getByRole('link', { name: course, exact: true }).click();
    await page.getByText('This course has never been backed up.').waitFor();
    await page.getByRole('link', { name: 'Back up now' }).click();
    await page.getByRole('button', { name: 'Start the backup' }).click();
    await page.waitForURL('**/backups/*');
    await page.getByRole('heading', { name: /^Done in/ }).waitFor({ timeout: 120_000 });
    await until(
      () => page.title(),
      (title) => title.startsWith('Done · '),
    );
    await assertAccessible(page);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /^Download/ }).click(),
    ]);
    assert.match(download.suggestedFilename(), /^backup-moodle2-course-\d+-.+-\d{8}-\d{4}\.mbz$/);
    const archive = gunzipSync(readFileSync(await download.path()));
    assert.equal(archive.subarray(0, 14).toString(), '.ARCHIVE_INDEX');

    await page.getByRole('link', { name: 'Back to the course' }).click();
    await page.getByText(/^Backed up .*, with everyone’s work\.$/).waitFor();
    await page.getByText('With people and their work').waitFor();
  }));

it('a token signs in as well', () =>
  visit(async ({ page }) => {
    await page.goto('/sign-in?with=token');
    await page.getByLabel('Web-service token').fill(teacher.token);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'My courses' }).waitFor();
  }));

it('a teacher backs up the content of a course, and reads who can allow more', () =>
  visit(async ({ page }) => {
    await signIn(page, teacher.username, teacher.password);
    await page
      .getByRole('link', { name: /^Back up/ })
      .last()
      .click();
    await page.getByText('You may not include people’s data in this course.').waitFor();
    assert(await page.getByRole('radio', { name: 'Course content' }).isChecked());
    await page.getByRole('button', { name: 'Start the backup' }).click();
    await page.getByText('The course’s content is safe.').waitFor({ timeout: 120_000 });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /^Download/ }).click(),
    ]);
    assert.match(download.suggestedFilename(), /-nu\.mbz$/);
  }));

it('a teacher cancels a backup that waits for others', () =>
  visit(
    async ({ page }) => {
      await signIn(page, teacher.username, teacher.password);
      await page.getByRole('rowheader').first().getByRole('link').click();
      await page.waitForURL(/courses\/\d+$/);
      const course = page.url();
      // Enough of them, so that the last one still waits when it is cancelled.
      const ids = await page.evaluate(
        async (address) => {
          const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
          const answers = await Promise.all(Array.from({ length: 10 }, () => fetch(address, post)));
          return Promise.all(answers.map(async (answer) => ((await answer.json()) as { backupid: string }).backupid));
        },
        `/api/v1${new URL(course).pathname}/backups`,
      );
      const states = await page.evaluate(async (backups) => {
        const read = async (id: string) => (await (await fetch(`/api/v1/backups/${id}`)).json()).backup;
        return Promise.all(backups.map(read));
      }, ids);
      const last = states.filter(({ status }) => status === 700).sort((a, b) => b.timecreated - a.timecreated)[0];
      assert(last, 'None waits.');
      await page.goto(`${course}/backups/${last.backupid}`);
      await page.getByText('Cancel the backup').click();
      await page.getByRole('button', { name: 'Yes, cancel it' }).click();
      await page.getByRole('heading', { name: 'The backup was cancelled' }).waitFor();
      await page
        .getByText(/ cancelled the backup\.$/)
        .first()
        .waitFor();
      // The others must not keep the next test waiting. One that has begun meanwhile may refuse, which the console tells.
      await page.evaluate(
        (backups) => Promise.all(backups.map((id) => fetch(`/api/v1/backups/${id}`, { method: 'DELETE' }))),
        ids.filter((id) => states.find(({ backupid }) => backupid === id)?.status === 700 && id !== last.backupid),
      );
    },
    { troublesAllowed: true },
  ));

it('a student may not back up anything', () =>
  visit(async ({ page }) => {
    await signIn(page, student.username, student.password);
    await page.getByText('No courses to back up').waitFor();
  }));

it('the README’s picture', { skip: !process.env.E2E_PICTURE && 'only with --picture' }, () =>
  visit(
    async ({ page }) => {
      await signIn(page, manager.username, manager.password);
      await page.getByRole('rowheader').first().getByRole('link').click();
      await page.waitForURL(/courses\/\d+$/);
      const course = page.url();
      for (const preset of ['Course content', 'Complete archive']) {
        await page.goto(`${course}/new-backup`);
        await page.getByRole('radio', { name: preset }).check();
        await page.getByRole('button', { name: 'Start the backup' }).click();
        await page.getByRole('heading', { name: /^Done in/ }).waitFor({ timeout: 120_000 });
      }
      await page.goto(course);
      await page.getByText(/^Backed up/).waitFor();
      await page.screenshot({ path: process.env.E2E_PICTURE });
    },
    { viewport: { width: 1440, height: 760 } },
  ),
);
