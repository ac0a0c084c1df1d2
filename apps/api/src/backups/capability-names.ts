const names: Readonly<Record<string, string>> = {
  'moodle/backup:backupcourse': 'Backup courses',
  'moodle/backup:backupactivity': 'Backup activities',
  'moodle/backup:anonymise': 'Anonymise user data on backup',
  'moodle/course:view': 'View courses without participation',
  'moodle/backup:userinfo': 'Backup user data',
  'moodle/backup:downloadfile': 'Download files from backup areas',
  'moodle/backup:configure': 'Configure backup options',
  'moodle/restore:userinfo': 'Restore user data',
};

/** The name under which a site's people know a capability, in English. */
export function capabilityName(capability: string): string {
  return names[capability] ?? capability;
}
