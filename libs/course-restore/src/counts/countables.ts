/** What is counted in a backup and in the course that was made of it. */
export interface Countable {
  /** Documents of the backup that hold them. */
  readonly documents: RegExp;
  /** The element of one of them. */
  readonly element: string;
  /** Counted once each by this value; default every element. */
  readonly distinct?: string;
  /** The site's tables that the query reads: where one is missing there is nothing to count. */
  readonly tables: readonly string[];
  /** How many the course `?` has, as `n`. */
  readonly query: string;
}

/** In the order in which they are told. Sections and activities come from the backup's own list. */
export const COUNTABLES = {
  people: {
    documents: /^course\/enrolments\.xml$/,
    element: 'enrolment',
    distinct: 'userid',
    tables: ['user_enrolments', 'enrol'],
    query: `SELECT COUNT(DISTINCT ue.userid) AS n FROM {user_enrolments} ue JOIN {enrol} e ON e.id = ue.enrolid WHERE e.courseid = ?`,
  },
  groups: {
    documents: /^groups\.xml$/,
    element: 'group',
    tables: ['groups'],
    query: 'SELECT COUNT(*) AS n FROM {groups} WHERE courseid = ?',
  },
  submissions: {
    documents: /^activities\/assign_\d+\/assign\.xml$/,
    element: 'submission',
    tables: ['assign', 'assign_submission'],
    query: `SELECT COUNT(*) AS n FROM {assign_submission} s JOIN {assign} a ON a.id = s.assignment WHERE a.course = ?`,
  },
  posts: {
    documents: /^activities\/forum_\d+\/forum\.xml$/,
    element: 'post',
    tables: ['forum_discussions', 'forum_posts'],
    query: `SELECT COUNT(*) AS n FROM {forum_posts} p JOIN {forum_discussions} d ON d.id = p.discussion WHERE d.course = ?`,
  },
  attempts: {
    documents: /^activities\/quiz_\d+\/quiz\.xml$/,
    element: 'attempt',
    tables: ['quiz', 'quiz_attempts'],
    query: `SELECT COUNT(*) AS n FROM {quiz_attempts} t JOIN {quiz} q ON q.id = t.quiz WHERE q.course = ?`,
  },
} as const satisfies Readonly<Record<string, Countable>>;

/** The kinds of things that are counted. */
export type CountedKind = 'sections' | 'activities' | keyof typeof COUNTABLES | 'files';

export const COUNTED_KINDS = [
  'sections',
  'activities',
  ...(Object.keys(COUNTABLES) as (keyof typeof COUNTABLES)[]),
  'files',
] as const satisfies readonly CountedKind[];

/** How many there are of each; a kind that cannot be counted on the site is absent. */
export type Counts = Readonly<Partial<Record<CountedKind, number>>>;

/** What should have come, and what came. */
export interface Arrival {
  readonly kind: CountedKind;
  readonly expected: number;
  readonly arrived: number;
}

/** The kinds of which the backup has some, or the course less. */
export function arrivals(expected: Counts, arrived: Counts): Arrival[] {
  return COUNTED_KINDS.flatMap((kind) => {
    const [wanted, found] = [expected[kind], arrived[kind]];
    return wanted === undefined || found === undefined || wanted === 0
      ? []
      : [{ kind, expected: wanted, arrived: found }];
  });
}
