import type { SiteConnection } from '../database/reader';
import type { SiteSettings } from '../settings/site-settings';
import { dutyOf } from './account-state';
import { findAccount, readStandings } from './accounts';
import { isAllowed, pathIds } from './capability-rules';
import { ContextLevel, type Context } from './contexts';
import { isActivelyEnrolled, isOpenToGuests } from './course-entry';
import { allowedCourses, lockedContexts } from './course-rights';
import { courseBatches, coursesInReach } from './course-reach';
import { readCourses } from './courses';
import {
  addRole,
  readAssignments,
  readCapability,
  readOverrides,
  readSiteRoles,
  type Capability,
  type SiteRoles,
} from './role-facts';
import { checkPassword, loginsElsewhere } from './sign-in';
import type { AccountStanding, CourseSummary, PasswordOutcome, SiteAccess, SiteUser, UserDuty } from './site-access';
import { isUnmadeContext, thingOfUnmade, unmadeContext } from './unmade-contexts';
import { readUser, readUserByName, readUsers } from './users';

/** The ids of the two contexts that are made with a site and never change. */
interface FixedContexts {
  readonly system: number;
  readonly frontPage: number;
}

/** SiteAccess on the site's database. Nothing that can change is cached: what an administrator changes counts at the next
 *  question. */
export class DatabaseAccess implements SiteAccess {
  private fixed: FixedContexts | null = null;

  constructor(
    private readonly database: SiteConnection,
    private readonly settings: SiteSettings,
    private readonly clock: () => number,
  ) {}

  async context(level: number, instanceId: number, below: readonly string[] = []): Promise<Context | null> {
    const made = await this.findContext('contextlevel = ? AND instanceid = ?', [level, instanceId]);
    return made ?? unmadeContext(this.database, this, { level, instanceId }, below);
  }

  async contextById(id: number): Promise<Context | null> {
    if (!isUnmadeContext(id)) return this.findContext('id = ?', [id]);
    const { level, instanceId } = thingOfUnmade(id);
    return this.context(level, instanceId);
  }

  userById(id: number): Promise<SiteUser | null> {
    return readUser(this.database, id);
  }

  usersById(ids: readonly number[]): Promise<SiteUser[]> {
    return readUsers(this.database, ids);
  }

  async userByUsername(username: string): Promise<SiteUser | null> {
    return (await readUserByName(this.database, this.settings, [username]))?.user ?? null;
  }

  async signIn(username: string, password: string): Promise<SiteUser | null> {
    const outcome = await this.checkPassword(username, password);
    return outcome.user?.confirmed && !outcome.isGuest ? outcome.user : null;
  }

  checkPassword(username: string, password: string): Promise<PasswordOutcome> {
    return checkPassword(this.database, this.settings, username, password);
  }

  async accountOf(username: string): Promise<SiteUser | null> {
    return (await findAccount(this.database, this.settings, username))?.user ?? null;
  }

  loginsElsewhere(): Promise<string[]> {
    return loginsElsewhere(this.database, this.settings);
  }

  standings(userIds: readonly number[]): Promise<Map<number, AccountStanding>> {
    return readStandings(this.database, userIds);
  }

  async dutyOf(user: SiteUser): Promise<UserDuty | null> {
    return dutyOf(this.database, this.settings, user, () => this.isSiteAdmin(user.id));
  }

  async isSiteAdmin(userId: number): Promise<boolean> {
    return (await readSiteRoles(this.settings)).admins.includes(userId);
  }

  async hasCapability(userId: number, capability: string, context: Context): Promise<boolean> {
    const path = pathIds(context.path);
    const [known, roles, user] = await this.facts(userId, capability);
    if (!known || !this.counts(userId, user)) return false;
    const isAdmin = roles.admins.includes(userId);
    if ((await lockedContexts(this.database, { known, roles, isAdmin }, path)).size > 0) return false;
    if (isAdmin) return true;
    if (known.notForGuests && this.isGuest(userId, roles)) return false;
    const [assigned, overrides] = await Promise.all([
      this.rolesOf(userId, roles, path),
      readOverrides(this.database, capability, path),
    ]);
    return isAllowed(path, assigned, overrides);
  }

