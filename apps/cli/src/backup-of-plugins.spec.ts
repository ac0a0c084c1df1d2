import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeEachPluginSite } from '../../../tools/testing/shared';
import { run } from './program';

describeEachPluginSite('coursekeep backup of plugins of others', ({ name, configFile, code }) => {
  const folder = mkdtempSync(join(tmpdir(), 'coursekeep-plugins-backup-'));
  const before = process.env.COURSEKEEP_SITE_CODE;
  afterAll(() => {
    if (before === undefined) delete process.env.COURSEKEEP_SITE_CODE;
    else process.env.COURSEKEEP_SITE_CODE = before;
    rmSync(folder, { recursive: true, force: true });
  });

  async function warningsWith(siteCode: string): Promise<{ code: string; kind: string; message: string }[]> {
    process.env.COURSEKEEP_SITE_CODE = siteCode;
    let printed = '';
    const spy = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
    const course = name === 'plugins45' ? 'orchards' : 'shed';
    const out = join(folder, `${siteCode.length}.mbz`);
    try {
      await run(['backup', '--site', configFile, '--course', course, '--set', 'users=1', '--out', out, '--json']);
    } finally {
      spy.mockRestore();
    }
    return (JSON.parse(printed) as { warnings: { code: string; kind: string; message: string }[] }).warnings;
  }

  it('says that the code of the site cannot be read, and what to do', async () => {
    const told = await warningsWith('/nowhere');
    expect(told.map(({ code: one }) => one)).toContain('kind-not-supported');
    const [notRead] = told.filter(({ code: one }) => one === 'site-code-not-read');
    expect(notRead).toMatchObject({ kind: 'loss', message: expect.stringContaining('set COURSEKEEP_SITE_CODE to') });
    // Teachers read it too: nothing of the server's folders.
    expect(notRead?.message).not.toContain('/nowhere');
  }, 60_000);

  it('leaves nothing of them out where it can', async () => {
    const codes = (await warningsWith(code)).map(({ code: one }) => one);
    expect(codes).not.toContain('site-code-not-read');
    expect(codes).not.toContain('kind-not-supported');
  }, 60_000);
});
