import { randomBytes } from 'node:crypto';

/** A new backup id: 32 hexadecimal digits, not to be guessed. */
export function newBackupId(): string {
  return randomBytes(16).toString('hex');
}
