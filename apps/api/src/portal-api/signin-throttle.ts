import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import type { Settings } from '../config/settings';
import { SigninThrottleRow } from '../store/signin-throttle.entity';
import { Store } from '../store/store';
import { SETTINGS } from '../tokens';

const windowMs = 15 * 60_000;
const addressShare = 5;

/** Who tries to sign in: the account they name (empty with a token) and the address they come from. */
export interface SigninAttempt {
  readonly account: string;
  readonly address: string;
}

/** Counts failed sign-ins by account and by address, in the store, so that several processes agree. */
@Injectable()
export class SigninThrottle {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(Store) private readonly store: Store,
  ) {}

  /** Counts the attempt as failed before anything is checked, so that many at once cannot pass together. Resolves with the
   *  seconds to wait where there were too many, else null. */
  begin(attempt: SigninAttempt, now: number): Promise<number | null> {
    return this.store.write(async (manager) => {
      await manager.delete(SigninThrottleRow, { windowend: LessThanOrEqual(now) });
      let wait: number | null = null;
      for (const { bucket, most } of this.buckets(attempt)) {
        const row = await manager.findOneBy(SigninThrottleRow, { bucket });
        if (row && row.failures >= most) {
          wait = Math.max(wait ?? 0, Math.ceil((row.windowend - now) / 1000));
          continue;
        }
        const windowend = row?.windowend ?? now + windowMs;
        await manager.upsert(SigninThrottleRow, { bucket, failures: (row?.failures ?? 0) + 1, windowend }, ['bucket']);
      }
      return wait;
    });
  }

  /** The attempt was good: it does not count, and the account begins anew. */
  async succeeded(attempt: SigninAttempt): Promise<void> {
    await this.store.write(async (manager) => {
      const [address, account] = this.buckets(attempt);
      if (account) await manager.delete(SigninThrottleRow, { bucket: account.bucket });
      if (address) await manager.decrement(SigninThrottleRow, { bucket: address.bucket }, 'failures', 1);
    });
  }

  private buckets({ account, address }: SigninAttempt): { bucket: string; most: number }[] {
    const most = this.settings.signinFailures;
    const buckets = [{ bucket: hash(`address ${address}`), most: most * addressShare }];
    if (account !== '') buckets.push({ bucket: hash(`account ${account.toLowerCase()}`), most });
    return buckets;
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
