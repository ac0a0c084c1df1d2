import { createRequire } from 'node:module';
import { join } from 'node:path';
import { repository } from '../workspace/repository.mjs';

/** What `coursekeep verify` finds wrong with one of our own backups, in one text; undefined where it is whole. */
export async function problemOf(path) {
  // Only now: the engine is built when the first backup is there.
  const require = createRequire(join(repository, 'apps', 'cli', 'package.json'));
  const { verifyBackup } = require('@coursekeep/backup-engine');
  const { verdict, problems } = await verifyBackup(path);
  if (verdict === 'whole' && problems.length === 0) return undefined;
  const listed = problems.map(({ code, message, path: entry }) => `${code} ${entry ?? ''}: ${message}`);
  return [`coursekeep verify: ${verdict}`, ...listed].join('\n');
}
