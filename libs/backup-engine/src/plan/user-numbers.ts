import type { BackupJob } from '../controller/backup-job';
import type { Annotations } from '../structure/annotations';

/** The numbers of an anonymised backup (`anon1`, `anonfirstname1` …): Moodle counts its users as its database gives them. */
export class UserNumbers {
  private readonly numbers = new Map<string, number>();

  constructor(
    private readonly job: BackupJob,
    private readonly annotations: Annotations,
  ) {}

  /** Numbers the users of the list that the site still has. */
  async assign(finalTask: string): Promise<void> {
    const users = this.annotations.usersAsRead(finalTask);
    const rows = await this.job.reader.all({ text: 'SELECT id FROM {user} WHERE id IN (?)', parameters: [users] });
    const present = new Set(rows.map(({ id }) => Number(id)));
    for (const id of users) if (present.has(id)) this.numbers.set(String(id), this.numbers.size + 1);
  }

  of(id: string | null): number {
    return this.numbers.get(id ?? '') ?? 0;
  }
}
