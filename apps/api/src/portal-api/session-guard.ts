import { type CanActivate, createParamDecorator, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { SiteUser } from '@coursekeep/moodle-site';
import { ApiError } from './api-error';
import { noteOutcome } from './api-log';
import { Sessions } from './sessions';

export const sessionCookie = 'coursekeep_session';

/** A request of somebody who has signed in. */
export type SignedInRequest = Request & { siteUser: SiteUser };

/** Lets in who has a session. Rejects with ApiError 401, or 503 while the site is under maintenance. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(@Inject(Sessions) private readonly sessions: Sessions) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const secret = sessionSecret(request);
    const user = secret === null ? null : await this.sessions.user(secret, Date.now());
    if (!user) throw new ApiError('not-signed-in', 'Sign in first.');
    request.siteUser = user;
    noteOutcome(context.switchToHttp().getResponse<Response>(), { userid: user.id });
    return true;
  }
}

/** The user of the session. */
export const CurrentUser = createParamDecorator(
  (_data: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<SignedInRequest>().siteUser,
);

export function sessionSecret(request: Request): string | null {
  return parseCookie(request.headers.cookie ?? '')[sessionCookie] ?? null;
}
