import { WsException } from './ws-exception';

const INVALID_PARAMETER = 'core\\exception\\invalid_parameter_exception';
const INVALID_RESPONSE = 'core\\exception\\invalid_response_exception';
const MISSING_RECORD = 'dml_missing_record_exception';

const moodle = (errorcode: string, message: string, more: { debuginfo?: string; status?: number } = {}) =>
  new WsException({ errorcode, message, ...more });

/** Every refusal of the web services, in Moodle's words; each is written here and nowhere else.
 *  Source: webservices.md, the tables of 1.2, 2 and 4. Where REST and the file scripts differ there are two constructors. */
export const WsExceptions = {
  /** No, empty or unknown token; also a token that has just been deleted. */
  invalidToken: () => moodle('invalidtoken', 'Invalid token - token not found'),
  /** Expired or IP-restricted token, service off, function not in the service, user not listed, `webservice/rest:use` missing … */
  access: (debuginfo?: string) =>
    new WsException({
      exceptionClass: 'webservice_access_exception',
      errorcode: 'accessexception',
      message: 'Access control exception',
      debuginfo,
    }),
  invalidParameter: (debuginfo?: string) =>
    new WsException({
      exceptionClass: INVALID_PARAMETER,
      errorcode: 'invalidparameter',
      message: 'Invalid parameter value detected',
      debuginfo,
    }),
  invalidResponse: (debuginfo?: string) =>
    new WsException({
      exceptionClass: INVALID_RESPONSE,
      errorcode: 'invalidresponse',
      message: 'Invalid response value detected',
      debuginfo,
    }),
  /** A record that the call needs is not there. */
  missingRecord: (table: string) =>
    new WsException({
      exceptionClass: MISSING_RECORD,
      errorcode: 'invalidrecord',
      message: `Can't find data record in database table ${table}.`,
    }),
  unknownFunction: () => WsExceptions.missingRecord('external_functions'),
  userSuspended: (username: string) => refusedUser('suspended', 'suspended', username),
  userUnconfirmed: (username: string) => refusedUser('unconfirmed', 'unconfirmed', username),
  userNoLogin: (username: string) => refusedUser('nologin', 'nologin authentication', username),
  userDeleted: (username: string) => refusedUser('deleted', 'deleted', username),
  userPasswordExpired: (username: string) => refusedUser('expired', 'password expired', username),
  maintenance: () => moodle('sitemaintenance', 'The site is undergoing maintenance and is currently not available'),
  /** `capabilityName` is the capability's name for people, e.g. `Backup courses` for `moodle/backup:backupcourse`. */
  noPermissions: (capabilityName: string) =>
    new WsException({
      exceptionClass: 'core\\exception\\required_capability_exception',
      errorcode: 'nopermissions',
      message: `Sorry, but you do not currently have permissions to do that (${capabilityName}).`,
    }),
  /** The course is hidden from the caller or the caller is not enrolled; `reason` is the inner exception's message. */
  courseNotAccessible: (courseId: number, reason = 'Course or activity not accessible.') =>
    moodle(
      'errorcoursecontextnotvalid',
      `You cannot execute functions in the course context (course id:${courseId}). The context error message was: ${reason}`,
    ),
  /** The token is bound to a context that the call is outside of. */
  restrictedContext: () =>
    new WsException({
      exceptionClass: 'core_external\\restricted_context_exception',
      errorcode: 'restrictedcontextexception',
      message: 'Sorry, execution of external function violates context restriction.',
    }),
  /** The user must change the password before anything else. */
  forcedPasswordChange: () => moodle('forcepasswordchangenotice', 'You must change your password to proceed.'),
  /** The user has not agreed to the site's policy; `url` is where to do so. */
  policyNotAgreed: (url: string) => moodle('sitepolicynotagreed', `Site policy not agreed: ${url}`),
  /** A value that a function itself refuses, e.g. an unknown option. */
  invalidExternalParameter: (name: string) => moodle('invalidextparam', `Invalid external api parameter: ${name}`),
  /** The backup id is unknown to `core_backup_get_async_backup_links_backup`. */
  backupNotExisting: () =>
    new WsException({
      exceptionClass: 'backup_dbops_exception',
      errorcode: 'backup_controller_dbops_nonexisting',
      message: 'error/backup_controller_dbops_nonexisting',
    }),
  /** The site's database does not answer. */
  databaseUnavailable: (cause?: unknown) =>
    new WsException({
      exceptionClass: 'dml_connection_exception',
      errorcode: 'dbconnectionfailed',
      message: 'Error: Database connection failed. Try again later.',
      cause,
    }),
  /** Something failed inside; the caller learns no more than that. */
  internal: (cause?: unknown) =>
    new WsException({
      errorcode: 'generalexceptionmessage',
      message:
        'Exception - the server could not complete the request. Try again; if it fails again, ask the administrator to look into the log.',
      cause,
    }),

  /** pluginfile, token.php: a parameter that must be given. */
  missingParam: (name: string) => moodle('missingparam', `A required parameter (${name}) was missing`),
  fileUserSuspended: () => moodle('wsaccessusersuspended', 'error/wsaccessusersuspended'),
  fileUserNoLogin: () => moodle('wsaccessusernologin', 'error/wsaccessusernologin'),
  /** pluginfile and token.php: the account is not confirmed. */
  userNotConfirmed: (username: string) => moodle('usernotconfirmed', `Could not confirm ${username}`),
  fileNotFound: () => moodle('filenotfound', 'Sorry, the requested file could not be found', { status: 404 }),
  /** No file path in the address. */
  invalidArgumentsOrConfiguration: () =>
    moodle('invalidargorconf', 'No valid arguments supplied or incorrect server configuration'),
  /** A file path that cannot be one. */
  invalidArguments: () => moodle('invalidarguments', 'No valid arguments supplied'),
  /** tokenpluginfile: unknown key. Moodle shows an HTML page with status 404; here the same in JSON. */
  invalidKey: () => moodle('invalidkey', 'Incorrect key', { status: 404 }),

  webServicesDisabled: () => moodle('enablewsdescription', 'Web services must be enabled in Advanced features.'),
  /** `hint`: what else may help, as a sentence. */
  invalidLogin: (hint?: string) => moodle('invalidlogin', `Invalid login, please try again${hint ? `. ${hint}` : ''}`),
  serviceNotAvailable: () =>
    moodle('servicenotavailable', "Web service is not available. (It doesn't exist or might be disabled.)"),
  noGuest: () => moodle('noguest', 'No guests here!'),
  restoredAccount: () =>
    moodle('restoredaccountresetpassword', 'Restored account requires password reset before getting a token'),
  passwordExpired: () =>
    moodle('passwordisexpired', 'Your password has expired. Please login to the site to change it.'),
  userNotAllowed: () => moodle('usernotallowed', 'The user is not allowed for this service.'),
  invalidTimedToken: () => moodle('invalidtimedtoken', 'Invalid token - token expired'),
  invalidIpToken: () => moodle('invalidiptoken', 'Invalid token - your IP is not supported'),
  missingRequiredCapability: (capability: string) =>
    moodle('missingrequiredcapability', `The capability ${capability} is required.`),
  cannotCreateToken: () =>
    moodle('cannotcreatetoken', 'You do not have the permission to create a token for this service.'),
  /** Too many attempts to sign in (not in Moodle's own table of token.php). */
  tooManyAttempts: (seconds: number) =>
    moodle('toomanyloginattempts', `Too many attempts to sign in. Try again in ${seconds} seconds.`),
} as const;

function refusedUser(code: string, why: string, username: string): WsException {
  return moodle(`wsaccessuser${code}`, `Refused web service access for ${why} username: ${username}`);
}
