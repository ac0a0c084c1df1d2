/** Names under which Nest injects what is not a class. */
export const SETTINGS = Symbol('Settings');
export const BACKUP_STORAGE = Symbol('BackupStorage');
/** A function that gives the address under which clients reach the service. */
export const PUBLIC_ADDRESS = Symbol('PublicAddress');
/** The secret of this service, from which the tokens are computed that it issues. */
export const SERVICE_SECRET = Symbol('ServiceSecret');
/** What this process counts (`metrics/metrics.ts`). */
export const METRICS = Symbol('Metrics');
/** What the file of schedules says. */
export const SCHEDULE_FILE = Symbol('ScheduleFile');
