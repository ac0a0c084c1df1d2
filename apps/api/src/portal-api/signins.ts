import { Inject, Injectable } from '@nestjs/common';
import { CoursekeepError } from '@coursekeep/errors';
import type { Metrics, SigninOutcome } from '../metrics/metrics';
import { SiteHolder } from '../site/site-holder';
import { METRICS } from '../tokens';
import { SigninThrottle } from './signin-throttle';

/** Too many sign-ins have failed under this name, or from this address. */
export class TooManySignins extends CoursekeepError {
  constructor(
    /** After which it may be tried again. */
    readonly seconds: number,
  ) {
    const minutes = Math.ceil(seconds / 60);
    super('too-many-attempts', `Too many failed sign-ins. Try again in ${minutes} minute${minutes === 1 ? '' : 's'}.`);
  }
}

/** What came of a look at somebody's name and password, or token. */
export interface SigninCheck<T> {
  readonly value: T;
  /** They were right, though the account may not come in. */
  readonly isProved: boolean;
}

/** Signing in, whatever the door: counted by name, account and address. */
@Injectable()
export class Signins {
  constructor(
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(SigninThrottle) private readonly throttle: SigninThrottle,
    @Inject(METRICS) private readonly metrics: Metrics,
  ) {}

  /** Looks, and gives what came of it. Null: this account must wait, and is to be answered as if the password were wrong. Tells
   *  `noticed` which account of the site the name means, if any. `name` is null with a token. Rejects with TooManySignins. */
  async attempt<T>(
    { name, address }: { readonly name: string | null; readonly address: string },
    look: () => Promise<SigninCheck<T>>,
    noticed: (username: string | null) => void,
  ): Promise<T | null> {
    const { access } = await this.site.get();
    const user = name === null ? null : await access.accountOf(name);
    noticed(user?.username ?? null);
    const attempt = { name, account: user && `${await this.site.key()} ${user.id}`, address };
    const { wait, isAccountLocked } = await this.throttle.begin(attempt, Date.now());
    const count = (outcome: SigninOutcome) => this.metrics.signins.inc({ outcome });
    if (wait !== null) {
      count('held-off');
      throw new TooManySignins(wait);
    }
    // The look takes its time even where its outcome does not count: nobody can tell by the clock.
    const { value, isProved } = await look();
    count(isAccountLocked ? 'held-off' : isProved ? 'right' : 'wrong');
    if (isAccountLocked) return null;
    if (isProved) await this.throttle.succeeded(attempt);
    return value;
  }
}
