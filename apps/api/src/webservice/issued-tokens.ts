import { createHash, createHmac, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LessThanOrEqual, MoreThan } from 'typeorm';
import { SiteHolder } from '../site/site-holder';
import { IssuedTokenRow } from '../store/issued-token.entity';
import { Store } from '../store/store';
import { SERVICE_SECRET } from '../tokens';

/** Stands in the place of a service for the key of tokenpluginfile.php, which belongs to none. */
const fileKey = 0;

const keySeconds = 12 * 7 * 86_400;

/** Tokens and keys that Coursekeep issues where Moodle would write one into its database. They have Moodle's form, are good
 *  for this service only, end after a while, and each use goes through all of the site's checks. The store has their hashes, the
 *  data folder the secret: only both together give a token. */
@Injectable()
export class IssuedTokens {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(SERVICE_SECRET) private readonly secret: string,
  ) {}

  /** The user's token for a service: the one that was issued before while it holds, else a new one. 32 hexadecimal digits. */
  forService(userid: number, serviceid: number, seconds: number): Promise<string> {
    return this.issue(userid, serviceid, seconds);
  }

  /** The user's key for tokenpluginfile.php; it holds as long as the site's tokens do by default. */
  forFiles(userid: number): Promise<string> {
    return this.issue(userid, fileKey, keySeconds);
  }

  /** Whose token it is, and for which service; null for a text that is none, a key for files, or a token that has ended. */
  async ofService(token: string): Promise<IssuedTokenRow | null> {
    const row = await this.find(token);
    return row && row.serviceid !== fileKey ? row : null;
  }

  /** Whose key for files it is. */
  async ofFiles(key: string): Promise<IssuedTokenRow | null> {
    const row = await this.find(key);
    return row?.serviceid === fileKey ? row : null;
  }

  private async find(token: string): Promise<IssuedTokenRow | null> {
    if (!/^[0-9a-f]{32}$/.test(token)) return null;
    return this.store.read.findOneBy(IssuedTokenRow, {
      site: await this.site.key(),
      hash: hashOf(token),
      timeexpires: MoreThan(Date.now()),
    });
  }

  private async issue(userid: number, serviceid: number, seconds: number): Promise<string> {
    const site = await this.site.key();
    const now = Date.now();
    const known = await this.store.read.findOneBy(IssuedTokenRow, { site, userid, serviceid });
    if (known && known.timeexpires > now && this.isOfSecret(known)) return this.token(known);
    return this.store.write(async (manager) => {
      await manager.delete(IssuedTokenRow, { timeexpires: LessThanOrEqual(now) });
      const other = await manager.findOneBy(IssuedTokenRow, { site, userid, serviceid });
      if (other && this.isOfSecret(other)) return this.token(other);
      const row = { site, userid, serviceid, nonce: randomBytes(16).toString('hex') };
      const token = this.token(row);
      const times = { timecreated: now, timeexpires: now + seconds * 1000 };
      await manager.upsert(IssuedTokenRow, { ...row, hash: hashOf(token), ...times }, ['site', 'userid', 'serviceid']);
      return token;
    });
  }

  /** False for what was issued under another secret: nobody can compute that any more. */
  private isOfSecret(row: IssuedTokenRow): boolean {
    return hashOf(this.token(row)) === row.hash;
  }

  private token({
    site,
    userid,
    serviceid,
    nonce,
  }: Omit<IssuedTokenRow, 'hash' | 'timecreated' | 'timeexpires'>): string {
    const text = ['issued token', site, userid, serviceid, nonce].join('\n');
    return createHmac('sha256', this.secret).update(text).digest('hex').slice(0, 32);
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
