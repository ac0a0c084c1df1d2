import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { HealthChecks } from './health-checks';

/** For those who watch over the service: 200, or 503. Why not is in the log: these answers are for everybody. */
@Controller('health')
export class HealthController {
  constructor(@Inject(HealthChecks) private readonly checks: HealthChecks) {}

  /** Whether the service can do its work. The store is well where what it says it has written can be read by another connection,
   *  the storage where the folder with the backups is there. */
  @Get()
  async show(@Res({ passthrough: true }) response: Response) {
    return answer(await this.checks.try(['store', 'site', 'storage']), response);
  }

  /** Whether the process answers at all: where it does not, it is to be started anew. */
  @Get('live')
  live() {
    return { ok: true };
  }

  /** Whether requests are to be sent here: all that they need works, and the service is not about to end. The outcome is
   *  remembered for a second, so that no number of askers costs more than one. */
  @Get('ready')
  async showReady(@Res({ passthrough: true }) response: Response) {
    if (this.checks.isStopping) {
      response.status(503);
      return { ok: false, stopping: true };
    }
    return answer(await this.checks.all(), response);
  }
}

function answer<Parts extends Record<string, boolean>>(parts: Parts, response: Response): { ok: boolean } & Parts {
  const ok = Object.values(parts).every((works) => works);
  if (!ok) response.status(503);
  return { ok, ...parts };
}
