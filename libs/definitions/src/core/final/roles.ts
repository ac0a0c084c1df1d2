import { container, element } from '../../language/elements';
import { document } from '../../language/documents';
import { query } from '../../language/sources';

/** roles.xml: every role that another document refers to. */
export const roles = document(
  'final',
  'roles.xml',
  container('roles_definition', [
    element('role', {
      fields: 'name shortname nameincourse description sortorder archetype',
      from: query({
        join:
          'JOIN {role} $r ON $r.id IN (@rolefinal) LEFT ' +
          'JOIN {role_names} $n ON $n.roleid = $r.id AND $n.contextid = :task.context',
        columns: { nameincourse: '$n.name' },
        all: { $r: 'role' },
        key: '$r.id',
        writes: { as: 'role' },
      }),
    }),
  ]),
);
