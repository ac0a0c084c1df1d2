import { run } from '../workspace/run.mjs';

/**
 * Whether `users.xml` of two anonymised backups differ in the order of the users alone. Moodle numbers people (`anon1`,
 * `anonfirstname1` …) in the order in which its database gives them: another order is another number, so what the comparison
 * calls different is the same list all the same.
 *
 * No rule gives that order. On MariaDB it is the ascending id in all samples. On PostgreSQL it is too, but for two
 * courses of moodle45-pgsql: `quizbank` has the administrator (2) behind 3 … 16 wherever grade histories and activities go in;
 * `everything` has 2 last but one under `no_extras`, and ascending ids under `all`, `no_groups` and five others: the same
 * course in the same database. So it is the plan that PostgreSQL chose for a list in a temporary table (in the places of the
 * list, or of an index), which hangs on its pages and on statistics that a database does not show afterwards. With the tables
 * of the sample loaded, a join of such a list with the users gives ascending ids whether either is analysed or not.
 */
export async function differInOrderOnly(golden, ours) {
  const [theirs, mine] = [await usersWithoutNumbers(golden), await usersWithoutNumbers(ours)];
  return theirs.length > 0 && theirs.join('\n') === mine.join('\n');
}

async function usersWithoutNumbers(archive) {
  const { code, stdout } = await run('tar', ['-xzOf', archive, 'users.xml']);
  if (code !== 0) return [];
  const users = stdout.match(/<user id=[\s\S]*?<\/user>/g) ?? [];
  return users.map((user) => user.replace(/>anon([a-z]*)\d+(@[a-z.]+)?</g, '>anon$1$2<')).sort();
}
