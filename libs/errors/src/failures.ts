/** Whose a failure is: `theirs` is mended by whoever called or runs the service, `ours` by nobody but a developer, and
 *  `passing` may be gone the next time. */
export type FailureKind = 'theirs' | 'ours' | 'passing';

/** What a teacher is told a failed backup is about. */
export type FailureConcern = 'room' | 'site' | 'files' | 'storage' | 'course' | 'rights' | 'interrupted' | 'other';

/** What every door and the queue must know of a failure. */
export interface Failure {
  readonly kind: FailureKind;
  readonly concern: FailureConcern;
  /** How often a backup that ends so is tried before it is given up; 1 where a repetition would end the same way. */
  readonly attempts: number;
  /** HTTP status and code of the JSON API; null: its own code. */
  readonly status: number;
  readonly api: string | null;
  /** Moodle's class of exception and its error code. */
  readonly exception: string;
  readonly errorcode: string;
  /** Exit status of the command: 1 it failed, 2 it was called in a way that cannot work. */
  readonly exit: 1 | 2;
  /** What callers over the network are told; null: the error's own message, which holds nothing of the site. */
  readonly said: string | null;
}

const MOODLE_EXCEPTION = 'core\\exception\\moodle_exception';

const theirs = (given: Partial<Failure> = {}): Failure => ({
  kind: 'theirs',
  concern: 'other',
  attempts: 1,
  status: 400,
  api: 'badrequest',
  exception: 'core\\exception\\invalid_parameter_exception',
  errorcode: 'invalidparameter',
  exit: 1,
  said: null,
  ...given,
});
const ours = (given: Partial<Failure> = {}): Failure => ({
  kind: 'ours',
  concern: 'other',
  attempts: 1,
  status: 500,
  api: 'internal',
  exception: MOODLE_EXCEPTION,
  errorcode: 'generalexceptionmessage',
  exit: 1,
  said: 'Something went wrong here. Try again; the administrator finds more in the log.',
  ...given,
});
const passing = (attempts: number, given: Partial<Failure>): Failure => ours({ kind: 'passing', attempts, ...given });

const SITE = {
  concern: 'site' as const,
  status: 503,
  api: 'sitedown',
  exception: 'dml_connection_exception',
  errorcode: 'dbconnectionfailed',
  said: "The site's database cannot be reached at the moment. Try again later.",
};
const SITE_UNREADABLE = {
  concern: 'site' as const,
  status: 503,
  api: 'siteunreadable',
  exception: 'dml_read_exception',
  errorcode: 'dmlreadexception',
  said: "The site's database does not answer as Coursekeep understands it. The administrator finds more in the log.",
};
const STORE = {
  status: 503,
  api: 'storedown',
  exception: 'dml_write_exception',
  errorcode: 'dmlwriteexception',
  said: "Error writing to database: the service's own store cannot be written at the moment. Try again later.",
};
const FILES = {
  concern: 'files' as const,
  status: 503,
  api: 'storagedown',
  exception: 'file_exception',
  errorcode: 'storedfilecannotread',
  said: 'Files cannot be read at the moment. Try again later, or ask the administrator to look into the log.',
};
const STORAGE = { ...FILES, concern: 'storage' as const };
const NO_FILE = { status: 404, api: 'filenotfound', exception: MOODLE_EXCEPTION, errorcode: 'filenotfound' };
const NO_RECORD = { status: 404, exception: 'dml_missing_record_exception', errorcode: 'invalidrecord' };
const FORBIDDEN = {
  concern: 'rights' as const,
  status: 403,
  api: 'nopermissions',
  exception: 'core\\exception\\required_capability_exception',
  errorcode: 'nopermissions',
};

/** A failure that has one code for every door. */
const plain = (code: string) => ({ api: code, exception: MOODLE_EXCEPTION, errorcode: code });

const siteDown = passing(12, SITE);
const siteUnreadable = ours(SITE_UNREADABLE);
/** The administrator has something to set right before the site can be read at all. */
const siteUnusable = theirs({ ...SITE, exit: 1 });
const badConfig = theirs({ ...SITE, exit: 2 });
/** Of an operator's: whoever asks for a backup can do nothing about it. */
const badDefinition = theirs({
  ...SITE_UNREADABLE,
  exit: 2,
  said: 'A definition that was added to Coursekeep is wrong. The administrator finds more in the log.',
});
const badRequest = theirs({ api: null, exit: 2 });
const noCourse = theirs({ ...NO_RECORD, concern: 'course', api: 'courseunknown' });
const diskFull = passing(3, {
  ...FILES,
  concern: 'room',
  api: 'storagefull',
  said: 'There is no room for backups at the moment.',
});
const interrupted = passing(3, { concern: 'interrupted' });
const badFile = theirs({ api: 'badbackup' });

