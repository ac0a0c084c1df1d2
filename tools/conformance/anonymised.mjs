import { run } from '../workspace/run.mjs';

/**
 * A comparison of two anonymised backups in which `users.xml` counts as reordered where the two differ in the order of the users
 * alone. Moodle numbers people (`anon1`, `anonfirstname1` …) in the order in which its database gives them, which a site that a
 * backup was imported into need not share with the site that it comes from.
 */
export async function forgiveNumbers(comparison, theirs, ours) {
  const isPeople = ({ name, verdict }) => name === 'users.xml' && verdict === 'different';
  if (!comparison.rows.some(isPeople) || !(await differInOrderOnly(theirs, ours))) return comparison;
  return {
    ...comparison,
    reordered: comparison.reordered + 1,
    different: comparison.different - 1,
    rows: comparison.rows.filter((row) => !isPeople(row)),
  };
}

async function differInOrderOnly(theirs, ours) {
  const [before, after] = [await usersWithoutNumbers(theirs), await usersWithoutNumbers(ours)];
  return before.length > 0 && before.join('\n') === after.join('\n');
}

async function usersWithoutNumbers(archive) {
  const { code, stdout } = await run('tar', ['-xzOf', archive, 'users.xml']);
  if (code !== 0) return [];
  const users = stdout.match(/<user id=[\s\S]*?<\/user>/g) ?? [];
  return users.map((user) => user.replace(/>anon([a-z]*)\d+(@[a-z.]+)?</g, '>anon$1$2<')).sort();
}
