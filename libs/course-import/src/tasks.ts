import type { BackupDocument } from '@coursekeep/backup-reader';
import type { TaskVariable } from '@coursekeep/definitions';

/** What is known of one course, section, activity or block of the backup. Ids are the backup's own. */
export interface TaskFacts {
  readonly scope: 'course' | 'section' | 'activity' | 'block' | 'final';
  readonly directory: string;
  /** Id of the section, course module or block. */
  readonly id: number | null;
  /** Module or block name. */
  readonly kind: string | null;
  instance: number | null;
  context: number | null;
  section: number | null;
  /** Of an activity: the number of its section within the course. */
  sectionNumber: number | null;
  /** Of a block: the context it stands in. */
  parentContext: number | null;
}

export type Variables = Readonly<Partial<Record<TaskVariable, string | number>>>;

/** The parts of a backup by their folders. */
export class Tasks {
  private readonly byDirectory = new Map<string, TaskFacts>();

  of(document: BackupDocument): TaskFacts | null {
    const { scope, directory, id, kind } = document.kind;
    if (!scope) return null;
    let facts = this.byDirectory.get(directory);
    if (!facts) {
      facts = {
        scope,
        directory,
        id,
        kind,
        instance: null,
        context: null,
        section: null,
        sectionNumber: null,
        parentContext: null,
      };
      this.byDirectory.set(directory, facts);
    }
    return facts;
  }

  list(): Iterable<TaskFacts> {
    return this.byDirectory.values();
  }
}
