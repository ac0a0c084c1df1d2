/** Moodle's permissions in `role_capabilities`; 0 means: inherit. */
export const Permission = { allow: 1, prevent: -1, prohibit: -1000 } as const;

/** The permissions of one capability: context id -> role id -> permission. */
export type Overrides = ReadonlyMap<number, ReadonlyMap<number, number>>;

/** Moodle's rule. `path`: the contexts' ids from the system down to the one asked for. `assigned`: the roles that the user
 *  has in each context. Every role that is assigned anywhere on the path counts, each with its permission nearest to the
 *  end of the path; one that allows is enough, a prohibit anywhere on the path for any of the roles forbids. */
export function isAllowed(
  path: readonly number[],
  assigned: ReadonlyMap<number, readonly number[]>,
  overrides: Overrides,
): boolean {
  const roles = new Set(path.flatMap((context) => assigned.get(context) ?? []));
  let allowed = false;
  for (const role of roles) {
    const permissions = path.map((context) => overrides.get(context)?.get(role) ?? 0).filter(Boolean);
    if (permissions.includes(Permission.prohibit)) return false;
    if (permissions.at(-1) === Permission.allow) allowed = true;
  }
  return allowed;
}

/** The ids in a context's path `/1/3/17`. */
export function pathIds(path: string): number[] {
  return path.split('/').filter(Boolean).map(Number);
}
