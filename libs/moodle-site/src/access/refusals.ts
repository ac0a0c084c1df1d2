import type { TokenRefusal } from './site-tokens';

const moodleException = 'core\\exception\\moodle_exception';

/** What Moodle answers where it refuses a caller. */
export const refusals = {
  /** Not an answer of the protocol: Moodle sends 403 with an empty body when web services or REST are off. */
  restDisabled: refusal('', 'restdisabled', 'Web services or the REST protocol are switched off on this site.'),
  missingToken: refusal(moodleException, 'missingparam', 'A required parameter (token) was missing'),
  invalidToken: refusal(moodleException, 'invalidtoken', 'Invalid token - token not found'),
  invalidKey: refusal(moodleException, 'invalidkey', 'Incorrect key'),
  access: refusal('webservice_access_exception', 'accessexception', 'Access control exception'),
  maintenance: refusal(
    moodleException,
    'sitemaintenance',
    'The site is undergoing maintenance and is currently not available',
  ),
  missingUser: refusal(
    'dml_missing_record_exception',
    'invalidrecord',
    "Can't find data record in database table user.",
  ),
} as const;

/** Why an account may not call. */
export type AccountProblem = 'deleted' | 'unconfirmed' | 'suspended' | 'expired' | 'nologin';

const accountWords: Readonly<Record<AccountProblem, string>> = {
  deleted: 'deleted',
  unconfirmed: 'unconfirmed',
  suspended: 'suspended',
  expired: 'password expired',
  nologin: 'nologin authentication',
};

/** The answer about an account, in the words of each of Moodle's two doors. */
export function accountRefusal(door: 'rest' | 'file', problem: AccountProblem, username: string): TokenRefusal {
  const code = `wsaccessuser${problem}`;
  if (door === 'rest')
    return refusal(
      moodleException,
      code,
      `Refused web service access for ${accountWords[problem]} username: ${username}`,
    );
  if (problem === 'unconfirmed') return refusal(moodleException, 'usernotconfirmed', `Could not confirm ${username}`);
  return refusal(moodleException, code, `error/${code}`);
}

function refusal(exception: string, errorcode: string, message: string): TokenRefusal {
  return { exception, errorcode, message };
}
