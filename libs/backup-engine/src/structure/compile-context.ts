import type { SiteSchema } from '@coursekeep/moodle-site';
import type { PluginDefinition, RowTest } from '@coursekeep/definitions';
import type { ScopeRelation } from './scope';

/** For which tasks, under which settings and on which site a definition is compiled. */
export interface CompileContext {
  readonly schema: SiteSchema;
  readonly relation: ScopeRelation;
  /** The keys of the tasks, and of those whose users' data go in. */
  readonly tasks: readonly string[];
  readonly tasksWithUserinfo: readonly string[];
  /** What else tells the tasks apart; absent: nothing. */
  readonly taskFacts?: TaskFacts;
  isOn(setting: string): boolean;
  /** The site's version number of Moodle. */
  readonly version: number;
  annotated(item: string): readonly number[];
  pluginsAt(point: string): readonly PluginDefinition[];
}

/** What conditions may ask of each task. */
export interface TaskFacts {
  /** Is a setting of the activity's own on (`.name`)? */
  isOn(task: string, setting: string): boolean;
  hasRow(task: string, test: RowTest): boolean;
}
