import type { BackupJob } from '../controller/backup-job';
import type { Annotations } from '../structure/annotations';
import { nextContexts } from './next-contexts';

/** The contexts of people in the backup for whom the site has none yet. */
export class UserContexts {
  private given: ReadonlyMap<string, number> = new Map();

  constructor(
    private readonly job: BackupJob,
    private readonly annotations: Annotations,
  ) {}

  /** Gives everybody one; to be called when it is settled who goes in. Deleted people have lost theirs, and get none. */
  async assign(): Promise<void> {
    const { reader, site, outline } = this.job;
    const without = await reader.all({
      text:
        'SELECT u.id FROM {user} u LEFT JOIN {context} x ON x.contextlevel = 30 AND x.instanceid = u.id ' +
        'WHERE u.id IN (?) AND u.deleted = 0 AND x.id IS NULL ORDER BY u.id',
      parameters: [this.annotations.finalIds('userfinal')],
    });
    if (without.length === 0) return;
    const next = await nextContexts(reader, site.schema, outline);
    this.given = new Map(without.map(({ id }) => [id ?? '', next.idOf(null)]));
  }

  of(userId: string | null): string | null {
    const id = this.given.get(userId ?? '');
    return id === undefined ? null : String(id);
  }
}
