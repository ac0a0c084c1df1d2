import { spawn } from 'node:child_process';
import { repository, toolEnvironment } from './repository.mjs';

/**
 * Runs a program of the workspace and waits for its end. Its output is collected, or passed on as it comes with `show`
 * (`true`, or `'errors'` for the error stream alone: Jest tells its story there).
 * @returns {Promise<{ code: number, output: string, stdout: string, seconds: number }>} `output` is both streams as they
 *   came, `stdout` the one alone; `code` is 127 where the program could not be started
 */
export function run(command, args, { show = false, env = {}, cwd = repository } = {}) {
  const started = Date.now();
  return new Promise((resolve) => {
    const [all, out] = [[], []];
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...toolEnvironment, ...env },
      stdio: show === true ? 'inherit' : ['ignore', 'pipe', show ? 'inherit' : 'pipe'],
    });
    child.stdout?.on('data', (chunk) => (all.push(chunk), out.push(chunk)));
    child.stderr?.on('data', (chunk) => all.push(chunk));
    const text = (chunks) => Buffer.concat(chunks).toString('utf8');
    const end = (code) =>
      resolve({ code, output: text(all), stdout: text(out), seconds: (Date.now() - started) / 1000 });
    child.on('error', (error) => {
      all.push(Buffer.from(String(error)));
      end(127);
    });
    child.on('close', (code, signal) => end(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

/** Runs a JavaScript program of `node_modules` with this Node: no shell, and no look-up by npx. */
export function runNode(script, args, options) {
  return run(process.execPath, [script, ...args], options);
}
