import type { ArchiveFormat, BackupModeName } from '@coursekeep/backup-engine';
import type { Remark } from '../store/backup.entity';
import type { AttemptFailure } from './retry-policy';

/** What a backup process is told to do. Plain data: it crosses the border between processes. */
export interface BackupJob {
  readonly backupid: string;
  readonly courseid: number;
  readonly userid: number;
  readonly mode: BackupModeName;
  readonly format: ArchiveFormat;
  readonly options: Record<string, number>;
  readonly settings: Record<string, string | number> | null;
  /** Of the first word of the file's name; empty: the site's. */
  readonly filenameLang: string;
  /** The site's config.php, and what replaces values of it. */
  readonly configFile: string;
  /** A folder of its own, for the file and all that lies about meanwhile. */
  readonly folder: string;
}

/** What the service says to a backup process. */
export type ToWorker =
  | { readonly type: 'run'; readonly job: BackupJob }
  /** The answer to `name`. */
  | { readonly type: 'named'; readonly filename: string }
  | { readonly type: 'cancel' };

/** How often a backup process says that it lives, in milliseconds. */
export const ALIVE_MS = 1000;

/** What a backup process says. */
export type FromWorker =
  /** Asks whether the file may have this name. */
  | { readonly type: 'name'; readonly filename: string }
  /** The process lives; `work` grows while it works. Said every `ALIVE_MS`. */
  | { readonly type: 'alive'; readonly work: number }
  | { readonly type: 'progress'; readonly progress: number; readonly step: string }
  | { readonly type: 'done'; readonly file: WrittenFile }
  | { readonly type: 'failed'; readonly failure: AttemptFailure; readonly warnings: readonly Remark[] };

/** The file that a backup process has written into its folder. */
export interface WrittenFile {
  readonly path: string;
  readonly filename: string;
  /** Bytes. */
  readonly size: number;
  readonly contenthash: string;
  /** 1000, or 900 where the backup says of itself that it has errors. */
  readonly status: number;
  readonly warnings: readonly Remark[];
}
