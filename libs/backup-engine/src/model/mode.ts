import { UnknownMode } from './errors';

export type BackupModeName = 'general' | 'import' | 'hub' | 'samesite' | 'automated' | 'converted' | 'async' | 'copy';

/** Which of the site's defaults a mode starts from: `backup_general_*`, `backup_import_*`, `backup_auto_*` or none. */
export type DefaultsFamily = 'general' | 'import' | 'auto';

/** What a backup is for; it decides which settings exist, which defaults they have and whether files are packed. */
export interface BackupMode {
  readonly name: BackupModeName;
  /** Moodle's number, as in `moodle_backup.xml`. */
  readonly code: number;
  readonly defaults: DefaultsFamily | null;
  /** Do `…_locked` settings of the site count? */
  readonly configLocks: boolean;
  /** Does somebody choose the settings (general, async), or is the backup made by a program? */
  readonly interactive: boolean;
  /** Are users' data never taken, whoever asks? */
  readonly withoutUsers: boolean;
  /** Does the content of files go into the archive? */
  readonly packsFiles: boolean;
  /** 1 at once, 2 delayed: run by a task. */
  readonly execution: 1 | 2;
  /** The branch of Moodle (500 = 5.0) that no longer has the mode. */
  readonly before?: number;
}

const plain = {
  defaults: null,
  configLocks: false,
  interactive: false,
  withoutUsers: false,
  packsFiles: true,
  execution: 1,
} as const;

export const MODES: Readonly<Record<BackupModeName, BackupMode>> = {
  general: { ...plain, name: 'general', code: 10, defaults: 'general', configLocks: true, interactive: true },
  import: {
    ...plain,
    name: 'import',
    code: 20,
    defaults: 'import',
    configLocks: true,
    withoutUsers: true,
    packsFiles: false,
  },
  hub: { ...plain, name: 'hub', code: 30, withoutUsers: true, before: 500 },
  samesite: { ...plain, name: 'samesite', code: 40, packsFiles: false },
  automated: { ...plain, name: 'automated', code: 50, defaults: 'auto' },
  converted: { ...plain, name: 'converted', code: 60 },
  async: { ...plain, name: 'async', code: 70, defaults: 'general', configLocks: true, interactive: true, execution: 2 },
  copy: { ...plain, name: 'copy', code: 80, packsFiles: false, execution: 2 },
};

/** The mode of a name or of Moodle's number. Throws UnknownMode. */
export function backupMode(nameOrCode: string | number): BackupMode {
  const mode = Object.values(MODES).find((one) => one.name === nameOrCode || one.code === nameOrCode);
  if (mode) return mode;
  throw new UnknownMode(
    `There is no backup mode "${String(nameOrCode).slice(0, 40)}". The modes are ${Object.keys(MODES).join(', ')}.`,
  );
}
