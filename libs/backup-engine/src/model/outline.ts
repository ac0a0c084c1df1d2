/** A course as the plan of a backup sees it. Pure data, browser-safe. Order is Moodle's: sections by number, activities by
 *  the section's sequence; an activity that delegates a section (subsection) carries it. */
export interface CourseOutline {
  readonly courseId: number;
  readonly contextId: number;
  readonly shortname: string;
  readonly fullname: string;
  readonly format: string;
  readonly sections: readonly OutlineSection[];
  /** Blocks of the course context, in the order of their ids. */
  readonly blocks: readonly OutlineBlock[];
  /** Activities of kinds that no definition is known for; they are not in the sections. */
  readonly unsupported?: readonly UnsupportedActivity[];
  /** What has lost rows in the site's database, so that it cannot be backed up; it is not in the sections. */
  readonly broken?: readonly BrokenPart[];
}

/** An activity of a kind that no definition is known for. */
export interface UnsupportedActivity extends Pick<OutlineActivity, 'modname' | 'moduleId' | 'instanceId'> {
  /** Empty where its table says none. */
  readonly name: string;
  /** Null where it has no context yet. */
  readonly contextId: number | null;
  /** The section that it is in. */
  readonly sectionId: number;
}

/** A part of the course that the site's database has only half. */
export interface BrokenPart {
  /** What it is and what is missing, in a sentence for people. */
  readonly about: string;
  /** Its name in settings: `page_44`, `section_9`. */
  readonly part?: string;
  /** The id of its course module, where it is an activity. */
  readonly moduleId?: number;
  /** The context of that activity, where it has one. */
  readonly contextId?: number;
}

export interface OutlineSection {
  readonly id: number;
  readonly number: number;
  /** The stored name; empty where it has none. */
  readonly name: string;
  readonly activities: readonly OutlineActivity[];
}

export interface OutlineActivity {
  /** The course module id (cmid). */
  readonly moduleId: number;
  readonly modname: string;
  /** The id of the row in the module's own table. */
  readonly instanceId: number;
  readonly contextId: number;
  readonly name: string;
  readonly blocks: readonly OutlineBlock[];
  /** The section that this activity delegates (mod_subsection). */
  readonly delegated?: OutlineSection;
  /** The settings that activities of this kind have besides `included` and `userinfo`. */
  readonly settings?: readonly OwnSetting[];
}

/** A setting that activities of one kind have: see OwnSetting of the definitions. */
export interface OwnSetting {
  readonly name: string;
  readonly default: 0 | 1;
  readonly needsUserinfo: boolean;
}

export interface OutlineBlock {
  readonly id: number;
  readonly name: string;
  readonly contextId: number;
}
