import type { DocumentScope, TaskVariable } from '@coursekeep/definitions';

/** Where the tasks of a scope come from in SQL: the relation that every element of their documents is joined to. */
export interface ScopeRelation {
  readonly from: string;
  readonly key: string;
  readonly variables: Readonly<Partial<Record<TaskVariable, string>>>;
}

// A context that Moodle has not made yet is NULL here: nothing on the site hangs on it. What a document says of it comes from
// the task itself (BackupTask.variables).
const course: ScopeRelation = {
  from: '{course} tc LEFT JOIN {context} tx ON tx.contextlevel = 50 AND tx.instanceid = tc.id',
  key: 'tc.id',
  variables: { course: 'tc.id', context: 'tx.id' },
};

export const SCOPES: Readonly<Record<DocumentScope, ScopeRelation>> = {
  course,
  final: course,
  section: {
    from: '{course_sections} ts LEFT JOIN {context} tx ON tx.contextlevel = 50 AND tx.instanceid = ts.course',
    key: 'ts.id',
    variables: { section: 'ts.id', course: 'ts.course', context: 'tx.id' },
  },
  activity: {
    from:
      '{course_modules} tm JOIN {modules} tn ON tn.id = tm.module ' +
      'LEFT JOIN {context} tx ON tx.contextlevel = 70 AND tx.instanceid = tm.id',
    key: 'tm.id',
    variables: {
      module: 'tm.id',
      instance: 'tm.instance',
      modname: 'tn.name',
      section: 'tm.section',
      course: 'tm.course',
      context: 'tx.id',
    },
  },
  block: {
    from: '{block_instances} tb LEFT JOIN {context} tx ON tx.contextlevel = 80 AND tx.instanceid = tb.id',
    key: 'tb.id',
    variables: {
      block: 'tb.id',
      blockname: 'tb.blockname',
      // On the page of the course, or of one of its activities.
      course:
        'COALESCE((SELECT pc.instanceid FROM {context} pc WHERE pc.id = tb.parentcontextid AND pc.contextlevel = 50), ' +
        '(SELECT pm.course FROM {context} pc JOIN {course_modules} pm ON pm.id = pc.instanceid ' +
        'WHERE pc.id = tb.parentcontextid AND pc.contextlevel = 70))',
      context: 'tx.id',
    },
  },
};

/** One task: a course, section, activity or block that is backed up. */
export interface BackupTask {
  readonly scope: DocumentScope;
  /** The value of the scope's key, as the database gives it. */
  readonly key: string;
  /** The folder of its documents with a trailing slash; empty for the final task. */
  readonly directory: string;
  readonly variables: Readonly<Partial<Record<TaskVariable, string>>>;
  /** Whether users' data of this task go in. */
  readonly userinfo: boolean;
  /** The settings of its own that are on, as `.name`. */
  readonly ownSettings?: ReadonlySet<string>;
}

/** A text as SQL writes it. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
