import type { DataSource } from 'typeorm';
import { serviceVersion } from '../service-version';
import { BackupRow } from './backup.entity';
import { IdempotencyRow } from './idempotency.entity';
import { IssuedTokenRow } from './issued-token.entity';
import { FirstTables1732320000000 } from './migrations/1732320000000-first-tables';
import { ForIntegrators1732400000000 } from './migrations/1732400000000-for-integrators';
import { IssuedTokens1732500000000 } from './migrations/1732500000000-issued-tokens';
import { Receipts1732700000000 } from './migrations/1732700000000-receipts';
import { SessionProof1732600000000 } from './migrations/1732600000000-session-proof';
import { RestoreRow } from './restore.entity';
import { Restores1733500000000 } from './migrations/1733500000000-restores';
import { SessionRow } from './session.entity';
import { SigninThrottleRow } from './signin-throttle.entity';
import { KnownStorageRow } from './known-storage.entity';
import { StoredFiles1732800000000 } from './migrations/1732800000000-stored-files';
import { Turns1732900000000 } from './migrations/1732900000000-turns';
import { Schedules1733000000000 } from './migrations/1733000000000-schedules';
import { Retention1733100000000 } from './migrations/1733100000000-retention';
import { AuditRow } from './audit.entity';
import { RemovedBackupRow } from './removed-backup.entity';
import { ScheduleRow } from './schedule.entity';
import { ScheduleCourseRow } from './schedule-course.entity';
import { ScheduleResultRow } from './schedule-result.entity';
import { ScheduleRunRow } from './schedule-run.entity';
import { StoreNewer } from './store-errors';
import { TaskRow } from './task.entity';
import { WebhookDeliveryRow } from './webhook-delivery.entity';
import { StoreWriterRow } from './writer.entity';

/** The tables of the store. */
export const entities = [
  BackupRow,
  TaskRow,
  SessionRow,
  SigninThrottleRow,
  IdempotencyRow,
  WebhookDeliveryRow,
  IssuedTokenRow,
  StoreWriterRow,
  KnownStorageRow,
  ScheduleRow,
  ScheduleRunRow,
  ScheduleResultRow,
  ScheduleCourseRow,
  RestoreRow,
  RemovedBackupRow,
  AuditRow,
];

/** How they came to be, oldest first. */
export const migrations = [
  FirstTables1732320000000,
  ForIntegrators1732400000000,
  IssuedTokens1732500000000,
  SessionProof1732600000000,
  Receipts1732700000000,
  StoredFiles1732800000000,
  Turns1732900000000,
  Schedules1733000000000,
  Restores1733500000000,
  Retention1733100000000,
];

/** Rejects with StoreNewer where the store has been changed by a version that knows more than this one. Writes nothing. */
export async function checkVersion(source: DataSource): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    if (!(await runner.hasTable('migrations'))) return;
    const done: { name: string }[] = await runner.query('SELECT name FROM migrations ORDER BY timestamp, id');
    const known = new Set(migrations.map(({ name }) => name));
    const unknown = done.map(({ name }) => name).filter((name) => !known.has(name));
    if (unknown.length === 0) return;
    throw new StoreNewer('store-newer', newerText(unknown, await lastVersion(() => runner.query(newestWriter))));
  } finally {
    await runner.release();
  }
}

const newestWriter = 'SELECT version FROM store_writer ORDER BY timestarted DESC LIMIT 1';

/** Which version wrote the store last, as far as this one can read it. */
async function lastVersion(ask: () => Promise<{ version: string }[]>): Promise<string | null> {
  const rows = await ask().catch(() => []);
  return rows[0]?.version ?? null;
}

function newerText(unknown: readonly string[], version: string | null): string {
  return (
    `The store is of a newer version of Coursekeep${version === null ? '' : ` (${version})`}: this one, ${serviceVersion()}, ` +
    `does not know its change ${unknown.join(', ')}. Start the newer version, put back a copy of the store from before the ` +
    'upgrade, or choose another folder with COURSEKEEP_DATA. Nothing was changed.'
  );
}
