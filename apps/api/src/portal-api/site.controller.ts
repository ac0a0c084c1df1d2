import { Controller, Get, Inject } from '@nestjs/common';
import { SiteHolder } from '../site/site-holder';

/** What anybody may know of the site, before signing in: `/api/v1/site`. Moodle's own sign-in page shows the same. */
@Controller('api/v1/site')
export class SiteController {
  constructor(@Inject(SiteHolder) private readonly site: SiteHolder) {}

  @Get()
  async show() {
    const { access } = await this.site.get();
    return { site: { name: (await access.course(1))?.fullname ?? '' } };
  }
}
