import { timingSafeEqual } from 'node:crypto';
import { compare } from 'bcryptjs';
import { encrypt } from 'unixcrypt';

/** A hash that no password has, at the cost that Moodle uses now: to spend the same time on unknown users. */
const nobodysHash = `$6$rounds=10000$coursekeepnobody$${'.'.repeat(86)}`;

/** Moodle's own limit. A longer text is no password and would only cost time. */
const longestPassword = 128;

/** Does the password fit a hash of Moodle (SHA-512 crypt since 4.3, bcrypt before)? Old MD5 hashes and the marks of
 *  accounts without a password never fit. Null stands for an unknown user: takes as long, never fits. `peppers`: the site's
 *  own secrets that a password may have been stored with, the newest first; it may also have been stored without. */
export async function passwordFits(
  password: string,
  hash: string | null,
  peppers: readonly string[] = [],
): Promise<boolean> {
  const known = hash !== null && /^\$(6|2[aby])\$/.test(hash) ? hash : null;
  const tried = password.length > longestPassword ? '' : password;
  let fits = false;
  for (const pepper of [...peppers, '']) {
    fits ||= await textFits(tried + pepper, known ?? nobodysHash);
  }
  return fits && known !== null && tried === password && password !== '';
}

function textFits(text: string, hash: string): Promise<boolean> | boolean {
  return hash.startsWith('$2') ? compare(text, hash) : sha512Fits(text, hash);
}

function sha512Fits(password: string, hash: string): boolean {
  const salt = hash.slice(0, hash.lastIndexOf('$'));
  // More rounds than any Moodle asks for would stop the process for long.
  if (Number(/^\$6\$rounds=(\d+)\$/.exec(salt)?.[1] ?? 5000) > 1_000_000) return false;
  const [computed, stored] = [Buffer.from(encrypt(password, salt)), Buffer.from(hash)];
  return computed.length === stored.length && timingSafeEqual(computed, stored);
}
