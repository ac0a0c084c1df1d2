import type { FailureCode } from '@coursekeep/errors';
import type { SignInProblem, TokenRefusal } from '@coursekeep/moodle-site';
import { ApiError } from './api-error';

export type SignInRefusal =
  'restored' | 'suspended' | 'unconfirmed' | 'expired' | 'guest' | 'nologin' | 'maintenance' | 'restdisabled';

/** What somebody is told who does not get in, by why. What is not among these is told as `invalidlogin`. */
const refusals: Readonly<Record<SignInRefusal, readonly [code: FailureCode, message: string]>> = {
  restored: [
    'account-restored',
    'This account came with a restored course and has no password yet. Set one on the site with “Lost password?”, then sign in here.',
  ],
  suspended: ['account-suspended', "This account is suspended. The site's administrator can lift that."],
  unconfirmed: [
    'account-unconfirmed',
    'This account is not confirmed yet. Follow the link in the e-mail from the site.',
  ],
  expired: ['password-expired', 'The password of this account has expired. Change it on the site, then sign in here.'],
  guest: ['guest-account', 'The guest account cannot make backups. Sign in with an account of your own.'],
  nologin: ['account-without-login', "This account may not sign in. The site's administrator knows why."],
  maintenance: ['site-in-maintenance', 'The site is under maintenance. Sign in again when that is over.'],
  restdisabled: [
    'rest-disabled',
    'Web services are switched off on this site, so no token is good. Sign in by name and password.',
  ],
};

export function signInRefusal(why: SignInRefusal): ApiError {
  return new ApiError(...refusals[why]);
}

/** Where accounts go that sign in to Moodle by a server that is not Moodle. */
export interface Elsewhere {
  /** Moodle's names of these ways: `ldap`, `saml2` … */
  readonly methods: readonly string[];
  /** The site's page with each user's tokens. */
  readonly tokenPage: string;
}

/** The answer to a wrong password, alike for every name: whether an account exists, and how it signs in, is nobody's business.
 *  Where the site has accounts whose passwords are kept elsewhere, all are told what these must do. */
export function wrongCredentials(elsewhere: Elsewhere): ApiError {
  const hint = elsewhere.methods.length > 0 ? ` ${hintOf(elsewhere)}` : '';
  return new ApiError('invalid-login', `Name and password, or the token, do not fit.${hint}`, {
    elsewhere: elsewhere.methods.length > 0 ? elsewhere : undefined,
  });
}

/** The answer to somebody who has given the right password of an account that signs in elsewhere now. */
export function signsInElsewhere(elsewhere: Elsewhere): ApiError {
  return new ApiError(
    'signs-in-elsewhere',
    `This account signs in to Moodle in another way than by a password of Moodle. Use a token here: ${elsewhere.tokenPage}`,
    { elsewhere },
  );
}

/** Why the site's rules for tokens kept somebody out whose token was right; null where the token was not. */
export function whyOfToken({ errorcode }: TokenRefusal): SignInRefusal | null {
  if (errorcode === 'sitemaintenance') return 'maintenance';
  if (errorcode === 'restdisabled') return 'restdisabled';
  const state = /^wsaccessuser(\w+)$/.exec(errorcode)?.[1] ?? '';
  return Object.hasOwn(refusals, state) ? (state as SignInRefusal) : null;
}

/** The same for a password, as far as it is told in words of its own. */
export function whyOfPassword(problem: SignInProblem): SignInRefusal | null {
  return problem === 'wrong' || problem === 'elsewhere' ? null : problem;
}

function hintOf({ methods, tokenPage }: Elsewhere): string {
  return (
    `If you sign in to Moodle in another way than by a password of Moodle (${methods.join(', ')}), ` +
    `use a token here: ${tokenPage}`
  );
}
