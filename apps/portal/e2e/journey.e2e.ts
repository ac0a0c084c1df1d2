import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { assertAccessible, closeBrowser, demoUser, openBrowser, signIn, until, visit } from './harness';

const [teacher, manager, student] = [demoUser('teacher'), demoUser('manager'), demoUser('student')];

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
