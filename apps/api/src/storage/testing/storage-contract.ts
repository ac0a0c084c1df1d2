import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type BackupStorage, NotStored, StorageKeyRefused } from '../backup-storage';

/** What every BackupStorage must do; run it against an implementation with `storageContract('name', make)`. `make` gives
 *  an empty storage each time. */
export function storageContract(name: string, make: () => Promise<BackupStorage>): void {
  describe(`${name} keeps the storage contract`, () => {
    let storage: BackupStorage;
    const sources = mkdtempSync(join(tmpdir(), 'coursekeep-storage-'));
    afterAll(() => rmSync(sources, { recursive: true }));
    const local = (content: Buffer): string => {
      const path = join(sources, randomUUID());
      writeFileSync(path, content);
      return path;
    };
    const key = 'site/course-4/0123456789abcdef0123456789abcdef/backup-é ✓.mbz';
    beforeEach(async () => {
      storage = await make();
    });

    it('has nothing at first', async () => {
      expect(await storage.stat(key)).toBeNull();
      expect(await keys(storage)).toEqual([]);
      await expect(storage.read(key)).rejects.toBeInstanceOf(NotStored);
      await storage.remove(key);
    });

    it('takes a file over and gives back every byte', async () => {
      const content = randomBytes(300_000);
      const source = local(content);
      await storage.put(key, source);
      expect(existsSync(source)).toBe(false);
      expect(await storage.stat(key)).toMatchObject({ key, size: content.length });
      expect(sha1(await buffer(await storage.read(key)))).toBe(sha1(content));
    });

    it('gives a part, first and last byte included', async () => {
      await storage.put(key, local(Buffer.from('0123456789')));
      expect(String(await buffer(await storage.read(key, { start: 2, end: 5 })))).toBe('2345');
      expect(String(await buffer(await storage.read(key, { start: 9, end: 9 })))).toBe('9');
    });

    it('takes an empty file', async () => {
      await storage.put(key, local(Buffer.alloc(0)));
      expect(await storage.stat(key)).toMatchObject({ size: 0 });
      expect(await buffer(await storage.read(key))).toHaveLength(0);
    });

    it('puts a new file in the place of an old one', async () => {
      await storage.put(key, local(Buffer.from('old')));
      await storage.put(key, local(Buffer.from('newer')));
      expect(String(await buffer(await storage.read(key)))).toBe('newer');
      expect(await keys(storage)).toEqual([key]);
    });

    it('lists and removes', async () => {
      const others = ['site/course-4/b/x.mbz', 'site/course-5/c/x.mbz'];
      for (const each of [key, ...others]) await storage.put(each, local(Buffer.from(each)));
      expect((await keys(storage)).sort()).toEqual([key, ...others].sort());
      await storage.remove(key);
      expect((await keys(storage)).sort()).toEqual([...others].sort());
      expect(await storage.stat(key)).toBeNull();
    });

    it('stores nothing when the source is not there, and can be asked again', async () => {
      await expect(storage.put(key, '/nowhere/at/all')).rejects.toThrow();
      expect(await storage.stat(key)).toBeNull();
      await storage.put(key, local(Buffer.from('now')));
      expect(await storage.stat(key)).toMatchObject({ size: 3 });
    });

    it('bears the mark that it was given, which is no backup', async () => {
      expect(await storage.identify()).toBeNull();
      await storage.mark('an-id');
      expect(await storage.identify()).toBe('an-id');
      expect(await keys(storage)).toEqual([]);
    });

    it.each(['', '..', '../x', 'a/../b', '/etc/passwd', 'a//b', '.hidden', 'a/\0', 'a\\b', `a/${'x'.repeat(256)}`])(
      'refuses the key %j',
      async (bad) => {
        const source = local(Buffer.from('x'));
        await expect(storage.put(bad, source)).rejects.toBeInstanceOf(StorageKeyRefused);
        await expect(storage.read(bad)).rejects.toBeInstanceOf(StorageKeyRefused);
        await expect(storage.remove(bad)).rejects.toBeInstanceOf(StorageKeyRefused);
        expect(existsSync(source)).toBe(true);
      },
    );
  });
}

async function keys(storage: BackupStorage): Promise<string[]> {
  const found: string[] = [];
  for await (const file of storage.list()) found.push(file.key);
  return found;
}

function sha1(content: Buffer): string {
  return createHash('sha1').update(content).digest('hex');
}
