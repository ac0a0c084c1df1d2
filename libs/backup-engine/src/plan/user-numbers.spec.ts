import type { BackupJob } from '../controller/backup-job';
import { Annotations } from '../structure/annotations';
import { isReadAsItGrew, listOrder } from './list-order';
import { UserNumbers } from './user-numbers';

describe('the numbers of anonymised users', () => {
  it('follow the order in which the database gives them, without those whose row is gone', async () => {
    const annotations = new Annotations(() => true);
    for (const user of [8, 5, 2]) annotations.note('course/', 'user', user, false);
    annotations.settle('course/');
    const numbers = new UserNumbers(jobOn('pgsql', { users: [2, 8] }), annotations);
    await numbers.assign('');
    expect([8, 2].map((user) => numbers.of(String(user)))).toEqual([1, 2]);
  });

  it.each([
    [111, false],
    [112, true],
    [1_239, true],
    [1_240, false],
    [4_130, true],
  ])('on PostgreSQL a list of %i ids is read as it grew: %s', (size, expected) => {
    expect(isReadAsItGrew(size)).toBe(expected);
  });

  it('are ascending elsewhere, and of no account where nobody is anonymised', () => {
    expect(listOrder(jobOn('mysql'))).toBeNull();
    expect(listOrder(jobOn('sqlite'))).toBeNull();
    expect(listOrder(jobOn('pgsql', { anonymize: false }))).toBeNull();
    expect(listOrder(jobOn('pgsql'))).toBe(isReadAsItGrew);
  });
});

/** A job on a site that has these users. */
function jobOn(
  dialect: 'pgsql' | 'mysql' | 'sqlite',
  { users = [], anonymize = true }: { users?: readonly number[]; anonymize?: boolean } = {},
): BackupJob {
  const all = () => Promise.resolve(users.map((id) => ({ id: String(id) })));
  return { reader: { dialect, all }, settings: { isOn: () => anonymize } } as unknown as BackupJob;
}
