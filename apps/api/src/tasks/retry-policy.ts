/** What is known of an error that ended an attempt. */
export interface Failure {
  /** The error's class (`SiteDatabaseError`). */
  readonly name: string;
  /** Its code for programs, and the system's (`ENOSPC`) where one of its causes has one. */
  readonly codes: readonly string[];
  /** For people. */
  readonly message: string;
}

/** Kinds of failure that may pass, and how often a task is tried before it is given up. The first that fits counts; what
 *  fits none would fail again and is given up at once. */
const passing: readonly { readonly name?: string; readonly code?: RegExp; readonly attempts: number }[] = [
  { name: 'SiteDatabaseError', attempts: 12 },
  { code: /^(ENOSPC|EDQUOT|SQLITE_FULL|storage-full)$/, attempts: 3 },
  { name: 'ContentUnreadable', attempts: 3 },
  { name: 'StorageUnavailable', attempts: 6 },
  { code: /^(EIO|EMFILE|ENFILE|ENOMEM|EAGAIN|EBUSY|ETIMEDOUT|ECONNREFUSED|ECONNRESET|EPIPE)$/, attempts: 6 },
  { code: /^SQLITE_(BUSY|IOERR|READONLY)/, attempts: 6 },
  { code: /^(EACCES|EPERM|EROFS)$/, attempts: 3 },
  { name: 'StoreUnavailable', attempts: 6 },
  { name: 'StoreUnsound', attempts: 6 },
  { name: 'WorkerDied', attempts: 3 },
  { name: 'BackupSilent', attempts: 3 },
  { name: 'BackupStalled', attempts: 3 },
];

const longestMs = 600_000;

/** How many milliseconds to wait before the next attempt, null where the task is to be given up. */
export function retryDelay(failure: Failure, attempts: number, firstSeconds: number): number | null {
  const kind = passing.find(
    ({ name, code }) => name === failure.name || (code && failure.codes.some((each) => code.test(each))),
  );
  if (!kind || attempts >= kind.attempts) return null;
  return Math.min(firstSeconds * 1000 * 2 ** (attempts - 1), longestMs);
}

/** What is known of an error, its causes included. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: 'Error', codes: [], message: String(error) };
  const codes: string[] = [];
  for (let each: unknown = error; each instanceof Error && codes.length < 10; each = each.cause) {
    if ('code' in each && typeof each.code === 'string') codes.push(each.code);
  }
  return { name: error.name, codes, message: explain(error, codes) };
}

/** The system's own messages are for developers; these are the ones that people meet. */
function explain(error: Error, codes: readonly string[]): string {
  const isOfTheSystem = error.name === 'Error' || error.name === 'QueryFailedError';
  if (isOfTheSystem && codes.some((code) => /^(ENOSPC|EDQUOT|SQLITE_FULL)$/.test(code))) {
    return 'The disk is full: make room in the data folder.';
  }
  return error.message;
}
