import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import { stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { timeZoneOf } from '@coursekeep/backup-engine';
import { isRefusal, type SiteUser } from '@coursekeep/moodle-site';
import { SiteHolder } from '../site/site-holder';
import { PUBLIC_ADDRESS } from '../tokens';
import { callerAddress } from '../webservice/caller-address';
import { Callers } from '../webservice/callers';
import { ApiError } from './api-error';
import { credentials } from './schemas';
import { CurrentUser, sessionCookie, SessionGuard, sessionSecret } from './session-guard';
import { Sessions } from './sessions';
import { SigninThrottle } from './signin-throttle';

/** Signing in and out: `/api/v1/session`. */
@Controller('api/v1/session')
export class SessionController {
  constructor(
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(Callers) private readonly callers: Callers,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(SigninThrottle) private readonly throttle: SigninThrottle,
    @Inject(PUBLIC_ADDRESS) private readonly address: () => Promise<string>,
  ) {}

  @Post()
  @HttpCode(200)
  async signIn(@Body() body: unknown, @Req() request: Request, @Res({ passthrough: true }) response: Response) {
    const given = credentials.safeParse(body);
    if (!given.success) {
      throw new ApiError(400, 'badcredentials', 'Give username and password, or a token, as JSON.');
    }
    const account = 'username' in given.data ? given.data.username : '';
    const attempt = { account, address: callerAddress(request) };
    const wait = await this.throttle.begin(attempt, Date.now());
    if (wait !== null) {
      const minutes = Math.ceil(wait / 60);
      throw new ApiError(429, 'toomanyattempts', `Too many failed sign-ins. Try again in ${minutes} minutes.`, wait);
    }
    const user = await this.userOf(given.data, attempt.address);
    if (!user) throw new ApiError(401, 'invalidlogin', 'Name and password, or the token, do not fit.');
    await this.throttle.succeeded(attempt);
    const session = await this.sessions.begin(user.id, Date.now());
    response.setHeader('Set-Cookie', await this.cookie(session, this.sessions.lifetimeMs / 1000));
    return { user: await this.userView(user), session };
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

  private async userOf(given: z.output<typeof credentials>, address: string): Promise<SiteUser | null> {
    if ('username' in given) return (await this.site.get()).access.signIn(given.username, given.password);
    const holder = await this.callers.holder({ token: given.token, address, door: 'rest' });
    return isRefusal(holder) ? null : holder.user;
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
