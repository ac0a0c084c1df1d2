/** What a warning means for what is in the backup: a loss is something of the course, or of what was asked for, that is not
 *  in it as it should be; a notice is worth knowing, and nothing is lost. */
export type WarningKind = 'loss' | 'notice';

/** Something that is not as it should be in a backup that was made all the same. */
export interface BackupWarning {
  /** One of WARNINGS, or the code of a registered definition. */
  readonly code: string;
  readonly kind: WarningKind;
  /** A sentence for people that names the thing. */
  readonly message: string;
  /** The path inside the archive, where the warning is about one document or file. */
  readonly path?: string;
}

/** The codes of losses, each with what it means to the reader of a backup. */
const LOSSES = {
  'kind-not-supported': 'A plugin is not known to Coursekeep; its own data were left out.',
  'site-code-not-read':
    'The code of the site cannot be read, so what its plugins declare about their backup is not known.',
  'plugin-in-part':
    'A plugin’s code computes a part of its backup, which cannot be known without running it; that part was left out.',
  'table-not-known': 'A table of the site is not known to Coursekeep; its rows were left out.',
  'part-broken': 'A part of the course has lost rows in the site’s database and was left out.',
  'refers-to-left-out': 'Something in this backup refers to an activity that is not in it.',
  'version-lacks':
    'The site is newer than every Moodle that is known here, and does not have some tables or columns that were read in those; what they held is not in the backup.',
  'gradebook-left-out':
    'The gradebook goes in only with all graded activities, and some grade items of this course belong to none in the backup.',
  'content-missing': 'A file is listed in the course but its content is not in the file pool.',
  'content-mismatch': 'The content of a file is not what its name in the file pool says; it is in the backup as it is.',
  'content-unreadable': 'The content of a file cannot be read from the file pool; it was left out.',
  'pool-in-object-storage':
    'The site keeps contents of files in object storage (tool_objectfs): give Coursekeep a further pool to read them from.',
  'secret-not-readable':
    'The site has no key for the secrets in backups yet: secrets of external tools in this backup cannot be opened again.',
  'setting-locked': 'A setting has another value than was asked for, because something else decides it.',
  'setting-not-here': 'A setting was asked for that this course, mode or version of Moodle does not have.',
} as const;

/** The codes of notices. */
const NOTICES = {
  'plugin-needed':
    'The course uses a plugin that does not come with Moodle: the site that restores this backup needs it too. Nothing of it was left out.',
  'plugin-without-backup':
    'The course uses a plugin that has no code for backups: Moodle’s own backups have nothing of it either.',
  'column-not-known':
    'Tables of Moodle’s own have columns here that no known Moodle has: somebody added them, or a newer release did. They are not in the backup; in Moodle’s own backups, what somebody added is not either.',
  'content-size': 'The content of a file is not as long as the site has noted; it is in the backup as it is.',
  'course-gap': 'The course refers to something that the site no longer has. The backup is whole all the same.',
  'version-not-verified': 'The backup of this version of Moodle was not compared with Moodle’s own.',
  'course-changed': 'The course changed between the request and the backup.',
} as const;

/** All codes that the engine uses. */
export const WARNINGS = { ...LOSSES, ...NOTICES } as const;

export type WarningCode = keyof typeof WARNINGS;

/** Makes a warning: the sentence of its code, and what it is about. */
export function warning(code: WarningCode, about: string, path?: string): BackupWarning {
  const kind = warningKind(code);
  const message = `${WARNINGS[code]} ${about}`.trim();
  return path === undefined ? { code, kind, message } : { code, kind, message, path };
}

/** The kind of a warning by its code; one that the engine does not know counts as a loss. */
export function warningKind(code: string): WarningKind {
  return Object.hasOwn(NOTICES, code) ? 'notice' : 'loss';
}
