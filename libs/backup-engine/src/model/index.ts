export * from './backup-id';
export * from './build-settings';
export * from './errors';
export * from './mode';
export * from './options';
export * from './outline';
export * from './outline-walk';
export { ROOT_SETTINGS, type RootSettingDefinition, type RootSettingName } from './setting-definitions';
export * from './setting-lock';
export type { SettingValue } from './setting-value';
export * from './settings';
export * from './settings-file';
export type { SiteDefaults } from './site-defaults';
export * from './status';
export {
  branchName,
  branchOfRelease,
  isNewerThanKnown,
  VERIFIED_BRANCHES,
  versionNumber,
} from '@coursekeep/definitions/version';
export {
  type BackupWarning,
  warning,
  type WarningCode,
  warningKind,
  type WarningKind,
  WARNINGS,
} from '@coursekeep/errors';
