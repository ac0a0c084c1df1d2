import { chmodSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makePrivate } from './data-folder';
import { temporaryFolder } from './testing/service';

const folder = temporaryFolder();
const modeOf = (...path: string[]) => statSync(join(folder, ...path)).mode & 0o777;

describe('a data folder that others could read', () => {
  beforeAll(() => {
    chmodSync(folder, 0o755);
    mkdirSync(join(folder, 'backups', 'site', 'course'), { recursive: true });
    const files = [
      'store.sqlite',
      'store.sqlite-wal',
      'store.sqlite-shm',
      'secret',
      'backups/site/course/a.mbz',
      'theirs',
    ];
    for (const name of files) {
      writeFileSync(join(folder, name), '');
      chmodSync(join(folder, name), 0o644);
    }
    for (const name of ['backups', 'backups/site', 'backups/site/course']) chmodSync(join(folder, name), 0o775);
    symlinkSync(join(folder, 'theirs'), join(folder, 'backups', 'link'));
  });

  it('is made private, with the files of the database, and says so', async () => {
    const [said, ...rest] = await makePrivate(folder);
    expect(said).toMatch(`Other accounts of this machine had rights to what is in ${folder} (8 files and folders`);
    expect(rest).toEqual([]);
    for (const name of ['store.sqlite', 'store.sqlite-wal', 'store.sqlite-shm', 'secret'])
      expect([name, modeOf(name)]).toEqual([name, 0o600]);
    for (const path of ['backups', 'backups/site', 'backups/site/course']) expect(modeOf(path)).toBe(0o700);
    expect(modeOf('backups/site/course/a.mbz')).toBe(0o600);
  });

  it("keeps what is not the service's, and itself, as they were", () => {
    expect([modeOf(), modeOf('theirs')]).toEqual([0o755, 0o644]);
  });

  it('says nothing more the next time', async () => expect(await makePrivate(folder)).toEqual([]));

  it('in which others may write is named, unless they can only add', async () => {
    chmodSync(folder, 0o777);
    expect(await makePrivate(folder)).toEqual([expect.stringContaining('chmod go-w')]);
    chmodSync(folder, 0o1777);
    expect(await makePrivate(folder)).toEqual([]);
  });
});
