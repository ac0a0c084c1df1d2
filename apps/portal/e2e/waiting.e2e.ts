import { after, before, it } from 'node:test';
import { closeBrowser, demoUser, openBrowser, signIn, visit } from './harness';

before(openBrowser);
after(closeBrowser);

it('a teacher cancels a backup that waits for others', () =>
  visit(async ({ page }) => {
    const { username, password } = demoUser('teacher');
    await signIn(page, username, password);
    await page
      .getByRole('link', { name: /^Back up/ })
      .last()
      .click();
    await page.getByRole('button', { name: 'Start the backup' }).click();
    await page.waitForURL('**/backups/*');
    await page.getByText('Cancel the backup').click();
    await page.getByRole('button', { name: 'Yes, cancel it' }).click();
    await page.getByRole('heading', { name: 'The backup was cancelled' }).waitFor();
    await page
      .getByText(/ cancelled the backup\.$/)
      .first()
      .waitFor();
  }));
