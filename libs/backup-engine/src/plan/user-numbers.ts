import type { BackupJob } from '../controller/backup-job';
import type { Annotations } from '../structure/annotations';

/**
 * The numbers of an anonymised backup (`anon1`, `anonfirstname1` …). Moodle counts its users as its database gives them, with
 * no order asked for: MariaDB and MySQL by ascending id, PostgreSQL sometimes as they came into Moodle's list, which is task by
 * task (format.md, section 5; docs/format.md).
 */
export class UserNumbers {
  private readonly numbers = new Map<string, number>();

  constructor(
    private readonly job: BackupJob,
    private readonly annotations: Annotations,
  ) {}

  /** Numbers the users of the list that the site still has. */
  async assign(): Promise<void> {
    const users = this.annotations.finalIds('userfinal');
    const rows = await this.job.reader.all({ text: 'SELECT id FROM {user} WHERE id IN (?)', parameters: [users] });
    const present = new Set(rows.map(({ id }) => Number(id)));
    const asTheyCame = this.job.reader.dialect === 'pgsql' && isReadAsItCame(this.annotations.size());
    for (const id of asTheyCame ? this.annotations.usersInOrderOfTasks() : users) {
      if (present.has(id)) this.numbers.set(String(id), this.numbers.size + 1);
    }
  }

  of(id: string | null): number {
    return this.numbers.get(id ?? '') ?? 0;
  }
}

/**
 * Whether PostgreSQL reads a list of this many ids, of all kinds, as it came. It has two indexes to choose from, one by id and one
 * without, takes the lower tree, and the first where both are of a height. The first bound shows in Moodle's own backups (76 ids: by
 * id; 173: as they came); all three were measured on PostgreSQL 15 with such a list.
 */
function isReadAsItCame(ids: number): boolean {
  return INDEX_GROWS_AT.filter((bound) => ids >= bound).length % 2 === 1;
}

const INDEX_GROWS_AT = [112, 1_240, 4_130];
