import assert from 'node:assert/strict';
import { after, before, beforeEach, it } from 'node:test';
import { closeBrowser, lookAt, openBrowser, signIn, until, url, visit } from './harness';

const control = (state: 'up' | 'down' | 'gone' | 'expire' | 'forbid' | 'permit') =>
  fetch(`${url}/stub/${state}`, { method: 'POST' });

before(openBrowser);
beforeEach(() => control('up'));
after(closeBrowser);

it('sign-in: says what is missing or wrong beside the field, and keeps the name', () =>
  visit(async ({ page }) => {
    await page.goto('/');
    await page.waitForURL('**/sign-in');
    await page.getByText('Use the account that you have at Riverside College.').waitFor();
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
    await page.getByText('Too many tries. Try again in 14 minutes').waitFor();
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
      await rowOf('Chemistry laboratory')
        .getByText(/^Newest good one \d days ago$/)
        .waitFor();
      // Somebody cancelled one today, and another's file is gone: the one before them counts.
      await rowOf('Ethics')
        .getByText(/^\d days ago, content only$/)
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
      await page.getByText('8 courses').waitFor();
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

it('course: writes dates in the user’s zone of the site, wherever the browser is', () =>
  visit(
    async ({ page }) => {
      await page.goto('/courses/2');
      const time = page.getByRole('listitem').first().locator('time');
      const at = new Date((await time.getAttribute('datetime')) ?? '');
      const timeZone = 'Pacific/Auckland';
      const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(at);
      const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', timeZone }).format(at);
      assert.equal(await time.innerText(), `${day}, ${clock}`);
      assert.match((await time.getAttribute('title')) ?? '', /(GMT\+1[23]|NZ[SD]T)$/);
    },
    { as: 'teacher', timezoneId: 'America/New_York' },
  ));

it('course: tells cancelled, lost and noted backups apart', () =>
  visit(
    async ({ page }) => {
      await page.goto('/courses/8');
      await page.getByText(/^Backed up \d days ago, without people and their work\.$/).waitFor();
      const row = (number: number) => page.getByRole('listitem').nth(number);
      await row(0).getByText('Theresa Acher cancelled the backup.').first().waitFor();
      await row(1).getByText('Its file is gone', { exact: true }).waitFor();
      await row(2).getByText('12 notes').waitFor();
      await lookAt(page, 'course-mixed');
      for (const [id, heading] of [
        ['lost', 'The file of this backup is gone'],
        ['noted', 'Done in 21 seconds'],
      ] as const) {
        await page.goto(`/courses/8/backups/${id}`);
        await page.getByRole('heading', { name: heading }).waitFor();
        await lookAt(page, id);
      }
      await page.getByText('12 things to know about this backup').waitFor();
    },
    { as: 'teacher' },
  ));

it('failed: says why in a teacher’s words, and has the service’s own under the details', () =>
  visit(
    async ({ page }) => {
      await page.goto('/courses/4/backups/failed');
      await page.getByRole('heading', { name: 'The backup failed' }).waitFor();
      await page.getByText('The site’s files could not be read.').waitFor();
      assert(!(await page.getByText('EACCES').isVisible()));
      await page.getByText('Details', { exact: true }).click();
      await page.getByText('EACCES').waitFor();
      await lookAt(page, 'failed');
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

it('new backup: a panel over the course’s page, and a page at its address', () =>
  visit(
    async ({ page }) => {
      await page.goto('/courses/2');
      const panel = page.getByRole('dialog', { name: 'New backup' });
      const open = async () => {
        await page.getByRole('link', { name: 'Back up now' }).click();
        await page.waitForURL('**/courses/2/new-backup');
        await panel.waitFor();
      };
      const closed = async () => {
        await page.waitForURL('**/courses/2');
        await panel.waitFor({ state: 'detached' });
      };
      const focused = () => page.evaluate(() => document.activeElement?.textContent);
      await open();
      assert.equal(await focused(), 'New backup');
      await page.getByText('About 243 MB').waitFor();
      await lookAt(page, 'new-backup-panel');
      await page.keyboard.press('Escape');
      await closed();
      await until(focused, (text) => text === 'Back up now');
      await open();
      await page.goBack();
      await closed();
      await open();
      await page.getByRole('button', { name: 'Close' }).click();
      await closed();
      await open();
      await page.getByRole('link', { name: 'Cancel' }).click();
      await closed();
      await open();
      await page.reload();
      await page.getByRole('heading', { name: 'New backup', level: 1 }).waitFor();
      assert.equal(await panel.count(), 0);
      await page.goto('/courses/7');
      await page.getByRole('link', { name: 'Back up now' }).click();
      await panel.getByRole('button', { name: 'Start the backup' }).click();
      await panel.getByText('There is no room for another backup on the server.').waitFor();
      await page.goto('/courses/2');
      await open();
      await panel.getByRole('button', { name: 'Start the backup' }).click();
      await page.waitForURL('**/courses/2/backups/*');
      await panel.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.waitForURL('**/sign-in');
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

it('running: can be cancelled, after a question', () =>
  visit(
    async ({ page }) => {
      await page.goto('/courses/5/new-backup');
      await page.getByRole('button', { name: 'Start the backup' }).click();
      await page.waitForURL('**/courses/5/backups/*');
      const question = page.getByText('Cancel this backup?');
      assert(!(await question.isVisible()));
      await page.getByText('Cancel the backup').focus();
      await page.keyboard.press('Enter');
      await question.waitFor();
      await page.keyboard.press('Escape');
      await question.waitFor({ state: 'hidden' });
      await page.getByText('Cancel the backup').click();
      await page.getByRole('button', { name: 'Yes, cancel it' }).click();
      await page.getByRole('heading', { name: 'The backup was cancelled' }).waitFor();
      await page.getByText('Theresa Acher cancelled the backup.').first().waitFor();
      await until(
        () => page.title(),
        (title) => title === 'Cancelled · NEW – Coursekeep',
      );
      await lookAt(page, 'cancelled');
      await page.getByRole('link', { name: 'Back to the course' }).click();
      await page.getByText('This course has never been backed up.').waitFor();
      await page.getByRole('listitem').getByText('Cancelled', { exact: true }).waitFor();
    },
    { as: 'teacher' },
  ));

it('running: says so where it is too late to cancel, and why one is tried again', () =>
  visit(
    async ({ page }) => {
      await page.goto('/courses/9/backups/closing');
      await page.getByText('Cancel the backup').click();
      await lookAt(page, 'cancel-asked');
      await page.getByRole('button', { name: 'Yes, cancel it' }).click();
      await page.getByText('It is too late to cancel it').waitFor();
      await page.goto('/courses/9/backups/again');
      await page.getByText('Waiting to be tried again').waitFor();
      await page.getByText('The last try did not work. The site’s database could not be read.').waitFor();
      await lookAt(page, 'waiting-again');
    },
    { as: 'teacher' },
  ));

it('running: shows the refusal where the right to see it is taken', () =>
  visit(
    async ({ page }) => {
      await page.goto('/courses/6');
      await page.getByRole('link', { name: 'Watch it' }).click();
      await page.getByRole('heading', { name: 'Backup of Programming in practice' }).waitFor();
      await control('forbid');
      await page.getByRole('heading', { name: 'This is not yours to see' }).waitFor();
    },
    { as: 'teacher', troublesAllowed: true },
  ));

it('session: who has to sign in again finds the form as it was, and the backup that runs', () =>
  visit(
    async ({ page }) => {
      await page.goto('/courses/2/new-backup');
      await page.getByRole('radio', { name: 'Choose exactly' }).check();
      await page.getByRole('checkbox', { name: 'Blocks' }).uncheck();
      await control('expire');
      await page.getByRole('button', { name: 'Start the backup' }).click();
      await page.waitForURL('**/sign-in?next=*');
      await page.getByText('Sign in to go on').waitFor();
      const signInAgain = async () => {
        await page.getByLabel('User name').fill('teacher');
        await page.getByLabel('Password').fill('demo');
        await page.getByRole('button', { name: 'Sign in' }).click();
      };
      await signInAgain();
      await page.waitForURL('**/courses/2/new-backup?with=*');
      assert(await page.getByRole('radio', { name: 'Choose exactly' }).isChecked());
      assert(!(await page.getByRole('checkbox', { name: 'Blocks' }).isChecked()));
      assert(await page.getByRole('checkbox', { name: 'Comments' }).isChecked());

      await page.goto('/courses/9/backups/again');
      await page.getByText('The last try did not work.').waitFor();
      await control('expire');
      await page.waitForURL('**/sign-in?next=*');
      await signInAgain();
      await page.waitForURL('**/courses/9/backups/again');
    },
    { as: 'teacher', troublesAllowed: true },
  ));

it('service gone: forms keep what was filled in, say so, and go on when it is back', () =>
  visit(
    async ({ page }) => {
      await page.goto('/sign-in');
      await page.getByLabel('User name').fill('teacher');
      await page.getByLabel('Password').fill('demo');
      await control('gone');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('Coursekeep does not answer').waitFor();
      assert.equal(await page.getByLabel('User name').inputValue(), 'teacher');
      await control('up');
      await signIn(page, 'teacher');
      await page.goto('/courses/3/new-backup');
      await page.getByRole('radio', { name: 'Template' }).check();
      await control('gone');
      await page.getByRole('button', { name: 'Start the backup' }).click();
      await page.getByText('Coursekeep does not answer').waitFor();
      assert(await page.getByRole('radio', { name: 'Template' }).isChecked());
      await control('up');
      await page.getByRole('button', { name: 'Start the backup' }).click();
      await page.waitForURL('**/courses/3/backups/*');
      await control('down');
      await page.goto('/sign-in');
      await page.getByText('Use the account that you have at your Moodle site.').waitFor();
    },
    { troublesAllowed: true },
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
      await page.getByText('You may not back up this course. A manager of the course').waitFor();
      assert.equal(await page.title(), 'This is not yours to see – Coursekeep');
      await lookAt(page, 'refused');
      for (const path of ['/courses/999', '/courses/2/backups/none', '/courses/two', '/nowhere']) {
        await page.goto(path);
        await page.getByRole('heading', { name: 'Not found' }).waitFor();
      }
      await lookAt(page, 'not-found');
      await page.goto('/courses/503');
      await page.getByText('The site’s database cannot be reached at the moment.').waitFor();
      await page.getByRole('link', { name: 'Try again' }).click();
      await page.waitForURL('**/courses/503');
      await control('down');
      await page.goto('/courses');
      await page.getByRole('heading', { name: 'Coursekeep does not answer' }).waitFor();
      await lookAt(page, 'unreachable');
      await control('up');
      await page.getByRole('link', { name: 'Try again' }).click();
      await page.getByRole('heading', { name: 'My courses' }).waitFor();
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
      await page.goto('/courses/5/new-backup');
      await page.getByRole('button', { name: 'Start the backup' }).click();
      await page.waitForURL('**/courses/5/backups/*');
      await page.getByText('Cancel the backup').click();
      await page.getByRole('button', { name: 'Yes, cancel it' }).click();
      await page.getByRole('heading', { name: 'The backup was cancelled' }).waitFor();
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
