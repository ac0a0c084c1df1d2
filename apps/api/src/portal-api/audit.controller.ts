import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common';
import { KeptRecords } from '../retention/kept-records';
import { SiteHolder } from '../site/site-holder';
import { AdminGuard } from './admin-guard';
import { checkedQuery } from './checked-query';
import { auditQuery, removedQuery } from './retention-schemas';
import { SessionGuard } from './session-guard';

/** What was done to backups, and which can be put back: `/api/v1/audit`, `/api/v1/removed-backups`. */
@Controller('api/v1')
@UseGuards(SessionGuard, AdminGuard)
export class AuditController {
  constructor(
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(KeptRecords) private readonly kept: KeptRecords,
  ) {}

  @Get('audit')
  async audit(@Query() query: unknown) {
    const { before, limit } = checkedQuery(auditQuery, query);
    const rows = await this.kept.audit(await this.site.key(), before, limit);
    return { audit: rows.map(({ site: _, time, ...row }) => ({ ...row, time: seconds(time) })) };
  }

  @Get('removed-backups')
  async removed(@Query() query: unknown) {
    const { before, limit } = checkedQuery(removedQuery, query);
    const rows = await this.kept.removed(await this.site.key(), before * 1000, limit);
    return {
      backups: rows.map(({ backupid, courseid, backup, timeremoved, timepurge }) => ({
        backupid,
        courseid,
        filename: backup.filename,
        filesize: backup.filesize,
        timeremoved: seconds(timeremoved),
        timepurge: seconds(timepurge),
      })),
    };
  }
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
