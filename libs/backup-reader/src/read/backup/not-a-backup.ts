import { type Contents, BackupReadError } from '@coursekeep/archive';

/** Says what an archive without `moodle_backup.xml` is, as far as its names tell. */
export function notABackup(contents: Contents): BackupReadError {
  const names = [...contents.list()].map((entry) => entry.path);
  const inside = names.find((name) => name.endsWith('/moodle_backup.xml'));
  const looksLike = names.some((name) => /^(files\.xml$|activities\/|sections\/|course\/)/.test(name));
  if (names.includes('moodle.xml')) return refusal('It is a backup of Moodle 1.9 or older (moodle.xml).');
  if (names.includes('imsmanifest.xml')) return refusal('It is a package of IMS or SCORM (imsmanifest.xml).');
  if (inside) {
    const folder = inside.slice(0, inside.lastIndexOf('/'));
    return refusal(`Its contents lie in the folder ${JSON.stringify(folder)}: pack what is in that folder instead.`);
  }
  if (looksLike)
    return new BackupReadError('archive-damaged', 'moodle_backup.xml is missing: nothing can be restored.');
  return refusal(names.length === 0 ? 'The archive is empty.' : 'It has no moodle_backup.xml.');
}

function refusal(why: string): BackupReadError {
  return new BackupReadError('not-a-backup', `This is not a backup of a Moodle course. ${why}`);
}
