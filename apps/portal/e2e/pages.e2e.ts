import assert from 'node:assert/strict';
import { after, before, beforeEach, it } from 'node:test';
import { closeBrowser, lookAt, openBrowser, signIn, until, url, visit } from './harness';

const control = (state: 'up' | 'down') => fetch(`${url}/stub/${state}`, { method: 'POST' });

before(openBrowser);
beforeEach(() => control('up'));
after(closeBrowser);

it('sign-in: says what is missing or wrong beside the field, and keeps the name', () =>
  visit(async ({ page }) => {
    await page.goto('/');
    await page.waitForURL('**/sign-in');
    await lookAt(page, 'sign-in');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Enter your user name.').waitFor();
    await page.getByLabel('User name').fill('teacher');
    await page.getByLabel('Password').fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('do not go together').waitFor();
    assert.equal(await page.getByLabel('User name').inputValue(), 'teacher');
    assert.equal(await page.getByLabel('Password').getAttribute('aria-invalid'), 'true');
    await until(
      () => page.evaluate(() => document.activeElement?.getAttribute('name')),
      (name) => name === 'password',
    );
    await lookAt(page, 'sign-in-wrong');
    await page.getByLabel('User name').fill('impatient');
    await page.getByLabel('Password').fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Too many tries.').waitFor();
  }));

it('sign-in: takes a token, and leads to the page that was wanted', () =>
  visit(async ({ page, context }) => {
    await page.goto('/courses/2/new-backup');
    await page.waitForURL('**/sign-in?next=*');
    await page.getByRole('link', { name: 'Use a web-service token instead' }).click();
    await page.getByLabel('Web-service token').fill('no-token');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('No user of this site has this token').waitFor();
    await lookAt(page, 'sign-in-token');
    await page.getByLabel('Web-service token').fill('demo-token');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/courses/2/new-backup');
    const [cookie] = (await context.cookies()).filter(({ name }) => name === 'coursekeep_session');
    assert.deepEqual([cookie?.httpOnly, cookie?.sameSite, cookie?.path], [true, 'Lax', '/']);
  }));

it('sign-out: ends the session', () =>
  visit(
    async ({ page, context }) => {
      const cookies = await context.cookies();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.waitForURL('**/sign-in');
      await page.goto('/courses');
      await page.waitForURL('**/sign-in');
      // A copy of the cookie opens nothing either.
      await context.addCookies(cookies);
      await page.goto('/courses');
      await page.waitForURL('**/sign-in');
    },
    { as: 'teacher' },
  ));

it('courses: shows each one’s safety, and searches and filters in the address', () =>
  visit(
    async ({ page }) => {
      await lookAt(page, 'courses');
      const rowOf = (course: string) => page.getByRole('row').filter({ hasText: course });
      await rowOf('Introduction to statistics').getByText('Never backed up').waitFor();
      await rowOf('Chemistry laboratory')
        .getByText(/^Failed .* at/)
        .waitFor();
      assert.equal(await rowOf('Programming in practice').getByRole('progressbar').getAttribute('aria-valuenow'), '43');
      await page.getByRole('searchbox', { name: 'Search' }).pressSequentially('ecole');
      await page.waitForURL('**/courses?q=ecole');
      await page.getByText('1 course', { exact: true }).waitFor();
      await page.reload();
      assert.equal(await page.getByRole('searchbox', { name: 'Search' }).inputValue(), 'ecole');
      assert.equal(await page.getByRole('row').count(), 2);
      await page.getByLabel('Show').selectOption('Failed');
      await page.waitForURL('**/courses?q=ecole&show=failed');
      await page.getByText('No course fits').waitFor();
      await lookAt(page, 'courses-nothing-found');
      await page.getByRole('link', { name: 'Show all courses' }).click();
      await page.getByText('6 courses').waitFor();
      assert.equal(await page.getByRole('searchbox', { name: 'Search' }).inputValue(), '');
    },
    { as: 'teacher' },
  ));

it('courses: says who can help where there are none', () =>
  visit(
    async ({ page }) => {
      await page.getByText('No courses to back up').waitFor();
      await lookAt(page, 'courses-none');
    },
    { as: 'newcomer' },
  ));

it('course: tells when it was last safe, and lists the backups by month', () =>
  visit(
    async ({ page }) => {
      await page.getByRole('link', { name: 'Biology of the cell', exact: true }).click();
      await page.getByText(/^Backed up .*, with everyone’s work\.$/).waitFor();
      assert((await page.getByRole('heading', { level: 3 }).count()) >= 2);
      await page.getByText('made by Moodle itself').waitFor();
      await lookAt(page, 'course');
      await page.getByText('Details').nth(1).click();
      await page.getByText('lab-plan.pdf').waitFor();
      await lookAt(page, 'course-details');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page
          .getByRole('link', { name: /^Download the backup of/ })
          .first()
          .click(),
      ]);
      assert.match(download.suggestedFilename(), /\.mbz$/);
    },
    { as: 'teacher' },
  ));

