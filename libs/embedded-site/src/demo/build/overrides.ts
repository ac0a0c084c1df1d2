import type { DemoOverride } from '../model';
import type { Row } from '../site-rows';
import { roleId } from '../site/roles';
import type { CourseScope } from './scope';

/** Changes what roles may do in one context. */
export function addOverrides(scope: CourseScope, overrides: readonly DemoOverride[] | undefined, context: Row): void {
  for (const { role, capability, permission } of overrides ?? [])
    scope.rows.add('role_capabilities', {
      contextid: context.id,
      roleid: roleId(role),
      capability,
      permission,
      timemodified: Number(scope.course.timecreated),
      modifierid: scope.author,
    });
}
