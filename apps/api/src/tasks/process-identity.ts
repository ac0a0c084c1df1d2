import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** How long a process of another machine may be silent before it counts as gone, in milliseconds. */
export const silenceMs = 60_000;

let own: string | null = null;

/** Names this process: machine, process id, and when it started, so that a later process with the same id is another.
 *  Safe in the name of a file. */
export function ownIdentity(): string {
  own ??= `${machine()}:${process.pid}:${startOf(process.pid)}`;
  return own;
}

/** Whether the process is certainly gone. Of a process on another machine nothing can be said here: false. */
export function isGone(identity: string): boolean {
  const [host, pid, start] = identity.split(':');
  if (host !== machine() || !pid || !start) return false;
  return startOf(Number(pid)) !== start;
}

/** Whether the process certainly lives, on this machine. */
export function livesHere(identity: string): boolean {
  return identity.startsWith(`${machine()}:`) && !isGone(identity);
}

function machine(): string {
  return hostname().replace(/[^A-Za-z0-9.-]/g, '_');
}

/** When a process of this machine started, as the system counts it; `gone` where it does not live. */
function startOf(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is the program's name in brackets and may hold blanks; the start is the 22nd.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'gone' : `${bootId()}-${fields[19]}`;
  } catch {
    return hasProc() ? 'gone' : startWithoutProc(pid);
  }
}

function hasProc(): boolean {
  return process.platform === 'linux';
}

/** The start is counted from the boot of the machine: after a restart of it the numbers begin anew. */
function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').slice(0, 8);
}

/** Elsewhere only the id can be asked for. */
function startWithoutProc(pid: number): string {
  try {
    process.kill(pid, 0);
    return 'running';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 'running' : 'gone';
  }
}
