import { warning } from '@coursekeep/errors';
import type { BackupJob } from '../controller/backup-job';
import type { RootSettingName } from '../model/setting-definitions';
import type { Annotations } from '../structure/annotations';

/** Notes what the course still refers to and its site no longer has: people, groups, groupings, roles. Such a backup is
 *  whole, and `verify` finds these gaps in it. One notice for each kind of thing. */
export async function reportCourseGaps(job: BackupJob, annotations: Annotations): Promise<void> {
  for (const { item, table, many, setting } of LISTS) {
    if ((setting && !job.settings.isOn(setting)) || !job.site.schema.hasTable(table)) continue;
    const ids = annotations.finalIds(`${item}final`);
    if (ids.length === 0) continue;
    const found = await job.reader.all({ text: `SELECT id FROM {${table}} WHERE id IN (?)`, parameters: [ids] });
    if (found.length === ids.length) continue;
    const present = new Set(found.map(({ id }) => Number(id)));
    const gone = ids.filter((id) => !present.has(id));
    const named = `${gone.slice(0, MOST_NAMED).join(', ')}${gone.length > MOST_NAMED ? ' …' : ''}`;
    const what = gone.length === 1 ? `${item} ${named}` : `${gone.length} ${many}: ${named}`;
    job.warn(warning('course-gap', `It refers to ${what}.`));
  }
}

const MOST_NAMED = 5;

interface GapList {
  readonly item: 'user' | 'group' | 'grouping' | 'role';
  readonly table: string;
  readonly many: string;
  /** Where it is off, none of them are asked for. */
  readonly setting?: RootSettingName;
}

const LISTS: readonly GapList[] = [
  { item: 'user', table: 'user', many: 'users', setting: 'users' },
  { item: 'group', table: 'groups', many: 'groups', setting: 'groups' },
  { item: 'grouping', table: 'groupings', many: 'groupings', setting: 'groups' },
  { item: 'role', table: 'role', many: 'roles' },
];
