import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LessThanOrEqual, MoreThan, type EntityManager } from 'typeorm';
import { Refusal } from '../backups/refusals';
import type { Settings } from '../config/settings';
import { IdempotencyRow } from '../store/idempotency.entity';
import { SETTINGS } from '../tokens';

const hourMs = 3_600_000;

/** Whose key it is, and what was asked for with it. */
export interface KeyedRequest {
  readonly site: string;
  readonly userid: number;
  readonly key: string;
  /** All that must be the same for the request to be the same. */
  readonly request: unknown;
}

/** The key stands for another request of the same user. */
export class IdempotencyKeyReused extends Refusal {
  constructor() {
    super(
      'idempotency-key-reused',
      'This Idempotency-Key was used for a backup with another course or other options. Use a new key for a new request.',
    );
  }
}

export class IdempotencyKeyInvalid extends Refusal {
  constructor() {
    super('idempotency-key-invalid', 'An Idempotency-Key has 1 to 255 visible ASCII characters, without blanks.');
  }
}

/** The keys with which callers mark a request that they may have to send twice. */
@Injectable()
export class IdempotencyKeys {
  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'idempotencyHours'>) {}

  /** Resolves with the id of the backup that the key stands for: `backupid` where it stood for none, and from now on it does.
   *  Of several transactions at once, in several processes, one begins the backup. Rejects with IdempotencyKeyReused. */
  async claim(manager: EntityManager, given: KeyedRequest, backupid: string, now: number): Promise<string> {
    const longest = this.settings.idempotencyHours * hourMs;
    await manager.delete(IdempotencyRow, { timeexpires: LessThanOrEqual(now) });
    // A clock that was set back by hours makes keys last longer; one that was years ahead does not make them last for ever.
    await manager.delete(IdempotencyRow, { timeexpires: MoreThan(now + longest + 24 * hourMs) });
    const hash = sha256([given.site, given.userid, given.key]);
    const request = sha256(given.request);
    const timeexpires = now + longest;
    await manager
      .createQueryBuilder()
      .insert()
      .into(IdempotencyRow)
      .values({ hash, request, backupid, timeexpires })
      .orIgnore()
      .execute();
    const kept = await manager.findOneByOrFail(IdempotencyRow, { hash });
    if (kept.request !== request) throw new IdempotencyKeyReused();
    return kept.backupid;
  }
}

/** The key of a request as it came in its header, null where there is none. Throws IdempotencyKeyInvalid. */
export function idempotencyKey(header: string | readonly string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(header)) throw new IdempotencyKeyInvalid();
  return header;
}

function sha256(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
