import {
  capabilities,
  pathOfCourse,
  roles,
  type Capability,
  type Person,
  type Place,
  type Role,
  type World,
} from './small-world';

/** Moodle's rule for the course 10, written once more and from the words of its documentation alone, so that the service is
 *  not held against itself. */
export function has(world: World, person: Person, capability: Capability): boolean {
  const { writes, risks, allowed } = capabilities[capability];
  if (writes && pathOfCourse.some((place) => world.frozen.includes(place))) return false;
  if (person === 'admin') return true;
  if (person === 'guest' && (writes || (risks & (2 | 4 | 32)) !== 0)) return false;
  const permission = (role: Role, place: Place) => {
    const override = world.overrides.find(([r, p, c]) => r === role && p === place && c === capability);
    if (override) return override[3];
    const isStandard = place === 'system' && (allowed as readonly Role[]).includes(role);
    return isStandard ? 'allow' : null;
  };
  const own = rolesOf(world, person);
  if (own.some((role) => pathOfCourse.some((place) => permission(role, place) === 'prohibit'))) return false;
  return own.some((role) => {
    const nearest = [...pathOfCourse].reverse().find((place) => permission(role, place) !== null);
    return nearest !== undefined && permission(role, nearest) === 'allow';
  });
}

/** May the person get into the course at all? */
export function mayEnter(world: World, person: Person): boolean {
  if (world.hidden && !has(world, person, 'moodle/course:viewhiddencourses')) return false;
  const isEnrolled = world.enrolments[person] === 'active';
  return isEnrolled || world.guestsMayLook || has(world, person, 'moodle/course:view');
}

function rolesOf(world: World, person: Person): Role[] {
  if (person === 'guest') return ['guest'];
  const assigned = world.assignments.filter(([who, , place]) => who === person && pathOfCourse.includes(place));
  return [...new Set<Role>([...assigned.map(([, role]) => role), 'user'])].filter((role) => role in roles);
}