it('course: shows never, failed, old and running as they are', () =>
  visit(
    async ({ page }) => {
      for (const [id, name, sentence] of [
        [5, 'never', 'This course has never been backed up.'],
        [4, 'failed', 'The newest good one was made'],
        [3, 'old', 'The last backup is old'],
        [6, 'running', 'Its first backup is being made.'],
      ] as const) {
        await page.goto(`/courses/${id}`);
        await page.getByText(sentence).waitFor();
        await lookAt(page, `course-${name}`);
      }
    },
    { as: 'teacher' },
  ));

it('new backup: presets and options always agree, and people’s things need people', () =>
  visit(
    async ({ page }) => {
      await page.goto('/courses/2/new-backup');
      assert(await page.getByRole('radio', { name: 'Course and people’s work' }).isChecked());
      await page.getByText('About 243 MB').waitFor();
      await lookAt(page, 'new-backup');
      await page.getByRole('radio', { name: 'Course and people’s work' }).focus();
      await page.keyboard.press('ArrowDown');
      assert(await page.getByRole('radio', { name: 'Course content' }).isChecked());
      await page.getByText('About 18 MB').waitFor();
      await page.getByRole('radio', { name: 'Choose exactly' }).check();
      assert(await page.getByRole('checkbox', { name: 'Logs' }).isDisabled());
      await page.getByRole('checkbox', { name: 'Participants and their work' }).check();
      await page.getByRole('checkbox', { name: 'Logs' }).check();
      assert(await page.getByRole('radio', { name: 'Choose exactly' }).isChecked());
      await lookAt(page, 'new-backup-exact');
      for (const name of ['Roles of participants', 'Comments', 'Completion', 'History of grades']) {
        await page.getByRole('checkbox', { name }).check();
      }
      assert(await page.getByRole('radio', { name: 'Complete archive' }).isChecked());
      await page.getByRole('checkbox', { name: 'Participants and their work' }).uncheck();
      assert(!(await page.getByRole('checkbox', { name: 'Logs' }).isChecked()));
    },
    { as: 'teacher' },
  ));

it('new backup: offers only what one may have', () =>
  visit(
    async ({ page }) => {
      await page.goto('/courses/2/new-backup');
      assert(await page.getByRole('radio', { name: 'Course and people’s work' }).isDisabled());
      assert(await page.getByRole('radio', { name: 'Course content' }).isChecked());
      assert.equal(await page.getByRole('radio', { name: 'Choose exactly' }).count(), 0);
      await lookAt(page, 'new-backup-restricted');
    },
    { as: 'restricted' },
  ));

it('new backup: a refusal is said where one is', () =>
  visit(
    async ({ page }) => {
      await page.goto('/courses/7/new-backup');
      await page.getByRole('radio', { name: 'Template' }).check();
      await page.getByRole('button', { name: 'Start the backup' }).click();
      await page.getByText('There is no room for another backup on the server.').waitFor();
      assert(await page.getByRole('radio', { name: 'Template' }).isChecked());
      await lookAt(page, 'new-backup-refused');
    },
    { as: 'teacher' },
  ));

it('running: moves by itself, shows the percentage in the tab, can be left, and ends', () =>
  visit(
    async ({ page }) => {
      await page.goto('/courses/2/new-backup');
      await page.getByRole('button', { name: 'Start the backup' }).click();
      await page.waitForURL('**/courses/2/backups/*');
      const share = async () => Number(/^(\d+)%/.exec(await page.title())?.[1] ?? -1);
      const seen = await until(share, (value) => value > 0);
      await until(share, (value) => value > seen);
      const address = page.url();
      await page.getByRole('link', { name: 'Biology of the cell' }).click();
      await page.waitForURL('**/courses/2');
      await page.getByRole('progressbar').waitFor();
      await until(
        () => page.title(),
        (title) => title === 'Biology of the cell – Coursekeep',
      );
      await page.goto(address);
      await page.getByRole('heading', { name: /^Done in/ }).waitFor();
      await until(
        () => page.title(),
        (title) => title === 'Done · BIO101 – Coursekeep',
      );
      await page.getByText('1 thing to know about this backup').waitFor();
      await lookAt(page, 'done');
      await page.getByRole('link', { name: 'Back to the course' }).click();
      await page.getByText('Backed up just now, with everyone’s work.').waitFor();
    },
    { as: 'teacher' },
  ));

