import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { In, LessThanOrEqual } from 'typeorm';
import { isRefusal, type SiteUser } from '@coursekeep/moodle-site';
import type { Settings } from '../config/settings';
import { SiteHolder } from '../site/site-holder';
import { SessionRow } from '../store/session.entity';
import { Store } from '../store/store';
import { logText } from '@coursekeep/errors';
import { SETTINGS } from '../tokens';
import { signInRefusal } from './sign-in-refusals';

/** Who came in, and by what. */
export interface Entry {
  readonly user: SiteUser;
  /** Of the site's token; null for a password, and for a token that Coursekeep issued. */
  readonly tokenId: number | null;
}

const sweepMs = 60_000;

/** The portal's sessions. The caller keeps the secret, the store only its hash. A session ends with what it began with: when the
 *  password changes, when its token is withdrawn or over, and for good when the account may not come in any more. */
@Injectable()
export class Sessions {
  private readonly log = new Logger(Sessions.name);

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(Store) private readonly store: Store,
    @Inject(SiteHolder) private readonly site: SiteHolder,
  ) {}

  /** Begins a session and resolves with its secret. Sessions that have ended are removed meanwhile. */
  async begin({ user, tokenId }: Entry, now: number): Promise<string> {
    const secret = randomBytes(32).toString('base64url');
    const site = await this.site.key();
    const proof = (await this.proofOf(user.id, tokenId)) ?? '';
    await this.store.write(async (manager) => {
      await manager.delete(SessionRow, { timeexpires: LessThanOrEqual(now) });
      await manager.insert(SessionRow, {
        hash: hashOf(secret),
        site,
        userid: user.id,
        tokenid: tokenId,
        proof,
        timecreated: now,
        timeexpires: now + this.lifetimeMs,
      });
    });
    return secret;
  }

  /** Whose session it is, null where it has ended. One that must end, ends now. Rejects with ApiError while the site is under
   *  maintenance; the session goes on after it. */
  async user(secret: string, now: number): Promise<SiteUser | null> {
    const row = await this.store.read.findOneBy(SessionRow, { hash: hashOf(secret), site: await this.site.key() });
    if (!row || row.timeexpires <= now) return null;
    const { tokens } = await this.site.get();
    const [user, proof] = await Promise.all([
      tokens.userFor(row.userid, 'rest'),
      this.proofOf(row.userid, row.tokenid),
    ]);
    if (proof !== row.proof) {
      await this.end(secret);
      return null;
    }
    if (!isRefusal(user)) return user;
    if (user.errorcode === 'sitemaintenance') throw signInRefusal('maintenance');
    await this.endAllOf([row.userid]);
    return null;
  }

  async end(secret: string): Promise<void> {
    await this.store.write((manager) => manager.delete(SessionRow, { hash: hashOf(secret) }));
  }

  /** Ends the sessions of accounts that may not come in now, used or not: none comes back when a suspension is lifted. */
  @Interval(sweepMs)
  async sweep(): Promise<void> {
    try {
      const rows = await this.store.read.find(SessionRow, { select: { userid: true }, where: await this.here() });
      const ids = [...new Set(rows.map(({ userid }) => userid))];
      if (ids.length === 0) return;
      const standings = await (await this.site.get()).access.standings(ids);
      const out = ids.filter((id) => !standings.get(id)?.mayEnter);
      if (out.length > 0) await this.endAllOf(out);
    } catch (error) {
      this.log.warn(`Sessions could not be looked through: ${logText(error)}`);
    }
  }

  get lifetimeMs(): number {
    return this.settings.sessionHours * 3_600_000;
  }

  private async endAllOf(userids: readonly number[]): Promise<void> {
    const here = await this.here();
    await this.store.write((manager) => manager.delete(SessionRow, { ...here, userid: In(userids) }));
  }

  private async here(): Promise<{ site: string }> {
    return { site: await this.site.key() };
  }

  /** What must stay the same for a session to go on; null where the account or the token is gone. */
  private async proofOf(userid: number, tokenId: number | null): Promise<string | null> {
    const { access, tokens } = await this.site.get();
    const [standings, token] = await Promise.all([
      access.standings([userid]),
      tokenId === null ? '' : tokens.markOf(tokenId),
    ]);
    const password = standings.get(userid)?.passwordMark;
    return password === undefined || token === null ? null : hashOf(`${password} ${token}`);
  }
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
