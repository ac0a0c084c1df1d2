import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LessThanOrEqual, MoreThan } from 'typeorm';
import { normalUserName } from '@coursekeep/moodle-site';
import type { Settings } from '../config/settings';
import { SigninThrottleRow } from '../store/signin-throttle.entity';
import { Store } from '../store/store';
import { SETTINGS } from '../tokens';

const windowMs = 15 * 60_000;
const addressShare = 5;

/** Who tries to sign in. */
export interface SigninAttempt {
  /** The name as it was given; null with a token. */
  readonly name: string | null;
  /** The account that it means, as a text of its own for each account of each site; null where there is none. An account that
   *  has several names (an e-mail address) has one count. */
  readonly account: string | null;
  readonly address: string;
}

/** Whether an attempt is let through. */
export interface Admission {
  /** Seconds to wait, where the name or the address failed too often; else null. */
  readonly wait: number | null;
  /** The account behind the name failed too often, under whatever names. To say so of a name that has not failed itself would
   *  tell that both are of one account. */
  readonly isAccountLocked: boolean;
}

/** Counts failed sign-ins by name, by account and by address, in the store, so that several processes agree. */
@Injectable()
export class SigninThrottle {
  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'signinFailures'>,
    @Inject(Store) private readonly store: Store,
  ) {}

  /** Counts the attempt as failed before anything is checked, so that many at once cannot pass together. */
  begin(attempt: SigninAttempt, now: number): Promise<Admission> {
    return this.store.write(async (manager) => {
      // A window that ends later than one can was begun before the clock was set back.
      await manager.delete(SigninThrottleRow, { windowend: LessThanOrEqual(now) });
      await manager.delete(SigninThrottleRow, { windowend: MoreThan(now + windowMs) });
      let wait: number | null = null;
      let isAccountLocked = false;
      for (const { kind, bucket, most } of this.buckets(attempt)) {
        const row = await manager.findOneBy(SigninThrottleRow, { bucket });
        if (row && row.failures >= most) {
          if (kind === 'account') isAccountLocked = true;
          else wait = Math.max(wait ?? 0, Math.ceil((row.windowend - now) / 1000));
          continue;
        }
        const windowend = row?.windowend ?? now + windowMs;
        await manager.upsert(SigninThrottleRow, { bucket, failures: (row?.failures ?? 0) + 1, windowend }, ['bucket']);
      }
      return { wait, isAccountLocked };
    });
  }

  /** The attempt was good: it does not count, and name and account begin anew. */
  async succeeded(attempt: SigninAttempt): Promise<void> {
    await this.store.write(async (manager) => {
      for (const { kind, bucket } of this.buckets(attempt)) {
        if (kind === 'address') await manager.decrement(SigninThrottleRow, { bucket }, 'failures', 1);
        else await manager.delete(SigninThrottleRow, { bucket });
      }
    });
  }

  private buckets({ name, account, address }: SigninAttempt): Bucket[] {
    const most = this.settings.signinFailures;
    const named = name === null ? null : normalUserName(name);
    const all = [
      { kind: 'address' as const, text: address, most: most * addressShare },
      { kind: 'name' as const, text: named, most },
      { kind: 'account' as const, text: account, most },
    ];
    return all.flatMap(({ kind, text, most }) =>
      text === null ? [] : [{ kind, bucket: hash(`${kind} ${text}`), most }],
    );
  }
}

interface Bucket {
  readonly kind: 'address' | 'name' | 'account';
  readonly bucket: string;
  readonly most: number;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
