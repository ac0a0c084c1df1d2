import { Inject, Injectable } from '@nestjs/common';
import type { Context, CourseSummary } from '@coursekeep/moodle-site';
import { SiteHolder } from '../site/site-holder';
import { CapabilityMissing, CourseClosed, CourseUnknown } from './refusals';

/** A course that a user has got into. */
export interface EnteredCourse {
  readonly course: CourseSummary;
  readonly context: Context;
}

/** Who may do what with a course, by the site's own rules as they stand at this moment. */
@Injectable()
export class CourseAccess {
  constructor(@Inject(SiteHolder) private readonly site: SiteHolder) {}

  /** The course, if the user may enter it. Rejects with CourseUnknown or CourseClosed. */
  async enter(userid: number, courseid: number): Promise<EnteredCourse> {
    const { access } = await this.site.get();
    const [course, context] = await Promise.all([access.course(courseid), access.context(50, courseid)]);
    if (!course || !context) throw new CourseUnknown(courseid);
    const [, mayEnter] = await Promise.all([this.duties(userid, courseid), access.canAccessCourse(userid, courseid)]);
    if (!mayEnter) throw new CourseClosed(courseid);
    return { course, context };
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
    return (await this.site.get()).access.hasCapability(userid, capability, context);
  }
}
