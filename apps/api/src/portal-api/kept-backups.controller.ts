import { Body, Controller, Delete, HttpCode, Inject, Param, Post, Put, UseGuards } from '@nestjs/common';
import type { SiteUser } from '@coursekeep/moodle-site';
import { BackupRecords } from '../backups/backup-records';
import { BackupUnknown } from '../backups/refusals';
import { KeptRecords } from '../retention/kept-records';
import { BackupHeld } from '../retention/refusals';
import { RetentionPlans } from '../retention/retention-plans';
import { SiteHolder } from '../site/site-holder';
import { AdminGuard } from './admin-guard';
import { checkedBody } from './checked-body';
import { pin, reason } from './retention-schemas';
import { CurrentUser, SessionGuard } from './session-guard';

/** Which backups stay, by the word of an administrator: `/api/v1/backups/:backupid/pin`, `…/remove`, `…/restore`. */
@Controller('api/v1/backups/:backupid')
@UseGuards(SessionGuard, AdminGuard)
export class KeptBackupsController {
  constructor(
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(BackupRecords) private readonly records: BackupRecords,
    @Inject(KeptRecords) private readonly kept: KeptRecords,
    @Inject(RetentionPlans) private readonly plans: RetentionPlans,
  ) {}

  @Put('pin')
  @HttpCode(204)
  async pin(
    @CurrentUser() { id }: SiteUser,
    @Param('backupid') backupid: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { why, until } = checkedBody(pin, body);
    const untilMs = until === null ? null : until * 1000;
    await this.kept.pin(await this.site.key(), backupid, { userid: id, why, time: Date.now(), until: untilMs });
  }

  @Delete('pin')
  @HttpCode(204)
  async unpin(@CurrentUser() { id }: SiteUser, @Param('backupid') backupid: string): Promise<void> {
    const act = { userid: id, why: 'An administrator took the pin away.', time: Date.now() };
    await this.kept.unpin(await this.site.key(), backupid, act);
  }

  @Post('remove')
  @HttpCode(204)
  async remove(
    @CurrentUser() { id }: SiteUser,
    @Param('backupid') backupid: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { why } = checkedBody(reason, body);
    const site = await this.site.key();
    const backup = await this.records.find(site, backupid);
    if (!backup) throw new BackupUnknown(backupid);
    const hold = await this.plans.holdOf(backup.courseid, Date.now());
    if (hold !== null) throw new BackupHeld(hold);
    await this.kept.remove(site, backupid, { userid: id, why, time: Date.now() });
  }

  @Post('restore')
  @HttpCode(204)
  async restore(@CurrentUser() { id }: SiteUser, @Param('backupid') backupid: string): Promise<void> {
    const act = { userid: id, why: 'An administrator put it back.', time: Date.now() };
    await this.kept.restore(await this.site.key(), backupid, act);
  }
}
