import { run } from '../workspace/run.mjs';

/**
 * Whether `users.xml` of two anonymised backups differ in the order of the users alone. Moodle numbers people (`anon1`,
 * `anonfirstname1` …) in the order in which its database gives them, which on PostgreSQL is no fixed one: another order is
 * another number, so what the comparison calls different is the same list all the same.
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
