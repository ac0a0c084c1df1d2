import type { Value } from '../php/values';

/** The variables of class `backup`, which plugins give as parameters. */
export const BACKUP_VARIABLES = {
  VAR_COURSEID: -1,
  VAR_SECTIONID: -11,
  VAR_ACTIVITYID: -21,
  VAR_MODID: -31,
  VAR_MODNAME: -41,
  VAR_BLOCKID: -51,
  VAR_BLOCKNAME: -61,
  VAR_CONTEXTID: -71,
  VAR_PARENTID: -81,
  VAR_BACKUPID: -1001,
  VAR_BASEPATH: -1011,
} as const;

export function backupConstant(className: string, name: string): Value | undefined {
  if (className === 'backup' && Object.hasOwn(BACKUP_VARIABLES, name)) {
    return BACKUP_VARIABLES[name as keyof typeof BACKUP_VARIABLES];
  }
  // Kinds of settings, modes and the like: their values only tell them apart.
  return /^(backup|base_setting|\w*setting|\w*_ui\w*)$/.test(className) ? `${className}::${name}` : undefined;
}
