/** What a reader must know of the site besides the plugin's code. */
export interface SiteFacts {
  /** Moodle's version number. */
  readonly version: number;
  readonly branch: number;
  readonly release: string;
  readonly dbtype: string;
  /** The columns of a table; empty where the site does not have it. */
  columns(table: string): readonly string[];
}

/** What else lies in the site's code. */
export interface CodeView {
  /** The names of the plugins of a type; null where it is not known where they lie. */
  pluginsOf(type: string): readonly string[] | null;
  /** Has another plugin this class? Null where that cannot be told from its name. */
  classExists(name: string): boolean | null;
}
