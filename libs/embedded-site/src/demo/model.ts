/** What a demo course is made of, as data. Times are days from the site's `now`: -3.5 is three and a half days ago.
 *  People are named by their usernames. Texts are HTML; `@@PLUGINFILE@@/name` is a file given with the text, and
 *  `{{key}}` the address of the activity with that key, `{{course:SHORTNAME}}` that of a course. */

export type Days = number;
export type Username = string;

export interface DemoFile {
  readonly name: string;
  /** `/` or `/folder/`. Default `/`. */
  readonly folder?: string;
  readonly content: () => Buffer;
  readonly author?: string;
  /** Moodle's short name of a licence, as `cc-4.0`. */
  readonly license?: string;
}

export interface DemoText {
  readonly html: string;
  readonly files?: readonly DemoFile[];
}

export type Completion =
  | { readonly by: 'hand' }
  /** Condition names as the activity's own columns: `completionsubmit`, `completionposts`, … */
  | { readonly by: 'conditions'; readonly view?: boolean; readonly grade?: boolean; readonly expected?: Days };

interface DemoActivityBase {
  /** Unique over all courses: `{{key}}` in a text is its address. */
  readonly key: string;
  readonly name: string;
  readonly intro: string;
  readonly introFiles?: readonly DemoFile[];
  readonly idnumber?: string;
  readonly showDescription?: boolean;
  readonly hidden?: boolean;
  readonly indent?: number;
  readonly tags?: readonly string[];
  readonly completion?: Completion;
  /** Share of the students who have done it; needs `completion`. Default 0.7. */
  readonly completedBy?: number;
  readonly groupmode?: 'none' | 'separate' | 'visible';
  readonly grouping?: string;
  readonly restriction?: DemoRestriction;
  readonly overrides?: readonly DemoOverride[];
  readonly filters?: Readonly<Record<string, 1 | -1>>;
  readonly blocks?: readonly DemoBlock[];
}

/** Who may see an activity, from when. */
export interface DemoRestriction {
  readonly from?: Days;
  readonly group?: string;
  /** The key of an activity that must be complete. */
  readonly after?: string;
}

/** What one role may or may not do here, other than elsewhere. */
export interface DemoOverride {
  readonly role: string;
  readonly capability: string;
  readonly permission: 1 | -1 | -1000;
}

export interface DemoPage extends DemoActivityBase {
  readonly kind: 'page';
  readonly content: DemoText;
}

export interface DemoLabel extends DemoActivityBase {
  readonly kind: 'label';
}

export interface DemoUrl extends DemoActivityBase {
  readonly kind: 'url';
  readonly address: string;
}

export interface DemoResource extends DemoActivityBase {
  readonly kind: 'resource';
  readonly file: DemoFile;
}

export interface DemoFolder extends DemoActivityBase {
  readonly kind: 'folder';
  readonly files: readonly DemoFile[];
}

export interface DemoBook extends DemoActivityBase {
  readonly kind: 'book';
  readonly chapters: readonly DemoChapter[];
}

export interface DemoChapter {
  readonly title: string;
  readonly content: DemoText;
  readonly sub?: boolean;
  readonly hidden?: boolean;
  readonly tags?: readonly string[];
}

export interface DemoForum extends DemoActivityBase {
  readonly kind: 'forum';
  readonly type: 'general' | 'news' | 'qanda' | 'eachuser' | 'single' | 'blog';
  /** Highest points for a rated post. */
  readonly ratedOutOf?: number;
  readonly discussions: readonly DemoDiscussion[];
  readonly subscribers?: readonly Username[];
}

export interface DemoPost {
  readonly by: Username;
  readonly day: Days;
  readonly html: string;
  readonly subject?: string;
  /** As pictures in the text, where it names them, else as attachments. */
  readonly files?: readonly DemoFile[];
  readonly rated?: Readonly<Record<Username, number>>;
  readonly replies?: readonly DemoPost[];
}

export interface DemoDiscussion extends DemoPost {
  readonly subject: string;
  readonly pinned?: boolean;
  readonly group?: string;
  readonly tags?: readonly string[];
}

export interface DemoAssign extends DemoActivityBase {
  readonly kind: 'assign';
  readonly opens: Days;
  readonly due: Days;
  readonly cutoff?: Days;
  /** Highest grade, or the name of a scale. */
  readonly grade: number | string;
  readonly gradepass?: number;
  readonly category?: string;
  readonly onlineText?: boolean;
  readonly fileSubmissions?: number;
  readonly wordLimit?: number;
  readonly instructions?: DemoText;
  readonly materials?: readonly DemoFile[];
  readonly outcomes?: readonly string[];
  readonly submissions: readonly DemoSubmission[];
}

