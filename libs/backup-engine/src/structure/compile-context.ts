import type { SiteSchema } from '@coursekeep/moodle-site';
import type { PluginDefinition } from '@coursekeep/definitions';
import type { ScopeRelation } from './scope';

/** For which tasks, under which settings and on which site a definition is compiled. */
export interface CompileContext {
  readonly schema: SiteSchema;
  readonly relation: ScopeRelation;
  /** The keys of the tasks, and of those whose users' data go in. */
  readonly tasks: readonly string[];
  readonly tasksWithUserinfo: readonly string[];
  isOn(setting: string): boolean;
  /** The site's version number of Moodle. */
  readonly version: number;
  annotated(item: string): readonly number[];
  pluginsAt(point: string): readonly PluginDefinition[];
}