/** Each failure of Coursekeep by its code, once. */
export const FAILURES = {
  'config-unreadable': badConfig,
  'config-missing': badConfig,
  'config-syntax': badConfig,
  'config-invalid': badConfig,
  'config-not-understood': badConfig,
  settings: badConfig,
  usage: badRequest,
  'definition-invalid': badDefinition,
  'schedule-invalid': badRequest,

  'site-no-moodle': siteUnusable,
  'site-too-old': siteUnusable,
  'site-not-understood': siteUnusable,
  'version-unknown': siteUnusable,

  'database-unreachable': siteDown,
  'database-busy': siteDown,
  'database-timeout': siteDown,
  'database-silent': siteDown,
  'database-connection-lost': siteDown,
  'database-closed': siteDown,
  'snapshot-ended': siteDown,
  // A password that is being changed is known to both sides only after a while.
  'database-refused': siteDown,
  'database-missing': siteDown,
  'database-untrusted': siteUnusable,
  'database-not-encrypted': siteUnusable,
  'database-not-read-only': siteUnusable,
  'database-read-only': siteUnreadable,
  'database-lacks': siteUnreadable,
  'database-query': siteUnreadable,
  'query-invalid': siteUnreadable,

  'content-missing': theirs(NO_FILE),
  'content-hash-invalid': theirs(NO_FILE),
  'content-mismatch': ours(FILES),
  'content-changed': passing(3, FILES),
  'content-unreadable': passing(3, FILES),
  'dataroot-unreadable': passing(3, FILES),

  'course-unknown': noCourse,
  'user-unknown': theirs({ ...NO_RECORD, concern: 'rights', api: 'userunknown' }),
  'not-allowed': theirs(FORBIDDEN),
  'bad-format': badRequest,
  'bad-backup-id': badRequest,
  'bad-settings-file': badRequest,
  'bad-setting-value': badRequest,
  'unknown-setting': badRequest,
  'setting-locked': badRequest,
  'unknown-option': badRequest,
  'bad-option-value': badRequest,
  'bad-options': badRequest,
  'unknown-mode': badRequest,
  'transition-refused': ours(),
  'backup-cancelled': theirs({ status: 409, api: 'cancelled' }),
  cancelled: theirs({ status: 409, api: 'cancelled' }),

  'worker-died': interrupted,
  'service-died': interrupted,
  'backup-silent': interrupted,
  'backup-stalled': interrupted,
  'backup-too-long': ours({ concern: 'interrupted' }),
  'finished-with-errors': ours(),

  'archive-entry-invalid': ours(),
  'archive-option-invalid': ours(),
  'archive-size-mismatch': ours(),
  'archive-source-failed': ours(),
  'archive-broken': ours(),
  'spool-misused': ours(),
  'backup-file-exists': theirs({ status: 409, api: 'fileexists' }),
  'backup-file-name-invalid': badRequest,
  'folder-unusable': passing(3, STORAGE),
  'disk-full': diskFull,
  'input-output': passing(6, STORAGE),

  'file-unreadable': badFile,
  'not-an-archive': badFile,
  'not-a-backup': badFile,
  truncated: badFile,
  'archive-damaged': badFile,
  'unsafe-entry': badFile,
  'duplicate-entry': badFile,
  'limit-exceeded': badFile,
  unsupported: badFile,
  'xml-malformed': badFile,
  'xml-forbidden': badFile,
  'not-found': badFile,
  ambiguous: badFile,

  'no-course': badFile,
  'not-a-part': badFile,
  'bad-id': badFile,
  incomplete: badFile,
  'bad-course-name': badRequest,
  'category-unknown': theirs({ ...NO_RECORD, api: 'categoryunknown' }),
  'backup-newer': theirs({ status: 409, ...plain('backupnewer') }),
  'restore-command-unusable': theirs({ ...plain('restoreunavailable'), status: 503, exit: 2 }),
  'restore-unavailable': theirs({ ...plain('restoreunavailable'), status: 503 }),
  'restore-unknown': theirs({ ...NO_RECORD, api: 'restoreunknown' }),
  'restore-failed': theirs({ status: 502, ...plain('restorefailed') }),
  'restore-too-long': theirs({ status: 504, ...plain('restoretoolong'), concern: 'interrupted' }),
  'restore-interrupted': theirs({ status: 502, ...plain('restoreinterrupted'), concern: 'interrupted' }),
  'embedded-address': badConfig,
  'embedded-folder-taken': badConfig,
  'embedded-unreadable': badConfig,
  'embedded-release': badRequest,
  'write-refused': ours(),

  'store-unavailable': passing(6, STORE),
  'store-unsound': passing(6, STORE),
  'store-moved': passing(6, STORE),
  'store-damaged': theirs(STORE),
  'store-newer': theirs(STORE),
  'store-in-use': passing(6, STORE),
  'store-not-taken': theirs(STORE),
  'storage-full': diskFull,
  'storage-unavailable': passing(6, STORAGE),
  'storage-absent': passing(6, STORAGE),
  'storage-other': passing(6, STORAGE),
  'storage-key': ours(STORAGE),
  'not-stored': theirs(NO_FILE),

  'private-address': theirs({ api: 'badwebhook' }),
  'unknown-host': theirs({ api: 'badwebhook' }),
  refused: passing(1, {}),
  timeout: passing(1, {}),
  unreachable: passing(1, {}),

  // The doors of the service.
  'course-closed': theirs({ ...FORBIDDEN, api: 'courseclosed', errorcode: 'errorcoursecontextnotvalid' }),
  'context-unknown': theirs({ ...NO_RECORD, api: 'contextunknown' }),
  'backup-unknown': theirs({ ...NO_RECORD, api: 'backupunknown' }),
  'backup-not-running': theirs({ status: 409, api: 'backupnotrunning' }),
  'file-unknown': theirs(NO_FILE),
  'file-damaged': theirs({ status: 410, concern: 'storage', ...plain('filedamaged') }),
  'schedule-unknown': theirs({ status: 404, ...plain('scheduleunknown') }),
  'schedule-exists': theirs({ status: 409, ...plain('scheduleexists') }),
  'schedule-in-file': theirs({ status: 409, ...plain('scheduleinfile') }),
  'schedule-running': theirs({ status: 409, ...plain('schedulerunning') }),
  'schedule-not-running': theirs({ status: 409, ...plain('schedulenotrunning') }),
  'schedule-user-unknown': theirs({ status: 409, ...plain('scheduleuserunknown') }),
  'backup-pinned': theirs({ status: 409, ...plain('backuppinned') }),
  'backup-held': theirs({ status: 409, ...plain('backupheld') }),
  'backup-unfinished': theirs({ status: 409, ...plain('backupunfinished') }),
  'backup-name-taken': theirs({ status: 409, ...plain('backupnametaken') }),
  'run-unknown': theirs({ status: 404, ...plain('rununknown') }),
  'idempotency-key-reused': theirs({ status: 409, ...plain('idempotencykeyreused') }),
  'idempotency-key-invalid': theirs(plain('idempotencykeyinvalid')),
  'too-many-waiting': theirs({ status: 429, ...plain('toomanywaiting') }),
  'too-many-attempts': theirs({ status: 429, ...plain('toomanyattempts') }),
  'not-signed-in': theirs({ status: 401, ...plain('notsignedin') }),
  'bad-credentials': theirs(plain('badcredentials')),
  'invalid-login': theirs({ status: 401, ...plain('invalidlogin') }),
  'signs-in-elsewhere': theirs({ status: 403, ...plain('signinelsewhere') }),
  'account-restored': theirs({ status: 401, ...plain('restoredaccount') }),
  'account-suspended': theirs({ status: 403, ...plain('suspended') }),
  'account-unconfirmed': theirs({ status: 403, ...plain('unconfirmed') }),
  'password-expired': theirs({ status: 403, ...plain('passwordexpired') }),
  'guest-account': theirs({ status: 403, ...plain('noguest') }),
  'account-without-login': theirs({ status: 403, ...plain('nologin') }),
  'site-in-maintenance': theirs({ status: 503, ...plain('sitemaintenance') }),
  'rest-disabled': theirs({ status: 403, ...plain('restdisabled') }),
  'bad-request': theirs(),
  'json-only': theirs({ status: 415, api: 'jsononly' }),
  'body-too-large': theirs({ status: 413, api: 'bodytoolarge' }),
  'nothing-here': theirs({ status: 404, api: 'notfound' }),

  unexpected: ours(),
} as const satisfies Readonly<Record<string, Failure>>;

