import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeWritableFolder } from './make-folder';

const folder = mkdtempSync(join(tmpdir(), 'coursekeep-folder-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a folder to write into', () => {
  it('is made with those around it, once or by several at the same time, and left empty', async () => {
    const path = join(folder, 'a', 'b', 'c');
    await Promise.all([makeWritableFolder(path), makeWritableFolder(path), makeWritableFolder(path)]);
    await makeWritableFolder(path);
    expect(readdirSync(path)).toEqual([]);
  });

  it('is refused by its name where a file stands in the way', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    for (const path of [file, join(file, 'inside')]) {
      await expect(makeWritableFolder(path)).rejects.toMatchObject({
        code: 'folder-unusable',
        message: expect.stringContaining(`${path} is not a folder`),
      });
    }
  });

  // Node's own way never comes back from there.
  it('is refused where the file system lets nobody make one', async () => {
    await expect(makeWritableFolder('/proc/coursekeep')).rejects.toMatchObject({
      code: 'folder-unusable',
      message: expect.stringContaining('/proc/coursekeep'),
    });
  });
});