  async *coursesWithCapability(
    userId: number,
    capability: string,
    among: readonly number[] | null = null,
  ): AsyncGenerator<CourseSummary[]> {
    const [known, roles, user] = await this.facts(userId, capability);
    const isAdmin = roles.admins.includes(userId);
    if (!known || !this.counts(userId, user)) return;
    if (!isAdmin && known.notForGuests && this.isGuest(userId, roles)) return;
    const assigned = await this.rolesOf(userId, roles, null);
    const reach = isAdmin ? null : await coursesInReach(this.database, capability, assigned);
    const asked = among && new Set(reach ? among.filter((id) => reach.has(id)) : among);
    for await (const batch of courseBatches(this.database, asked ?? reach))
      yield allowedCourses(this.database, batch, { capability, assigned, known, roles, isAdmin });
  }

  async canAccessCourse(userId: number, courseId: number): Promise<boolean> {
    const [user, course] = await Promise.all([this.userById(userId), this.course(courseId)]);
    if (!course || !user || user.deleted || user.suspended || !user.confirmed) return false;
    if (course.categoryId === 0) return true;
    const context = await this.contextById(course.contextId);
    if (!context) return false;
    if (!course.visible && !(await this.hasCapability(userId, 'moodle/course:viewhiddencourses', context)))
      return false;
    return (
      (await this.hasCapability(userId, 'moodle/course:view', context)) ||
      (await isActivelyEnrolled(this.database, userId, courseId, Math.floor(this.clock() / 1000))) ||
      (await isOpenToGuests(this.database, this.settings, courseId))
    );
  }

  async course(id: number): Promise<CourseSummary | null> {
    if (!Number.isSafeInteger(id)) return null;
    const [found] = await readCourses(this.database, 'c.id = ?', [id]);
    return found?.course ?? null;
  }

  async courseByShortname(shortname: string): Promise<CourseSummary | null> {
    if (shortname.includes('\0')) return null;
    const found = await readCourses(this.database, 'c.shortname = ?', [shortname]);
    return found.find(({ course }) => course.shortname === shortname)?.course ?? null;
  }

  async coursePaths(ids: readonly number[]): Promise<Map<number, string>> {
    const courses = await readCourses(this.database, 'c.id IN (?)', [ids.filter(Number.isSafeInteger)]);
    return new Map(courses.map(({ course, contextPath }) => [course.id, contextPath]));
  }

  private facts(userId: number, capability: string): Promise<[Capability | null, SiteRoles, SiteUser | null]> {
    return Promise.all([
      readCapability(this.database, capability),
      readSiteRoles(this.settings),
      readUser(this.database, userId),
    ]);
  }

  /** User 0 is somebody who has not signed in. Suspended users keep their roles; they cannot sign in. */
  private counts(userId: number, user: SiteUser | null): boolean {
    return userId === 0 || (user !== null && !user.deleted);
  }

  private isGuest(userId: number, roles: SiteRoles): boolean {
    return userId === 0 || userId === roles.guestUser;
  }

  /** The user's roles by context: those assigned (on the path, or everywhere for null) and those that everybody has. */
  private async rolesOf(
    userId: number,
    roles: SiteRoles,
    path: readonly number[] | null,
  ): Promise<Map<number, readonly number[]>> {
    const { system, frontPage } = await this.fixedContexts();
    if (userId === 0) return new Map([[system, [roles.notLoggedInRole]]]);
    if (userId === roles.guestUser) return new Map([[system, [roles.guestRole]]]);
    const assigned = await readAssignments(this.database, userId, path);
    addRole(assigned, system, roles.defaultUserRole);
    addRole(assigned, frontPage, roles.frontPageRole);
    return assigned;
  }

  private async fixedContexts(): Promise<FixedContexts> {
    if (this.fixed) return this.fixed;
    const [system, [frontPage]] = await Promise.all([
      this.context(ContextLevel.system, 0),
      readCourses(this.database, 'c.category = 0'),
    ]);
    this.fixed = { system: system?.id ?? 0, frontPage: frontPage?.course.contextId ?? 0 };
    return this.fixed;
  }

  private async findContext(condition: string, parameters: readonly number[]): Promise<Context | null> {
    if (!parameters.every(Number.isSafeInteger)) return null;
    const [row] = await this.database.all({
      text: `SELECT id, contextlevel, instanceid, path FROM {context} WHERE ${condition}`,
      parameters,
    });
    if (!row) return null;
    const id = Number(row.id);
    return { id, level: Number(row.contextlevel), instanceId: Number(row.instanceid), path: row.path || `/${id}` };
  }
}
