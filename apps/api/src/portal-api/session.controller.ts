import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import { stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { timeZoneOf } from '@coursekeep/backup-engine';
import { isRefusal, type SiteUser, type TokenRefusal } from '@coursekeep/moodle-site';
import { SiteHolder } from '../site/site-holder';
import { PUBLIC_ADDRESS } from '../tokens';
import { callerAddress } from '../webservice/caller-address';
import { Callers } from '../webservice/callers';
import { ApiError } from './api-error';
import { noteOutcome } from './api-log';
import { credentials } from './schemas';
import { CurrentUser, sessionCookie, SessionGuard, sessionSecret } from './session-guard';
import { type Entry, Sessions } from './sessions';
import {
  type Elsewhere,
  signInRefusal,
  signsInElsewhere,
  whyOfPassword,
  whyOfToken,
  wrongCredentials,
} from './sign-in-refusals';
import { type SigninCheck, Signins } from './signins';

/** Signing in and out: `/api/v1/session`. */
@Controller('api/v1/session')
export class SessionController {
  constructor(
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(Callers) private readonly callers: Callers,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Signins) private readonly signins: Signins,
    @Inject(PUBLIC_ADDRESS) private readonly address: () => Promise<string>,
  ) {}

  @Post()
  @HttpCode(200)
  async signIn(@Body() body: unknown, @Req() request: Request, @Res({ passthrough: true }) response: Response) {
    const given = credentials.safeParse(body);
    if (!given.success) {
      throw new ApiError('bad-credentials', 'Give username and password, or a token, as JSON.');
    }
    const entry = await this.enter(given.data, callerAddress(request), response);
    noteOutcome(response, { userid: entry.user.id });
    const session = await this.sessions.begin(entry, Date.now());
    response.setHeader('Set-Cookie', await this.cookie(session, this.sessions.lifetimeMs / 1000));
    return { user: await this.userView(entry.user), session };
  }

  @Get()
  @UseGuards(SessionGuard)
  async show(@CurrentUser() user: SiteUser) {
    const site = await this.site.get();
    const name = (await site.access.course(1))?.fullname ?? '';
    const { config, release } = site;
    const timezone = await timeZoneOf(site, user);
    return { user: await this.userView(user), site: { name, wwwroot: config.wwwroot, release, timezone } };
  }

  @Delete()
  @HttpCode(204)
  async signOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const secret = sessionSecret(request);
    if (secret !== null) await this.sessions.end(secret);
    response.setHeader('Set-Cookie', await this.cookie('', 0));
  }

  /** Who comes in, and by what. Rejects with ApiError, or TooManySignins. */
  private async enter(given: Credentials, address: string, response: Response): Promise<Entry> {
    const isNamed = 'username' in given;
    const entry = await this.signins.attempt(
      { name: isNamed ? given.username : null, address },
      () => (isNamed ? this.byPassword(given) : this.byToken(given.token, address)),
      (username) => noteOutcome(response, { account: username }),
    );
    if (entry !== null && !(entry instanceof ApiError)) return entry;
    throw entry ?? wrongCredentials(await this.elsewhere());
  }

  private async byPassword({ username, password }: NamedCredentials): Promise<SigninCheck<Entry | ApiError>> {
    const site = await this.site.get();
    const outcome = await site.access.checkPassword(username, password);
    if (!outcome.user) {
      if (outcome.problem === 'elsewhere') return { value: signsInElsewhere(await this.elsewhere()), isProved: true };
      const why = whyOfPassword(outcome.problem);
      const isProved = why !== null && why !== 'restored';
      return { value: why ? signInRefusal(why) : wrongCredentials(await this.elsewhere()), isProved };
    }
    if (outcome.isGuest) return { value: signInRefusal('guest'), isProved: true };
    const user = await site.tokens.userFor(outcome.user.id, 'rest');
    const value = isRefusal(user) ? refusalOf(user) : { user, tokenId: null };
    return { value, isProved: true };
  }

  private async byToken(token: string, address: string): Promise<SigninCheck<Entry | ApiError>> {
    const holder = await this.callers.holder({ token, address, door: 'rest' });
    if (!isRefusal(holder)) return { value: { user: holder.user, tokenId: holder.tokenId || null }, isProved: true };
    return { value: refusalOf(holder), isProved: false };
  }

  private async elsewhere(): Promise<Elsewhere> {
    const { access, config } = await this.site.get();
    return { methods: await access.loginsElsewhere(), tokenPage: `${config.wwwroot}/user/managetoken.php` };
  }

  private async userView(user: SiteUser) {
    const siteadmin = await (await this.site.get()).access.isSiteAdmin(user.id);
    const { id, username, firstname, lastname } = user;
    return { id, username, fullname: `${firstname} ${lastname}`, siteadmin };
  }

  private async cookie(value: string, maxAge: number): Promise<string> {
    const secure = (await this.address()).startsWith('https:');
    return stringifySetCookie({
      name: sessionCookie,
      value,
      maxAge,
      secure,
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
    });
  }
}

/** A token never learns where others must go: it needs no password. */
function refusalOf(refusal: TokenRefusal): ApiError {
  const why = whyOfToken(refusal);
  return why ? signInRefusal(why) : wrongCredentials({ methods: [], tokenPage: '' });
}

type Credentials = z.output<typeof credentials>;
type NamedCredentials = Extract<Credentials, { username: string }>;
