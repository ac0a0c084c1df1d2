import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { SiteHolder } from '../site/site-holder';
import { ApiError } from './api-error';
import type { SignedInRequest } from './session-guard';

/** Lets in site administrators only, as the site says at this moment; to stand after SessionGuard. */
@Injectable()
export class AdminGuard implements CanActivate {
  constructor(@Inject(SiteHolder) private readonly site: SiteHolder) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { siteUser } = context.switchToHttp().getRequest<SignedInRequest>();
    const { access } = await this.site.get();
    if (await access.isSiteAdmin(siteUser.id)) return true;
    throw new ApiError('not-allowed', 'Only administrators of the site may do that.');
  }
}
