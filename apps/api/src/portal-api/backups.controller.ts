import { Controller, Delete, Get, HttpCode, Inject, Param, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { SiteUser } from '@coursekeep/moodle-site';
import { BackupFiles } from '../backups/backup-files';
import { BackupRequests } from '../backups/backup-requests';
import { BackupViews } from '../backups/backup-view';
import { sendFile } from '../webservice/send-file';
import { CurrentUser, SessionGuard } from './session-guard';

/** One backup: `/api/v1/backups/:backupid`. */
@Controller('api/v1/backups')
@UseGuards(SessionGuard)
export class BackupsController {
  constructor(
    @Inject(BackupRequests) private readonly requests: BackupRequests,
    @Inject(BackupViews) private readonly views: BackupViews,
    @Inject(BackupFiles) private readonly files: BackupFiles,
  ) {}

  @Get(':backupid')
  async show(@CurrentUser() user: SiteUser, @Param('backupid') backupid: string) {
    const [backup] = await this.views.of([await this.requests.find(user.id, backupid)]);
    return { backup };
  }

  @Delete(':backupid')
  @HttpCode(204)
  async cancel(@CurrentUser() user: SiteUser, @Param('backupid') backupid: string): Promise<void> {
    await this.requests.cancel(user.id, backupid, `${user.firstname} ${user.lastname}`);
  }

  @Get(':backupid/download')
  async download(
    @CurrentUser() user: SiteUser,
    @Param('backupid') backupid: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const backup = await this.requests.find(user.id, backupid);
    await sendFile(request, response, await this.files.ofBackup(user.id, backup), 'attachment');
  }
}
