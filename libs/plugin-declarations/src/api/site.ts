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
