import { Inject, Injectable } from '@nestjs/common';
import type { SiteUser } from '@coursekeep/moodle-site';
import type { Settings } from '../config/settings';
import { SiteHolder } from '../site/site-holder';
import { SETTINGS } from '../tokens';
import { ScheduleUserUnknown } from './refusals';

/** Under whose rights scheduled backups are made. */
@Injectable()
export class ScheduleUser {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(SiteHolder) private readonly site: SiteHolder,
  ) {}

  /** Rejects with ScheduleUserUnknown. */
  async get(): Promise<SiteUser> {
    const { scheduleUser } = this.settings;
    const site = await this.site.get();
    const user = await (scheduleUser === null
      ? site.access.userById(Number((await site.setting(null, 'siteadmins'))?.split(',')[0] ?? 0))
      : site.access.userByUsername(scheduleUser));
    if (!user || user.deleted || user.suspended) throw new ScheduleUserUnknown(scheduleUser);
    return user;
  }
}
