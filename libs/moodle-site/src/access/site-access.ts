import type { Context } from './contexts';

/** A row of `user`, as far as access and names need it. */
export interface SiteUser {
  readonly id: number;
  readonly username: string;
  readonly auth: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly email: string;
  readonly lang: string;
  readonly timezone: string;
  readonly confirmed: boolean;
  readonly suspended: boolean;
  readonly deleted: boolean;
  readonly policyAgreed: boolean;
}

/** What a user must do on the site before anything else: change the password, or agree to the site's policy (`url` where the
 *  policy is a page). */
export type UserDuty = { readonly kind: 'password' } | { readonly kind: 'policy'; readonly url: string | null };

/** Why nobody comes in with a name and a password. `wrong`: they do not fit, which is all that a stranger learns.
 *  `restored`: the account came with a restored course and has no password yet. The others are said only of an account whose
 *  password was right: it is suspended, it signs in at another server (`elsewhere`), or it may not sign in at all. */
export type SignInProblem = 'wrong' | 'restored' | 'suspended' | 'elsewhere' | 'nologin';

/** What came of a name and a password. */
export type PasswordOutcome =
  { readonly user: SiteUser; readonly isGuest: boolean } | { readonly user: null; readonly problem: SignInProblem };

/** How an account stands. */
export interface AccountStanding {
  /** Confirmed, neither suspended nor deleted, not `nologin`. */
  readonly mayEnter: boolean;
  /** Another text when the password is another; says nothing about it. 64 hex digits. */
  readonly passwordMark: string;
}

/** A course that a user may back up, for lists. */
export interface CourseSummary {
  readonly id: number;
  readonly shortname: string;
  readonly fullname: string;
  readonly categoryId: number;
  readonly categoryName: string;
  readonly visible: boolean;
  readonly contextId: number;
}

/** Contexts, people and capabilities of a site, resolved as Moodle does: role assignments up the context path, overrides
 *  (the nearest wins within a role), prohibit wins over everything, the default user role, guest, site administrators. */
export interface SiteAccess {
  /** The context of a thing. A sound one for which Moodle has made no row yet has an id of ours (`isUnmadeContext`) and a path
   *  all the same; null where there is no such thing. */
  context(level: number, instanceId: number): Promise<Context | null>;
  contextById(id: number): Promise<Context | null>;
  userById(id: number): Promise<SiteUser | null>;
  /** Many at once, in no order; those that there are not are left out. */
  usersById(ids: readonly number[]): Promise<SiteUser[]>;
  userByUsername(username: string): Promise<SiteUser | null>;
  /** Checks a password against the site's own hash (bcrypt, SHA-512 crypt). The user where it fits and the account may
   *  sign in (confirmed, not suspended, not deleted, not `nologin`), else null; takes the same time either way. */
  signIn(username: string, password: string): Promise<SiteUser | null>;
  /** Holds name and password against the site's accounts. Takes the same time in every case. */
  checkPassword(username: string, password: string): Promise<PasswordOutcome>;
  /** The account that is meant by what somebody gives as a name to sign in: a user name in any case, with or without blanks
   *  around it, or an e-mail address where the site allows that and exactly one account has it. */
  accountOf(username: string): Promise<SiteUser | null>;
  /** The login methods of this site (`ldap`, `saml2` …) that do not keep passwords in Moodle: those that are on, and those that
   *  accounts have. */
  loginsElsewhere(): Promise<string[]>;
  /** How accounts stand now, by id; those that are gone are left out. */
  standings(userIds: readonly number[]): Promise<Map<number, AccountStanding>>;
  /** What the user must do on the site first, null where there is nothing. */
  dutyOf(user: SiteUser): Promise<UserDuty | null>;
  isSiteAdmin(userId: number): Promise<boolean>;
  hasCapability(userId: number, capability: string, context: Context): Promise<boolean>;
  /** The courses (never the site course) in whose context the user has the capability: of `among`, or of the whole site. They
   *  come in batches of bounded size, in ascending order of their ids. */
  coursesWithCapability(
    userId: number,
    capability: string,
    among?: readonly number[] | null,
  ): AsyncIterable<CourseSummary[]>;
  /** May the user enter the course at all: enrolled and active, or may view without enrolment; hidden courses need
   *  moodle/course:viewhiddencourses. */
  canAccessCourse(userId: number, courseId: number): Promise<boolean>;
  course(id: number): Promise<CourseSummary | null>;
  courseByShortname(shortname: string): Promise<CourseSummary | null>;
  /** The paths of many courses' contexts by the courses' ids, in one query; courses that there are not are left out. */
  coursePaths(ids: readonly number[]): Promise<Map<number, string>>;
}
