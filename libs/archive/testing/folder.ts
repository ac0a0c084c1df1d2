import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new empty folder for each test, removed after it; call within a describe. */
export function temporaryFolder(): () => string {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'coursekeep-mbz-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  return () => folder;
}
