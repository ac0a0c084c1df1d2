import type { BackupInformation } from '@coursekeep/backup-reader';
import type { Site } from '@coursekeep/moodle-site';

/** Was the backup made by a newer Moodle than the site's? Within one release newer builds restore into older ones. Moodle's
 *  command restores a newer backup without a word, and what the site does not know of it is lost. Null: the backup does not
 *  say by which Moodle it was made. */
export function isNewer(backup: BackupInformation, site: Pick<Site, 'version' | 'release'>): boolean | null {
  const releases = [backup.moodleRelease, backup.backupRelease].map(releaseNumber).filter((one) => one !== null);
  const branches = [backup.moodleVersion, backup.backupVersion].map(branchDate).filter((one) => one !== null);
  if (releases.length + branches.length === 0) return null;
  const own = { release: releaseNumber(site.release), branch: branchDate(site.version) };
  return (
    (own.release !== null && releases.some((release) => release > (own.release ?? 0))) ||
    (own.branch !== null && branches.some((branch) => branch > (own.branch ?? 0)))
  );
}

/** `4.5.6 (Build: …)` as 405. */
function releaseNumber(release: string): number | null {
  const [, major, minor] = /^(\d{1,4})\.(\d{1,3})/.exec(release.trim()) ?? [];
  return major === undefined ? null : Number(major) * 100 + Number(minor);
}

/** `2024100706.01` was branched off on 2024-10-07: the day stays through a release, the rest counts its builds. */
function branchDate(version: string): number | null {
  const [, day] = /^(\d{8})\d{2}(\.\d+)?$/.exec(version.trim()) ?? [];
  return day === undefined ? null : Number(day);
}
