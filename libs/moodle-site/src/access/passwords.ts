import { timingSafeEqual } from 'node:crypto';
import { compare } from 'bcryptjs';
import { encrypt } from 'unixcrypt';

/** A hash that no password has, at the cost that Moodle uses now: to spend the same time on unknown users. */
const nobodysHash = `$6$rounds=10000$coursekeepnobody$${'.'.repeat(86)}`;

/** Moodle's own limit. A longer text is no password and would only cost time. */
const longestPassword = 128;

/** Does the password fit a hash of Moodle (SHA-512 crypt since 4.3, bcrypt before)? Old MD5 hashes and the marks of
 *  accounts without a password never fit. Null stands for an unknown user: takes as long, never fits. */
export async function passwordFits(password: string, hash: string | null): Promise<boolean> {
  const known = hash !== null && /^\$(6|2[aby])\$/.test(hash) ? hash : null;
  const tried = password.length > longestPassword ? '' : password;
  const fits = known?.startsWith('$2') ? await compare(tried, known) : sha512Fits(tried, known ?? nobodysHash);
  return fits && known !== null && tried === password && password !== '';
}

function sha512Fits(password: string, hash: string): boolean {
  const salt = hash.slice(0, hash.lastIndexOf('$'));
  // More rounds than any Moodle asks for would stop the process for long.
  if (Number(/^\$6\$rounds=(\d+)\$/.exec(salt)?.[1] ?? 5000) > 1_000_000) return false;
  const [computed, stored] = [Buffer.from(encrypt(password, salt)), Buffer.from(hash)];
  return computed.length === stored.length && timingSafeEqual(computed, stored);
}
