import type { Backup } from '../read/backup/backup';
import type { BackupSetting } from '../read/backup/main-document';
import type { ChangeList } from './change-list';

/** The settings under which the two were made; those of a part where both have it and the settings of the whole backup, told before,
 *  do not say it already. */
export function compareSettings(before: Backup, after: Backup, changes: ChangeList): void {
  const [old, now] = [byName(before.settings), byName(after.settings)];
  for (const [name, { value, part }] of now) {
    const was = old.get(name);
    if (was?.value === value || (was === undefined && part !== null)) continue;
    if (part !== null && name.endsWith('_userinfo') && follows(was?.value, value, old.get('users'), now.get('users')))
      continue;
    const subject = { key: `setting ${name}`, thing: 'setting' as const, title: name, part };
    const words = was === undefined ? 'did not exist before' : `was ${shown(was.value)}`;
    const detail = { kind: 'field' as const, field: name, before: was?.value ?? null, after: value };
    changes.add(subject, 'changed', `Setting ${name} is ${shown(value)} (${words}).`, [detail]);
  }
  for (const [name, { value, part }] of old) {
    if (now.has(name) || part !== null) continue;
    const subject = { key: `setting ${name}`, thing: 'setting' as const, title: name, part };
    const detail = { kind: 'field' as const, field: name, before: value, after: null };
    changes.add(subject, 'changed', `Setting ${name} does not exist any more (was ${shown(value)}).`, [detail]);
  }
}

/** Whether a part's data of users came or went with those of the whole backup. */
function follows(was: string | undefined, is: string, before?: BackupSetting, after?: BackupSetting): boolean {
  return was === before?.value && is === after?.value;
}

/** The name of the file is no setting of the course. */
function byName(settings: readonly BackupSetting[]): Map<string, BackupSetting> {
  return new Map(settings.filter(({ name }) => name !== 'filename').map((setting) => [setting.name, setting]));
}

const shown = (value: string): string => (value === '1' ? 'on' : value === '0' ? 'off' : value);
