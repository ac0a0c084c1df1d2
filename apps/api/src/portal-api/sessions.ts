import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import type { SiteUser } from '@coursekeep/moodle-site';
import type { Settings } from '../config/settings';
import { SiteHolder } from '../site/site-holder';
import { SessionRow } from '../store/session.entity';
import { Store } from '../store/store';
import { SETTINGS } from '../tokens';

/** The portal's sessions. The caller keeps the secret, the store only its hash. */
@Injectable()
export class Sessions {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(Store) private readonly store: Store,
    @Inject(SiteHolder) private readonly site: SiteHolder,
  ) {}

  /** Begins a session and resolves with its secret. Sessions that have ended are removed meanwhile. */
  async begin(userid: number, now: number): Promise<string> {
    const secret = randomBytes(32).toString('base64url');
    const site = await this.site.key();
    await this.store.write(async (manager) => {
      await manager.delete(SessionRow, { timeexpires: LessThanOrEqual(now) });
      await manager.insert(SessionRow, {
        hash: hashOf(secret),
        site,
        userid,
        timecreated: now,
        timeexpires: now + this.lifetimeMs,
      });
    });
    return secret;
  }

  /** Whose session it is, null where it has ended or the account may no longer sign in. */
  async user(secret: string, now: number): Promise<SiteUser | null> {
    const row = await this.store.read.findOneBy(SessionRow, { hash: hashOf(secret), site: await this.site.key() });
    if (!row || row.timeexpires <= now) return null;
    const user = await (await this.site.get()).access.userById(row.userid);
    return user && mayBeHere(user) ? user : null;
  }

  async end(secret: string): Promise<void> {
    await this.store.write((manager) => manager.delete(SessionRow, { hash: hashOf(secret) }));
  }

  get lifetimeMs(): number {
    return this.settings.sessionHours * 3_600_000;
  }
}

/** An account that was suspended or deleted meanwhile loses its sessions at once. */
function mayBeHere(user: SiteUser): boolean {
  return user.confirmed && !user.suspended && !user.deleted && user.auth !== 'nologin';
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
