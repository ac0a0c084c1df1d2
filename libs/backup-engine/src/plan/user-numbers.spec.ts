import type { BackupJob } from '../controller/backup-job';
import { Annotations } from '../structure/annotations';
import { UserNumbers } from './user-numbers';

describe('the numbers of anonymised users', () => {
  it.each([
    ['mysql', 111, [2, 5, 8]],
    ['mysql', 112, [2, 5, 8]],
    ['sqlite', 112, [2, 5, 8]],
    ['pgsql', 111, [2, 5, 8]],
    ['pgsql', 112, [5, 8, 2]],
    ['pgsql', 1_239, [5, 8, 2]],
    ['pgsql', 1_240, [2, 5, 8]],
    ['pgsql', 4_130, [5, 8, 2]],
  ] as const)('%s, a list of %i ids: %j', async (dialect, ids, order) => {
    const numbers = new UserNumbers(jobOn(dialect, [2, 5, 8]), listOf(ids, [5, 8], [2]));
    await numbers.assign();
    expect(order.map((user) => numbers.of(String(user)))).toEqual([1, 2, 3]);
  });

  it('leave out users whose row is gone', async () => {
    const numbers = new UserNumbers(jobOn('pgsql', [2, 8]), listOf(200, [5, 8], [2]));
    await numbers.assign();
    expect([8, 2].map((user) => numbers.of(String(user)))).toEqual([1, 2]);
  });
});

/** A job on a site with these users. */
function jobOn(dialect: 'pgsql' | 'mysql' | 'sqlite', users: readonly number[]): BackupJob {
  const all = () => Promise.resolve(users.map((id) => ({ id: String(id) })));
  return { reader: { dialect, all } } as unknown as BackupJob;
}

/** A list of that many ids in which each task brings its users in. */
function listOf(ids: number, ...tasks: readonly (readonly number[])[]): Annotations {
  const annotations = new Annotations();
  tasks.forEach((users, at) => {
    for (const user of users) annotations.note(`task${at}/`, 'user', user, false);
    annotations.settle(`task${at}/`);
  });
  for (let file = 1; annotations.size() < ids; file++) annotations.note('', 'filefinal', file, false);
  return annotations;
}
