import { container, element } from '../../language/elements';
import { document } from '../../language/documents';
import { table } from '../../language/sources';
import { task } from '../../language/operands';

const root = container('roles', [
  container('role_overrides', [
    element('override', {
      fields: 'roleid capability permission timemodified modifierid',
      from: table('role_capabilities', { contextid: task('context') }),
      refers: { role: 'roleid' },
    }),
  ]),
  container('role_assignments', [
    element('assignment', {
      fields: 'roleid userid timemodified modifierid component itemid sortorder',
      from: table('role_assignments', { contextid: task('context') }),
      when: { on: ['role_assignments', 'users'] },
      refers: { role: 'roleid', user: 'userid' },
    }),
  ]),
]);

/** roles.xml of a course's context. */
export const courseRoles = document('course', 'roles.xml', root);
/** roles.xml of an activity's context. */
export const activityRoles = document('activity', 'roles.xml', root);
/** roles.xml of a block's context. */
export const blockRoles = document('block', 'roles.xml', root);
