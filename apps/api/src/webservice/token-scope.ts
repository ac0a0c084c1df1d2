import type { Context, Site, TokenHolder } from '@coursekeep/moodle-site';
import { WsExceptions } from '@coursekeep/ws-protocol';

/** The part of the site to which a token is narrowed: a call that leaves it is refused. */
export class TokenScope {
  constructor(
    private readonly site: Site,
    private readonly caller: TokenHolder,
  ) {}

  /** Rejects with WsException restrictedcontextexception where the course is outside; an unknown one is left to the function. */
  async course(courseid: number): Promise<void> {
    await this.check(() => this.site.access.context(50, courseid));
  }

  /** The same for a context. */
  async context(contextid: number): Promise<void> {
    await this.check(() => this.site.access.contextById(contextid));
  }

  private async check(find: () => Promise<Context | null>): Promise<void> {
    if (this.caller.isUnnarrowed) return;
    const context = await find();
    const isInside = context?.path.split('/').includes(String(this.caller.contextId)) ?? true;
    if (!isInside) throw WsExceptions.restrictedContext();
  }
}
