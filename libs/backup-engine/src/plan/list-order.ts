import type { BackupJob } from '../controller/backup-job';

/**
 * Whether Moodle's list of what a backup refers to is read as it grew; null where it is always read by ascending id, or nothing
 * depends on it (docs/decisions/0013-numbers-of-anonymised-people.md).
 */
export function listOrder({ reader, settings }: BackupJob): ((size: number) => boolean) | null {
  return reader.dialect === 'pgsql' && settings.isOn('anonymize') ? isReadAsItGrew : null;
}

/**
 * PostgreSQL has two indexes to choose from, one by id and one without, takes the lower tree, and the first where both are of a
 * height. The first bound shows in Moodle's own backups (93 ids: by id; 129: as they came); all three were measured on
 * PostgreSQL 15 with such a list.
 */
export function isReadAsItGrew(ids: number): boolean {
  return INDEX_GROWS_AT.filter((bound) => ids >= bound).length % 2 === 1;
}

const INDEX_GROWS_AT = [112, 1_240, 4_130];
