import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../workspace/repository.mjs';
import { runNode } from '../workspace/run.mjs';

// A maker makes our backup of what a golden is a backup of: { path, warnings } or { failure }.

/** How a site is opened: its config.php, and the environment's settings that win over it.
 *  @typedef {{ configFile: string, settings: Record<string, string> }} OpenedAs */

/** Makes backups through the library, in one process for the whole site. */
export async function libraryMaker({ configFile, settings }, target) {
  const script = join(repository, 'tools', 'conformance', 'back-up-site.mjs');
  const child = fork(script, [configFile, target], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  let complaints = '';
  child.stderr.on('data', (chunk) => (complaints += chunk));
  const failure = () => ({ failure: complaints.trim() || 'the process ended' });
  const ended = once(child, 'exit').then(failure);
  const answer = () => Promise.race([ended, new Promise((resolve) => child.once('message', resolve))]);
  const ready = await answer();
  return {
    make: async (golden) => {
      if (ready.failure) return ready;
      if (!child.connected) return failure();
      child.send(golden);
      return answer();
    },
    close: () => child.connected && child.disconnect(),
  };
}

/** Makes one backup as a person does: with the command and the settings file. */
export async function makeByCommand({ configFile, settings }, target, golden) {
  const folder = join(target, `${golden.course}.${golden.combination}.command`);
  mkdirSync(folder, { recursive: true });
  const command = join(repository, 'apps', 'cli', 'bin', 'coursekeep.mjs');
  const which = ['--site', configFile, '--course', golden.course, '--settings', golden.settingsFile];
  const where = ['--format', golden.format, '--out', folder, '--json'];
  const { code, output, stdout } = await runNode(command, ['backup', ...which, ...where], { env: settings });
  if (code !== 0 && code !== 3) return { failure: `coursekeep ended with status ${code}: ${output.trim()}` };
  const { path, warnings } = JSON.parse(stdout);
  return { path, warnings: warnings.map(({ message }) => message) };
}
