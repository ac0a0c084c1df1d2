export { type AnyDefinition } from './check/check-definition';
export { type SiteFindings, type SiteTables } from './check/check-on-site';
export { type DefinitionProblem } from './check/problem';
export { DefinitionRegistry, definitions, registerDefinition } from './catalogue';
export {
  conditionHolds,
  conditionState,
  rowTestsIn,
  type ConditionContext,
  type TaskConditionContext,
} from './condition-state';
export { blockConfiguration } from './core/block/config-data';
export { isCoreModule, isThirdParty } from './core/core-plugins';
export { finalDocuments } from './core';
export { OLDER_COLUMNS } from './core/older-columns';
export { LEFT_OUT_GRADE_ITEM, usesItems } from './core/shared/grade-items';
export { DefinitionError } from './definition-error';
export { columnsOfValue, valueNames } from './element-values';
export {
  activity,
  type ActivityLink,
  type ActivityOptions,
  block,
  type BlockDefinition,
  document,
  type DocumentDefinition,
  type DocumentScope,
  type OwnSetting,
  plugin,
  type PluginDefinition,
} from './language/documents';
export {
  area,
  type Condition,
  container,
  element,
  type ElementDefinition,
  type ElementOptions,
  type Field,
  type FieldForm,
  type FileArea,
  itemArea,
  type Node,
  type PluginPoint,
  point,
  type Reference,
  type Rewrite,
  type RewriteContext,
  type RowTest,
  systemArea,
} from './language/elements';
export { type AnnotationItem, INFOREF_ITEMS, type InforefItem } from './language/items';
export { BACKUP_FACTS, FLAG_SETTINGS, SCOPE_VARIABLES } from './language/names';
export {
  ancestor,
  annotated,
  named,
  not,
  type Operand,
  own,
  parent,
  prefixed,
  type SiteOperand,
  task,
  TASK_VARIABLES,
  type TaskVariable,
  type WriteOperand,
} from './language/operands';
export {
  computed,
  type ComputedSource,
  type DeclaredSource,
  firstOf,
  type FirstOfSource,
  fromTask,
  given,
  type GivenSource,
  type GivenValue,
  query,
  type QueryOptions,
  type QuerySource,
  type QueryWrites,
  type Source,
  type SourceRow,
  table,
  type TableInQuery,
  type TableSource,
  type TaskSource,
  type WriteWay,
} from './language/sources';
export {
  equalitiesIn,
  parseSql,
  type Sql,
  type SqlChunk,
  type SqlColumn,
  type SqlEquality,
  type SqlTables,
  type SqlValue,
  tablesIn,
  tablesNamed,
  tablesNamedIn,
} from './language/sql';
export {
  before,
  both,
  COURSE_LINKS,
  encoded,
  ENCODED_ROOT_MARK,
  index,
  indexAndView,
  link,
  type LinkForm,
  type LinkPattern,
  ROOT_MARK,
  since,
  view,
} from './links';
export { phpObject, phpProperties, type PhpProperty, phpString, scalarText } from './php-serialization';
export {
  type ColumnPath,
  columnsIn,
  isOnSite,
  sourceOnSite,
  tablesGiven,
  tablesOf,
  tieColumns,
} from './source-on-site';
export { branchName, branchOfRelease, isNewerThanKnown, MOODLE, VERIFIED_BRANCHES, versionNumber } from './version';