export type FailureCode = keyof typeof FAILURES;

/** What the system, a driver or an older version of ours calls a failure that has a code here. */
const OTHER_NAMES: readonly (readonly [RegExp, FailureCode])[] = [
  [/^(ENOSPC|EDQUOT|SQLITE_FULL)$/, 'disk-full'],
  [/^(EIO|EMFILE|ENFILE|ENOMEM|EAGAIN|EBUSY|ETIMEDOUT|ECONNREFUSED|ECONNRESET|EPIPE)$/, 'input-output'],
  [/^(EACCES|EPERM|EROFS)$/, 'folder-unusable'],
  [/^SQLITE_(BUSY|IOERR|READONLY)/, 'store-unavailable'],
  [/^WorkerDied$/, 'worker-died'],
];

/** The code here that a code of anybody stands for; null where it stands for none. */
export function failureCode(code: string): FailureCode | null {
  if (Object.hasOwn(FAILURES, code)) return code as FailureCode;
  const spelled = code.replaceAll('_', '-');
  if (Object.hasOwn(FAILURES, spelled)) return spelled as FailureCode;
  return OTHER_NAMES.find(([pattern]) => pattern.test(code))?.[1] ?? null;
}

/** What is known of a failure by its code; one that nobody here knows is unexpected. */
export function failureByCode(code: string): Failure {
  return FAILURES[failureCode(code) ?? 'unexpected'];
}
