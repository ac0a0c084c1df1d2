import { Inject, Injectable } from '@nestjs/common';
import {
  isRefusal,
  type SiteUser,
  type TokenHolder,
  type TokenRefusal,
  type TokenRequest,
} from '@coursekeep/moodle-site';
import { SiteHolder } from '../site/site-holder';
import { IssuedTokens } from './issued-tokens';

/** Who calls: the holders of the site's own tokens and keys, and of those that Coursekeep issued. */
@Injectable()
export class Callers {
  constructor(
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(IssuedTokens) private readonly issued: IssuedTokens,
  ) {}

  /** The holder of a token, after all of Moodle's checks; the site's tokens come first. A refusal is a value. */
  async holder(request: TokenRequest): Promise<TokenHolder | TokenRefusal> {
    const { tokens } = await this.site.get();
    const answer = await tokens.authenticate(request);
    if (!isRefusal(answer) || answer.errorcode !== 'invalidtoken' || !request.token) return answer;
    const issued = await this.issued.ofService(request.token);
    if (!issued) return answer;
    const validUntil = Math.floor(issued.timeexpires / 1000);
    return tokens.admit({ userId: issued.userid, serviceId: issued.serviceid, validUntil }, request);
  }

  /** The owner of a key for tokenpluginfile.php. */
  async keyHolder(key: string, address: string): Promise<SiteUser | TokenRefusal> {
    const { tokens } = await this.site.get();
    const answer = await tokens.keyHolder(key, address);
    if (!isRefusal(answer) || answer.errorcode !== 'invalidkey') return answer;
    const issued = await this.issued.ofFiles(key);
    return issued ? tokens.userFor(issued.userid, 'file') : answer;
  }
}