export interface DemoSubmission {
  readonly by: Username;
  readonly day: Days;
  readonly draft?: boolean;
  readonly text?: string;
  readonly files?: readonly DemoFile[];
  readonly comments?: readonly { readonly by: Username; readonly day: Days; readonly text: string }[];
  /** Points, or the number of the scale's item counted from 1. */
  readonly grade?: number;
  readonly graded?: Days;
  readonly feedback?: string;
  readonly feedbackFiles?: readonly DemoFile[];
  readonly extension?: Days;
}

export interface DemoChoice extends DemoActivityBase {
  readonly kind: 'choice';
  readonly opens?: Days;
  readonly closes?: Days;
  readonly several?: boolean;
  readonly options: readonly {
    readonly text: string;
    readonly limit?: number;
    readonly answers: readonly Username[];
  }[];
}

export type DemoActivity =
  DemoPage | DemoLabel | DemoUrl | DemoResource | DemoFolder | DemoBook | DemoForum | DemoAssign | DemoChoice;

export interface DemoSection {
  /** Section 0 may go without one. */
  readonly name?: string;
  readonly summary: DemoText;
  readonly hidden?: boolean;
  readonly activities: readonly DemoActivity[];
}

export interface DemoGroup {
  readonly name: string;
  readonly description: string;
  readonly members: readonly Username[];
  readonly idnumber?: string;
}

export interface DemoBlock {
  readonly name: string;
  /** Settings as Moodle stores them: a serialised object. */
  readonly config?: Readonly<Record<string, string | number>>;
  readonly files?: readonly DemoFile[];
}

export interface DemoEvent {
  readonly name: string;
  readonly html: string;
  readonly day: Days;
  readonly minutes: number;
  readonly group?: string;
  readonly location?: string;
}

export interface DemoGradeCategory {
  readonly name: string;
  readonly droplow?: number;
}

/** A column of the gradebook that belongs to no activity. */
export interface DemoManualItem {
  readonly name: string;
  readonly category?: string;
  readonly max: number;
  readonly grades: Readonly<Record<Username, number>>;
  readonly day: Days;
}

export interface DemoScale {
  readonly name: string;
  readonly items: readonly string[];
  readonly description: string;
}

export interface DemoOutcome {
  readonly shortname: string;
  readonly fullname: string;
  readonly description: string;
  readonly scale: string;
}

export interface DemoCourse {
  readonly shortname: string;
  readonly fullname: string;
  readonly idnumber: string;
  readonly category: string;
  readonly summary: DemoText;
  readonly overviewFile?: DemoFile;
  readonly format: 'topics' | 'weeks';
  readonly lang?: string;
  readonly starts: Days;
  readonly ends: Days;
  readonly tags: readonly string[];
  readonly students: readonly Username[];
  readonly teachers: readonly Username[];
  /** Teachers who may grade but not edit. */
  readonly assistants?: readonly Username[];
  /** Students whose enrolment is suspended. */
  readonly away?: readonly Username[];
  readonly selfEnrolmentKey?: string;
  readonly roleNames?: Readonly<Record<string, string>>;
  readonly overrides?: readonly DemoOverride[];
  readonly filters?: Readonly<Record<string, 1 | -1>>;
  /** Settings of filters in this course: filter, name, value. */
  readonly filterSettings?: readonly (readonly [filter: string, name: string, value: string])[];
  readonly groupmode?: 'none' | 'separate' | 'visible';
  readonly groups?: readonly DemoGroup[];
  readonly groupings?: readonly {
    readonly name: string;
    readonly description: string;
    readonly groups: readonly string[];
  }[];
  readonly scales?: readonly DemoScale[];
  readonly outcomes?: readonly DemoOutcome[];
  readonly gradeCategories?: readonly DemoGradeCategory[];
  readonly manualItems?: readonly DemoManualItem[];
  readonly gradeLetters?: readonly (readonly [from: number, letter: string])[];
  readonly completion?: { readonly activities: readonly string[] };
  readonly fields?: Readonly<Record<string, string>>;
  readonly blocks?: readonly DemoBlock[];
  readonly events?: readonly DemoEvent[];
  readonly comments?: readonly { readonly by: Username; readonly day: Days; readonly text: string }[];
  readonly sections: readonly DemoSection[];
}
