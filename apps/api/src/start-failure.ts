import { recognised, UnexpectedError } from '@coursekeep/errors';
import { StoreError } from './store/store-errors';

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
  if (error instanceof StoreError) return error.message;
  const known = recognised(error);
  if (known.code === 'folder-unusable' || known.code === 'disk-full') {
    return `the data folder cannot be used. ${known.message.replace(/\.$/, '')}. COURSEKEEP_DATA names another.`;
  }
  return known instanceof UnexpectedError ? null : known.message;
}
