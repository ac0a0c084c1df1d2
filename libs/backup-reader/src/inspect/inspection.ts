import type { RecordedWarning } from '../read/backup/recorded-warnings';
import type { BackupSection } from '../read/backup/outline';
import type { BackupInformation, BackupSetting, ListedActivity } from '../read/backup/main-document';

/** What is in a backup, as plain data. Sizes are bytes. */
export interface Inspection {
  readonly file: string;
  readonly format: 'tgz' | 'tar' | 'zip';
  readonly size: number;
  readonly unpackedSize: number;
  readonly information: BackupInformation;
  /** What its maker noted in the log. */
  readonly warnings: readonly RecordedWarning[];
  readonly settings: readonly BackupSetting[];
  readonly sections: readonly BackupSection[];
  /** Activities that belong to no section of this backup. */
  readonly looseActivities: readonly ListedActivity[];
  readonly users: number;
  readonly groups: readonly { readonly id: number; readonly name: string; readonly members: number }[];
  readonly groupings: readonly { readonly id: number; readonly name: string; readonly groups: number }[];
  readonly questions: {
    /** Without older versions and the parts of other questions. */
    readonly count: number;
    readonly versions: number;
    readonly categories: number;
    readonly types: readonly { readonly qtype: string; readonly count: number }[];
  };
  readonly files: {
    readonly count: number;
    /** Different contents, and what they take. */
    readonly contents: number;
    readonly bytes: number;
    readonly types: readonly FileKind[];
    readonly largest: readonly { readonly path: string; readonly bytes: number }[];
  };
  readonly documents: { readonly count: number; readonly bytes: number };
  /** What takes the space, the greatest first. A content that several parts share counts for the first of them. */
  readonly space: readonly SpaceTaken[];
}

export interface FileKind {
  /** MIME type. */
  readonly type: string;
  readonly count: number;
  readonly bytes: number;
}

export interface SpaceTaken {
  /** `page_42`, `section_7`, `course`, `people`, `question bank` or `other`. */
  readonly part: string;
  readonly title: string;
  readonly files: number;
  readonly bytes: number;
}
