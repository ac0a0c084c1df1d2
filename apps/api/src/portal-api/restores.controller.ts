import { Body, Controller, Get, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import type { SiteUser } from '@coursekeep/moodle-site';
import { RestoreRequests } from '../restores/restore-requests';
import { ApiError } from './api-error';
import { newRestore } from './schemas';
import { CurrentUser, SessionGuard } from './session-guard';

/** Restores of backups into new courses: `/api/v1/restores`. */
@Controller('api/v1/restores')
@UseGuards(SessionGuard)
export class RestoresController {
  constructor(@Inject(RestoreRequests) private readonly restores: RestoreRequests) {}

  @Post()
  @HttpCode(202)
  async start(@CurrentUser() user: SiteUser, @Body() body: unknown) {
    const given = newRestore.safeParse(body);
    if (!given.success)
      throw new ApiError('bad-request', 'Send {"backupid", "categoryid"}, and fullname, shortname or visible.');
    const { backupid, ...course } = given.data;
    return { restore: await this.restores.find(user.id, await this.restores.restore(user.id, backupid, course)) };
  }

  @Get(':restoreid')
  async show(@CurrentUser() user: SiteUser, @Param('restoreid') restoreid: string) {
    return { restore: await this.restores.find(user.id, restoreid) };
  }
}
