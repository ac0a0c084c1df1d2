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

  /** Those of the courses that are outside, in one query. */
  async coursesOutside(courseids: readonly number[]): Promise<ReadonlySet<number>> {
    if (this.caller.isUnnarrowed) return new Set();
    const paths = await this.site.access.coursePaths(courseids);
    return new Set([...paths].filter(([, path]) => !this.holds(path)).map(([id]) => id));
  }

  /** The same for a context. */
  async context(contextid: number): Promise<void> {
    await this.check(() => this.site.access.contextById(contextid));
  }

  private async check(find: () => Promise<Context | null>): Promise<void> {
    if (this.caller.isUnnarrowed) return;
    const context = await find();
    if (context && !this.holds(context.path)) throw WsExceptions.restrictedContext();
  }

  private holds(path: string): boolean {
    return path.split('/').includes(String(this.caller.contextId));
  }
}