it('running: a notice tells on the course’s page and in the list that it is done', () =>
  visit(
    async ({ page }) => {
      await page.goto('/courses/3/new-backup');
      await page.getByRole('button', { name: 'Start the backup' }).click();
      await page.waitForURL('**/courses/3/backups/*');
      await page.goto('/courses');
      await page.getByText('The backup of History of Europe since 1789 is done.').waitFor();
      const row = page.getByRole('row').filter({ hasText: 'History of Europe' });
      await row.getByText('Just now, with people').waitFor();
      await page.getByRole('button', { name: 'Close this notice' }).click();
    },
    { as: 'teacher' },
  ));

it('running: looks right, and waits for a service that does not answer', () =>
  visit(
    async ({ page }) => {
      await page.goto('/courses/6');
      await page.getByRole('link', { name: 'Watch it' }).click();
      await until(
        () => page.title(),
        (title) => title.startsWith('43%'),
      );
      await lookAt(page, 'running');
      await control('down');
      await page.getByText('No answer from Coursekeep at the moment.').waitFor();
      await lookAt(page, 'running-lost');
      await control('up');
      await page.getByText('No answer from Coursekeep at the moment.').waitFor({ state: 'detached' });
    },
    { as: 'teacher', troublesAllowed: true },
  ));

it('refusals: say what happened and who can help', () =>
  visit(
    async ({ page }) => {
      await page.goto('/courses/403');
      await page.getByText('You may not back up the course “Board of examiners”.').waitFor();
      await lookAt(page, 'refused');
      for (const path of ['/courses/999', '/courses/2/backups/none', '/courses/two', '/nowhere']) {
        await page.goto(path);
        await page.getByRole('heading', { name: 'Not found' }).waitFor();
      }
      await lookAt(page, 'not-found');
      await page.goto('/courses/503');
      await page.getByText('The site’s database cannot be reached at the moment.').waitFor();
      await control('down');
      await page.goto('/courses');
      await page.getByRole('heading', { name: 'Coursekeep does not answer' }).waitFor();
      await lookAt(page, 'unreachable');
    },
    { as: 'teacher', troublesAllowed: true },
  ));

it('without script: sign in, search, choose exactly, start and see it end', () =>
  visit(
    async ({ page }) => {
      await page.goto('/sign-in');
      await page.getByLabel('User name').fill('teacher');
      await page.getByLabel('Password').fill('wrong');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('do not go together').waitFor();
      await signIn(page, 'teacher');
      await page.getByRole('searchbox', { name: 'Search' }).fill('statistics');
      await page.getByRole('button', { name: 'Apply' }).click();
      assert.equal(await page.getByRole('row').count(), 2);
      await page.getByRole('link', { name: 'Back up Introduction to statistics' }).click();
      await page.getByRole('radio', { name: 'Choose exactly' }).check();
      await page.getByText('The ten options', { exact: true }).click();
      await page.getByRole('checkbox', { name: 'Blocks' }).uncheck();
      await page.getByRole('button', { name: 'Start the backup' }).click();
      await page.waitForURL('**/courses/5/backups/*');
      await page.getByRole('heading', { name: /^Done in/ }).waitFor();
      assert.equal(await page.getByText('thing to know').count(), 0);
      await page.getByRole('button', { name: /^Theme/ }).click();
      await page.getByRole('button', { name: 'Theme: light. Switch to the dark theme' }).waitFor();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.waitForURL('**/sign-in');
    },
    { javaScriptEnabled: false },
  ));

it('theme: a chosen one wins over the system’s and stays', () =>
  visit(
    async ({ page }) => {
      const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      await page.emulateMedia({ colorScheme: 'light' });
      const light = await background();
      await page.emulateMedia({ colorScheme: 'dark' });
      const dark = await background();
      assert.notEqual(light, dark);
      await page.getByRole('button', { name: /Switch to the light theme/ }).click();
      await until(background, (colour) => colour === light);
      await page.getByRole('button', { name: /Switch to the dark theme/ }).click();
      await until(background, (colour) => colour === dark);
      await page.emulateMedia({ colorScheme: 'light' });
      await page.reload();
      assert.equal(await background(), dark);
      await page.getByRole('button', { name: /Switch to the system’s theme/ }).click();
      await until(background, (colour) => colour === light);
    },
    { as: 'teacher' },
  ));

it('keyboard: the first stop leads to the content, and motion stops where it is not wanted', () =>
  visit(
    async ({ page }) => {
      await page.goto('/courses/6');
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to the content');
      await page.keyboard.press('Enter');
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'content');
      await page.emulateMedia({ reducedMotion: 'reduce' });
      const moving = await page.evaluate(() => document.getAnimations().length);
      assert.equal(moving, 0);
    },
    { as: 'teacher' },
  ));
