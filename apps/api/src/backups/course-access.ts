import { Inject, Injectable } from '@nestjs/common';
import type { Context, CourseSummary } from '@coursekeep/moodle-site';
import type { Settings } from '../config/settings';
import { Remembered } from '../site/remembered';
import { SiteHolder } from '../site/site-holder';
import { SETTINGS } from '../tokens';
import { CapabilityMissing, CourseClosed, CourseUnknown } from './refusals';

/** A course that a user has got into. */
export interface EnteredCourse {
  readonly course: CourseSummary;
  readonly context: Context;
}

/** Who may do what with a course, by the site's own rules. What was allowed is remembered as long as tokens are, what was not is
 *  asked for each time. */
@Injectable()
export class CourseAccess {
  private readonly entered: Remembered<EnteredCourse>;
  private readonly allowed: Remembered<true>;

  constructor(
    @Inject(SETTINGS) settings: Pick<Settings, 'tokenCacheSeconds'>,
    @Inject(SiteHolder) private readonly site: SiteHolder,
  ) {
    this.entered = new Remembered(settings.tokenCacheSeconds * 1000);
    this.allowed = new Remembered(settings.tokenCacheSeconds * 1000);
  }

  /** The course, if the user may enter it. Rejects with CourseUnknown or CourseClosed. */
  async enter(userid: number, courseid: number): Promise<EnteredCourse> {
    const key = `${userid} ${courseid}`;
    const known = this.entered.get(key);
    if (known) return known;
    const since = Date.now();
    const entered = await this.askToEnter(userid, courseid);
    this.entered.set(key, entered, since);
    return entered;
  }

  /** Rejects with CourseClosed where the user must first change the password or agree to the policy on the site. */
  async duties(userid: number, courseid: number): Promise<void> {
    const { access } = await this.site.get();
    const user = await access.userById(userid);
    const duty = user && (await access.dutyOf(user));
    if (duty) throw new CourseClosed(courseid, duty);
  }

  /** The same, and refuses with CapabilityMissing whoever lacks one of the capabilities there. */
  async enterWith(userid: number, courseid: number, ...capabilities: readonly string[]): Promise<EnteredCourse> {
    const entered = await this.enter(userid, courseid);
    for (const capability of capabilities) {
      if (!(await this.may(userid, capability, entered.context))) throw new CapabilityMissing(capability);
    }
    return entered;
  }

  async may(userid: number, capability: string, context: Context): Promise<boolean> {
    const key = `${userid} ${context.id} ${capability}`;
    if (this.allowed.get(key)) return true;
    const since = Date.now();
    const may = await (await this.site.get()).access.hasCapability(userid, capability, context);
    if (may) this.allowed.set(key, true, since);
    return may;
  }

  private async askToEnter(userid: number, courseid: number): Promise<EnteredCourse> {
    const { access } = await this.site.get();
    const [course, context] = await Promise.all([access.course(courseid), access.context(50, courseid)]);
    if (!course || !context) throw new CourseUnknown(courseid);
    const [, mayEnter] = await Promise.all([this.duties(userid, courseid), access.canAccessCourse(userid, courseid)]);
    if (!mayEnter) throw new CourseClosed(courseid);
    return { course, context };
  }
}
