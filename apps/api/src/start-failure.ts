import { CoursekeepError } from '@coursekeep/errors';
import { failureOf } from './tasks/retry-policy';

/** Says in a sentence what kept the service from starting and what to do; null for what nobody expected, of which the
 *  developers want to see all. */
export function startFailure(error: unknown): string | null {
  const { code, syscall, port, address, hostname } = error as NodeJS.ErrnoException & {
    port?: number;
    address?: string;
    hostname?: string;
  };
  if (code === 'EADDRINUSE') return `another program has port ${port}. Choose one with COURSEKEEP_PORT.`;
  if (code === 'EACCES' && syscall === 'listen') {
    return `port ${port} is not for everybody. Choose one above 1023 with COURSEKEEP_PORT.`;
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return `${address ?? hostname} is no address of this machine. Choose one with COURSEKEEP_HOST.`;
  }
  const { codes, message } = failureOf(error);
  if (codes.some((each) => each === 'folder_unusable' || each === 'disk_full')) {
    return `the data folder cannot be used. ${message}. COURSEKEEP_DATA names another.`;
  }
  const isSentence = error instanceof CoursekeepError || message !== (error as Error).message;
  return isSentence ? message : null;
}
