/** A link of Moodle that a backup writes as a placeholder `$@NAME*N@$`. `{n}` stands for digits, `{&}` for `&` or `&amp;`. */
export interface LinkForm {
  readonly path: string;
  readonly name: string;
  /** The whole address is percent-encoded in the text. */
  readonly encoded?: true;
  /** The branches of Moodle that have it. */
  readonly since?: number;
  readonly before?: number;
}

/** A link given as a regular expression in which ROOT stands for the site's address and ENCODED_ROOT for the same
 *  percent-encoded. `replacement` in the notation of String.replace. */
export interface LinkPattern {
  readonly pattern: string;
  readonly flags: string;
  readonly replacement: string;
}

/** What stands for the site's address in a LinkPattern, and for the same percent-encoded. */
export const ROOT_MARK = '\uE000';
export const ENCODED_ROOT_MARK = '\uE001';

/** Links into the course (format.md, section 3.1), accepted with http and https alike. */
export const COURSE_LINKS: readonly LinkForm[] = [
  { path: '/course/view.php?id={n}', name: 'COURSEVIEWBYID' },
  { path: '/course/section.php?id={n}', name: 'COURSESECTIONBYID' },
  { path: '/grade/index.php?id={n}', name: 'GRADEINDEXBYID' },
  { path: '/grade/report/index.php?id={n}', name: 'GRADEREPORTINDEXBYID' },
  { path: '/badges/index.php?type=2&id={n}', name: 'BADGESVIEWBYID' },
  { path: '/user/index.php?id={n}', name: 'USERINDEXVIEWBYID' },
  { path: '/pluginfile.php/{n}', name: 'PLUGINFILEBYCONTEXT' },
  { path: '/pluginfile.php/{n}', name: 'PLUGINFILEBYCONTEXTURLENCODED', encoded: true },
];

/** The module's list of its activities in a course, below `/mod/<module>/`. */
export const index = (name: string): LinkForm => link('index.php?id={n}', `${name}INDEX`);
/** The module's page of one activity. */
export const view = (name: string): LinkForm => link('view.php?id={n}', `${name}VIEWBYID`);
/** Any other page of the module. */
export const link = (path: string, name: string): LinkForm => ({ path, name });
/** A link that stands in a text percent-encoded as a whole. */
export const encoded = (path: string, name: string): LinkForm => ({ path, name: `${name}URLENCODED`, encoded: true });
/** A link in its plain and in its percent-encoded form. */
export const both = ({ path, name }: LinkForm): LinkForm[] => [link(path, name), encoded(path, name)];
/** What nearly every module has. */
export const indexAndView = (name: string): LinkForm[] => [index(name), view(name)];
/** Only on branches of Moodle before this one (501 is 5.1). */
export const before = (branch: number) => (form: LinkForm) => ({ ...form, before: branch });
/** Only on this branch of Moodle and later ones. */
export const since = (branch: number) => (form: LinkForm) => ({ ...form, since: branch });
