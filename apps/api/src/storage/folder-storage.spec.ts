import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ownIdentity } from '../tasks/process-identity';
import { temporaryFolder } from '../testing/service';
import { FolderStorage } from './folder-storage';
import { StorageFull } from './backup-storage';
import { parseStorageKey, storageKey } from './storage-key';
import { storageContract } from './testing/storage-contract';
import { withFaults } from './testing/with-faults';

const all = temporaryFolder();
const folder = () => mkdtempSync(join(all, 'backups-'));

storageContract('a folder', async () => new FolderStorage(folder()));
storageContract('a folder with no faults', async () => withFaults(new FolderStorage(folder()), () => undefined));

describe('a folder of backups', () => {
  it('removes what dead processes left half written, and only that', async () => {
    const root = folder();
    mkdirSync(join(root, '.incoming'));
    const dead = ownIdentity().replace(/:\d+:.*$/, ':999999999:gone-1');
    writeFileSync(join(root, '.incoming', `${dead}~1`), 'part');
    writeFileSync(join(root, '.incoming', `${ownIdentity()}~2`), 'part');
    writeFileSync(join(root, '.incoming', 'elsewhere:1:2~3'), 'part');
    const storage = new FolderStorage(root);
    expect(await storage.removeAbandoned()).toBe(1);
    expect(readdirSync(join(root, '.incoming')).sort()).toEqual([`${ownIdentity()}~2`, 'elsewhere:1:2~3'].sort());
    for await (const file of storage.list()) throw new Error(`listed ${file.key}`);
  });

  it('takes a file over from another disk, where there is one', async () => {
    const disk = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
    const source = join(mkdtempSync(join(disk, 'coursekeep-backups-')), 'source');
    writeFileSync(source, 'content');
    const root = folder();
    const storage = new FolderStorage(root);
    await storage.put('site/course-1/b/x.mbz', source);
    expect(existsSync(source)).toBe(false);
    expect(String(await buffer(await storage.read('site/course-1/b/x.mbz')))).toBe('content');
    expect(existsSync(join(root, '.incoming')) ? readdirSync(join(root, '.incoming')) : []).toEqual([]);
    rmSync(dirname(source), { recursive: true });
  });

  it('fails as the plan says', async () => {
    const storage = withFaults(new FolderStorage(folder()), () => {
      throw new StorageFull('storage-full', 'full');
    });
    await expect(storage.put('a/b/c/d', '/tmp/x')).rejects.toBeInstanceOf(StorageFull);
  });
});

describe('the storage key', () => {
  it('is read back to what it was made of', () => {
    const parts = { site: 'a1b2', courseid: 4, backupid: '0123', filename: 'backup-moodle2-course-4-é.mbz' };
    expect(parseStorageKey(storageKey(parts))).toEqual(parts);
    expect(parseStorageKey('something/else')).toBeNull();
  });
});
