import type { TextPart } from './text-difference';

/** What kind of thing has changed. */
export type ChangedThing =
  | 'course'
  | 'setting'
  | 'section'
  | 'activity'
  | 'block'
  | 'file'
  | 'participant'
  | 'enrolment'
  | 'role'
  | 'group'
  | 'grouping'
  | 'grade'
  | 'question'
  | 'scale'
  | 'outcome'
  | 'badge'
  | 'event'
  | 'completion'
  | 'log';

export type ChangeKind = 'added' | 'removed' | 'renamed' | 'moved' | 'changed';

/** One change, in a sentence and as data. */
export interface Change {
  readonly thing: ChangedThing;
  readonly kind: ChangeKind;
  /** What people call it: the title of a page, the name of a person. */
  readonly title: string;
  /** Where it is: `page_42`, `section_7`, the path of a file; null for what has no place. */
  readonly part: string | null;
  readonly message: string;
  readonly details: readonly ChangeDetail[];
}

export type ChangeDetail =
  | {
      readonly kind: 'field';
      readonly field: string;
      readonly before: string | null;
      readonly after: string | null;
      /** For longer texts: what was struck out and what was put in. */
      readonly text?: readonly TextPart[];
    }
  | {
      readonly kind: 'item';
      readonly change: 'added' | 'removed' | 'changed';
      /** The element, as `option` or `chapter`. */
      readonly element: string;
      readonly title: string;
      readonly fields: readonly (ChangeDetail & { kind: 'field' })[];
    }
  | {
      readonly kind: 'count';
      readonly element: string;
      readonly added: number;
      readonly removed: number;
      readonly changed: number;
    };

export interface BackupDiff {
  readonly changes: readonly Change[];
  /** Remarks that are no change of the course: another Moodle version, data of users in one of the two only. */
  readonly notes: readonly string[];
}
