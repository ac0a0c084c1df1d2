import type { Backup } from '@coursekeep/backup-reader';
import type { Findings } from './findings';

/** Names where a backup of the imported course differs from this one whatever the import does: the site is another, perhaps
 *  of another release, and this backup may be one of a part of its course. */
export function noteRelease(backup: Backup, release: string, findings: Findings, notes: Findings): void {
  const { moodleRelease, backupRelease } = backup.information;
  const identity =
    'moodle_version moodle_release backup_version backup_release original_wwwroot original_site_identifier_hash';
  for (const field of identity.split(' ')) {
    const message = `A backup of the imported course gives this site’s own ${field}.`;
    notes.note('site-identity', message, {
      document: 'moodle_backup.xml',
      element: 'moodle_backup/information',
      field,
    });
  }
  for (const document of ['gradebook.xml', 'grade_history.xml', 'completion.xml']) {
    if (backup.document(document)) continue;
    const message = `The backup is of a part of its course: it has no ${document}, which one of the whole imported course has.`;
    notes.note('partial', message, { document: `/${document}` });
  }
  if (!backup.document('completion.xml')) {
    const message = 'The backup is of a part of its course: it has no criteria of badges.';
    notes.note('partial', message, { document: 'badges.xml', element: 'badges/badge/criteria' });
  }
  if (backupRelease === '' || backupRelease === release) return;
  const message = `The backup was made by Moodle ${moodleRelease}; this site is a Moodle ${release}.`;
  findings.note('other-release', message);
  for (const [document, element] of [
    ['module.xml', 'module'],
    ['block.xml', 'block'],
  ] as const) {
    notes.note('site-identity', 'The versions of the plugins are those of this site.', {
      document,
      element,
      field: 'version',
    });
  }
}
