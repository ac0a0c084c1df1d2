import type { BackupInformation } from '../read/backup/main-document';
import type { RecordedWarning } from '../read/backup/recorded-warnings';

/** What may be wrong with a backup. */
export type ProblemCode =
  | 'archive'
  | 'entry-unsafe'
  | 'index-differs'
  | 'document-missing'
  | 'document-malformed'
  | 'document-wrong'
  | 'document-unlisted'
  | 'reference-unresolved'
  | 'id-repeated'
  | 'content-missing'
  | 'content-damaged'
  | 'content-unlisted'
  | 'archive-refused'
  | 'archive-noise'
  | 'entry-skipped'
  | 'entry-repeated'
  | 'document-changed'
  | 'course-gap'
  | 'not-a-backup'
  | 'too-many-problems';

/** `damage`: something happened to the file after it was written. `gap`: the course itself lacked it when it was backed up.
 *  `remark`: worth a line, and harmless. */
export type Severity = 'damage' | 'gap' | 'remark';

export interface BackupProblem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** What is wrong. */
  readonly message: string;
  /** What it means for a restore. */
  readonly consequence: string;
  /** The entry of the archive, where it is one. */
  readonly path: string | null;
}

/** `whole`: nothing is wrong. `whole-with-gaps`: the file is as it was written, and the course itself lacked something.
 *  `damaged`: it can be read, but something happened to it. `unreadable`: it is no backup, or nothing of it can be read. */
export type Verdict = 'whole' | 'whole-with-gaps' | 'damaged' | 'unreadable';

export interface VerifyReport {
  readonly verdict: Verdict;
  readonly problems: readonly BackupProblem[];
  /** What its maker noted in the log: known when it was made, so no damage; a loss is not in it and cannot be restored. */
  readonly warnings: readonly RecordedWarning[];
  /** Null where `moodle_backup.xml` could not be read. */
  readonly information: BackupInformation | null;
  readonly checked: {
    readonly entries: number;
    readonly documents: number;
    /** Contents of files. */
    readonly contents: number;
    /** Unpacked bytes. */
    readonly bytes: number;
  };
}
