import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A file of our own among what can be thrown away with `node_modules`: stamps and results. */
export function cacheFile(name) {
  const folder = join(repository, 'node_modules', '.cache', 'coursekeep');
  mkdirSync(folder, { recursive: true });
  return join(folder, name);
}

/** The environment of every tool that we run: no daemon left behind, nothing told to anybody. */
export const toolEnvironment = {
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
  NX_TUI: 'false',
  NEXT_TELEMETRY_DISABLED: '1',
};
